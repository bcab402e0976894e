using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Messages are stored where data may stay.</summary>
internal sealed class TopicStorage : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "RES002",
        Severity.High,
        "Messages are stored where data may stay",
        "A topic without a policy stores messages in the region of whoever publishes.",
        "Set messageStoragePolicy.allowedPersistenceRegions and enforceInTransit.",
        [Control.Rbi("data localisation"), Control.Npci("data localisation")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Topic];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        [resource["messageStoragePolicy.allowedPersistenceRegions"].MustBeSet(), resource["messageStoragePolicy.enforceInTransit"].MustBe(true)];
}
