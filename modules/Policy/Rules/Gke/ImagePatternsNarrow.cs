using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Allowed images come from registries of ours.</summary>
internal sealed class ImagePatternsNarrow : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE034",
        Severity.High,
        "Allowed images come from registries of ours",
        "A pattern for a public registry admits what anybody pushed there.",
        "Name our registries in admissionWhitelistPatterns.",
        [Control.CisGke("5.1.4"), Control.Pci("6.3.2"), Control.Iso("A.5.21")]);

    protected override ImmutableArray<string> Types => [GcpTypes.ImagePolicy];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input)
    {
        foreach (Field pattern in resource["admissionWhitelistPatterns"].Items)
        {
            yield return Check.If(
                pattern.At("namePattern"),
                f => input.Environment.Registries.Any(r => f.Text?.StartsWith(r, StringComparison.Ordinal) == true),
                $"it must begin with {string.Join(" or ", input.Environment.Registries)}");
        }
    }
}
