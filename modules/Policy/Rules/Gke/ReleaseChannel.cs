using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>The cluster follows a release channel.</summary>
internal sealed class ReleaseChannel : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE014",
        Severity.High,
        "The cluster follows a release channel",
        "Without a channel the control plane stays at its version until it is out of support.",
        "Set releaseChannel.channel to REGULAR, STABLE or EXTENDED; RAPID comes without a service level.",
        [Control.CisGke("5.5.4"), Control.Pci("6.3.3"), Control.Iso("A.8.8")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["releaseChannel.channel"].MustBeOneOf("REGULAR", "STABLE", "EXTENDED")];
}
