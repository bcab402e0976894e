using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Production reads a version of a secret that its release names.</summary>
internal sealed class VersionsPinned : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "ESO005",
        Severity.High,
        "Production reads a version of a secret that its release names",
        "With the latest version a changed value reaches production unreviewed and at once.",
        "Set remoteRef.version to a number from release.yaml.",
        [Control.Iso("A.8.32"), Control.Rbi("change management")]);

    protected override ImmutableArray<string> Kinds => ["ExternalSecret"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        if (!input.Environment.IsProduction)
        {
            yield break;
        }

        yield return manifest["spec.dataFrom"].MustNotBeSet("what it finds has no pinned version");
        foreach (Field entry in manifest["spec.data"].Items)
        {
            yield return Check.If(entry.At("remoteRef.version"), f => f.Number is > 0, "it must be the number of a version");
        }
    }
}
