using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A pull request of a fork gets no identity of the cloud.</summary>
internal sealed class ForksWithoutIdentity : ManifestRule
{
    // Exactly this: no pull request is a push to main, and with more in it nobody could tell.
    private const string AfterTheMerge = "github.event_name == 'push' && github.ref == 'refs/heads/main'";

    // Dependabot, by its number, brings code of strangers on a branch of the repository itself.
    private const string Own = "github.event.pull_request.head.repo.id == github.event.repository.id && github.event.pull_request.user.id != 49699333";

    public override RuleInfo Info { get; } = new(
        "WF014",
        Severity.Critical,
        "A pull request of a fork gets no identity of the cloud",
        "Whoever can open a pull request could read the state with its secrets.",
        "Compare the number of the head repository with that of this one, leave Dependabot out by its number, and use the environment ENV-plan.",
        [Control.Pci("7.2.5"), Control.Iso("A.8.2")]);

    protected override ImmutableArray<string> Kinds => ["GitHub workflow"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        if (!AnswersPullRequests(manifest["on"]))
        {
            yield break;
        }

        foreach (Field job in WorkflowParts.Jobs(manifest).Where(j => j.At("permissions.id-token").Text == "write" && j.At("if").Text != AfterTheMerge))
        {
            yield return Check.If(job.At("if"), f => f.Text is Own, $"it must be {Own}");
            yield return Check.If(job.At("environment"), f => f.Text?.EndsWith("-plan", StringComparison.Ordinal) == true, "it must be an environment of plans, ENV-plan");
        }
    }
    // on: is a map, a list or a text.
    private static bool AnswersPullRequests(Field triggers) =>
        triggers.At("pull_request").Value is not null || triggers.Text == "pull_request" || triggers.Items.Any(t => t.Text == "pull_request");
}
