using System.Collections.Immutable;

namespace Infra.Policy;

/// <summary>No workflow runs code of a pull request with rights of the repository.</summary>
internal sealed class NoDangerousTriggers : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "WF005",
        Severity.Critical,
        "No workflow runs code of a pull request with rights of the repository",
        "pull_request_target and workflow_run have secrets and a token that writes, and run what a stranger sent.",
        "Use pull_request.",
        [Control.Pci("6.2.4"), Control.Iso("A.8.28")]);

    protected override ImmutableArray<string> Kinds => ["GitHub workflow"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        Field on = manifest["on"];
        string[] events = [.. on.Entries.Select(e => e.Key), .. on.Items.Select(i => i.Text ?? ""), on.Text ?? ""];
        yield return Check.If(on, _ => !events.Contains("pull_request_target", StringComparer.Ordinal) && !events.Contains("workflow_run", StringComparer.Ordinal), "it must have neither pull_request_target nor workflow_run");
    }
}
