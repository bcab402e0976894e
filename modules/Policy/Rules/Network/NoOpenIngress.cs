using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Nothing is let in from the whole internet.</summary>
internal sealed class NoOpenIngress : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "NET004",
        Severity.Critical,
        "Nothing is let in from the whole internet",
        "A rule that allows 0.0.0.0/0 exposes whatever listens behind it.",
        "Name the networks in sourceRanges; publish services through a load balancer.",
        [Control.CisGke("5.6.6"), Control.Pci("1.3.1"), Control.Iso("A.8.20")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Firewall];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input)
    {
        if (resource["allows"].IsMissing || resource["direction"].Text == "EGRESS")
        {
            yield break;
        }

        Field sources = resource["sourceRanges"];
        if (resource["sourceTags"].IsMissing && resource["sourceServiceAccounts"].IsMissing)
        {
            // Without any source the provider's default is everybody.
            yield return sources.MustBeSet();
        }

        foreach (Field source in sources.Items)
        {
            yield return source.MustNotBe("0.0.0.0/0", "::/0");
        }
    }
}
