using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A secret goes with the object that made it.</summary>
internal sealed class SecretsOwned : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "ESO004",
        Severity.Medium,
        "A secret goes with the object that made it",
        "A secret that is left over is rotated by nobody.",
        "Set target.creationPolicy to Owner.",
        [Control.Pci("3.2.1"), Control.Iso("A.5.17")]);

    protected override ImmutableArray<string> Kinds => ["ExternalSecret"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input) =>
        [Check.If(manifest["spec.target.creationPolicy"], f => f.IsMissing || f.Text == "Owner", "it must be Owner")];
}
