using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Subnets reach Google without the internet.</summary>
internal sealed class PrivateGoogleAccess : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "NET002",
        Severity.Medium,
        "Subnets reach Google without the internet",
        "Machines without an address cannot reach Google's APIs otherwise, and somebody gives them one.",
        "Set privateIpGoogleAccess to true.",
        [Control.Pci("1.4.2"), Control.Iso("A.8.20")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Subnetwork];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["privateIpGoogleAccess"].MustBe(true)];
}
