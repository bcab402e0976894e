using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>No workflow runs code of a pull request with rights of the repository.</summary>
internal sealed class NoDangerousTriggers : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "WF005",
        Severity.Critical,
        "No workflow runs code of a pull request with rights of the repository",
        "pull_request_target and workflow_run have secrets and a token that writes, and run what a stranger sent.",
        "Use pull_request. Where what its run found out must be written, answer workflow_run in jobs that ask for the event, the file and the repository of the run, have neither identity nor secrets, and check out nothing of it.",
        [Control.Pci("6.2.4"), Control.Iso("A.8.28")]);

    protected override ImmutableArray<string> Kinds => ["GitHub workflow"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        Field on = manifest["on"];
        string[] events = [.. on.Entries.Select(e => e.Key), .. on.Items.Select(i => i.Text ?? ""), on.Text ?? ""];
        yield return Check.If(on, _ => !events.Contains("pull_request_target", StringComparer.Ordinal), "it must not have pull_request_target");
        if (!events.Contains("workflow_run", StringComparer.Ordinal))
        {
            yield break;
        }

        yield return Check.If(on, _ => events.Count(e => e.Length > 0) == 1, "with workflow_run it must have no other trigger");
        foreach (Field job in WorkflowParts.Jobs(manifest))
        {
            yield return Check.If(
                job.At("if"),
                f => f.Text is { } text && !text.Contains("||", StringComparison.Ordinal) && Asked.All(a => text.Contains(a, StringComparison.Ordinal)),
                "with workflow_run it must ask for event, path and head_repository.id of the run, all of them");
            yield return Check.If(job, f => f.At("permissions.id-token").IsMissing && f.At("environment").IsMissing && !WorkflowParts.ReadsSecrets(f), "with workflow_run it must have no identity, no environment and no secrets");
            yield return Check.If(job, f => f.At("permissions.contents").Text is null or "read", "with workflow_run it must not write to the repository");
            foreach (Field step in job.At("steps").Items.Where(s => s.At("uses").Text?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true))
            {
                yield return Check.If(step, f => f.At("with.ref").IsMissing && f.At("with.repository").IsMissing, "with workflow_run it must check out nothing but main");
            }
        }
    }

    private static readonly ImmutableArray<string> Asked =
    [
        "github.event.workflow_run.event == 'pull_request'", "github.event.workflow_run.path == '", "github.event.workflow_run.head_repository.id == github.event.repository.id",
    ];
}
