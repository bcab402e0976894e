using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Nothing may go out to the whole internet.</summary>
internal sealed class NoOpenEgress : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "NET009",
        Severity.High,
        "Nothing may go out to the whole internet",
        "A stolen pod sends data wherever it wants.",
        "Name the networks in destinationRanges; each with its reason.",
        [Control.Pci("1.3.2"), Control.Iso("A.8.23")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Firewall];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input)
    {
        if (resource["allows"].IsMissing || resource["direction"].Text != "EGRESS")
        {
            yield break;
        }

        yield return resource["destinationRanges"].MustBeSet();
        foreach (Field destination in resource["destinationRanges"].Items)
        {
            yield return destination.MustNotBe("0.0.0.0/0", "::/0");
        }
    }
}
