using System.Collections.Immutable;

namespace Infra.Policy;

/// <summary>A pull request of a fork gets no identity of the cloud.</summary>
internal sealed class ForksWithoutIdentity : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "WF014",
        Severity.Critical,
        "A pull request of a fork gets no identity of the cloud",
        "Whoever can open a pull request could read the state with its secrets.",
        "Compare the number of the head repository with that of this one, and use the environment ENV-plan.",
        [Control.Pci("7.2.5"), Control.Iso("A.8.2")]);

    protected override ImmutableArray<string> Kinds => ["GitHub workflow"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        if (manifest["on.pull_request"].Value is null)
        {
            yield break;
        }

        foreach (Field job in WorkflowParts.Jobs(manifest).Where(j => j.At("permissions.id-token").Text == "write"))
        {
            yield return Check.If(job.At("if"), f => f.Text is "github.event.pull_request.head.repo.id == github.event.repository.id", "it must be github.event.pull_request.head.repo.id == github.event.repository.id");
            yield return Check.If(job.At("environment"), f => f.Text?.EndsWith("-plan", StringComparison.Ordinal) == true, "it must be an environment of plans, ENV-plan");
        }
    }
}
