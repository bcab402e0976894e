using System.Collections.Immutable;

namespace Infra.Policy;

/// <summary>Secrets are in jobs of a GitHub environment.</summary>
internal sealed class SecretsBehindEnvironments : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "WF011",
        Severity.High,
        "Secrets are in jobs of a GitHub environment",
        "A secret of the repository is in reach of every branch.",
        "Keep the secret in an environment and name it at the job.",
        [Control.Pci("7.2.5"), Control.Iso("A.8.31")]);

    protected override ImmutableArray<string> Kinds => ["GitHub workflow"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        foreach (Field job in WorkflowParts.Jobs(manifest))
        {
            yield return Check.If(job, f => !f.At("environment").IsMissing || WorkflowParts.Texts(f).All(t => !t.Replace("secrets.GITHUB_TOKEN", "", StringComparison.Ordinal).Contains("secrets.", StringComparison.Ordinal)), "without an environment it must use no secret");
        }
    }
}
