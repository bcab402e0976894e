using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Zones of names are private unless marked.</summary>
internal sealed class NoPublicZoneByAccident : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "NET011",
        Severity.Medium,
        "Zones of names are private unless marked",
        "A public zone shows the names of internal systems to everybody.",
        "Set visibility to private, with privateVisibilityConfig.",
        [Control.Iso("A.8.20")]);

    protected override ImmutableArray<string> Types => [GcpTypes.DnsZone];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["visibility"].MustBeOneOf("private")];
}
