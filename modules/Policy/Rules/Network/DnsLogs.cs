using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>It is recorded which names are asked for.</summary>
internal sealed class DnsLogs : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "NET008",
        Severity.Low,
        "It is recorded which names are asked for",
        "Malware is often first seen by the name that it asks for.",
        "Set enableLogging to true on the DNS policy.",
        [Control.Pci("10.2.1"), Control.Iso("A.8.15")]);

    protected override ImmutableArray<string> Types => [GcpTypes.DnsPolicy];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["enableLogging"].MustBe(true)];
}
