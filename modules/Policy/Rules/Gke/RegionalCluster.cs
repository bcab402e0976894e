using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A cluster of production spans zones.</summary>
internal sealed class RegionalCluster : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "GKE035",
        Severity.High,
        "A cluster of production spans zones",
        "A cluster in one zone goes down with the zone, its control plane included.",
        "Set location to a region, not to a zone.",
        [Control.Iso("A.8.14"), Control.Rbi("business continuity")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Cluster];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        input.Environment.IsProduction ? [Check.If(resource["location"], f => f.Text is { } at && at.Split('-').Length == 2, "it must be a region such as asia-south1, not a zone")] : [];
}
