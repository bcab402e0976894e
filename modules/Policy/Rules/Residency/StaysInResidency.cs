using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Everything is made in the regions that data may stay in.</summary>
internal sealed class StaysInResidency : Rule
{
    public override RuleInfo Info { get; } = new(
        "RES001",
        Severity.Critical,
        "Everything is made in the regions that data may stay in",
        "Payment data must stay in the country; one bucket abroad is a breach.",
        "Set the location to a region of infra:residency.",
        [Control.Rbi("data localisation"), Control.Npci("data localisation"), Control.Dpdp("section 16"), Control.Pci("3.2.1"), Control.Iso("A.5.34")]);

    // Where types say their place; repositories, buckets, keys and clusters call it location, networks call it region.
    private static readonly ImmutableArray<string> Names = ["location", "region"];

    internal override void Judge(PolicyInput input, Judgements judgements)
    {
        foreach (Subject resource in input.AllResources.Where(r => r.Kind.StartsWith("gcp:", StringComparison.Ordinal)))
        {
            judgements.Of(resource, () => Places(resource).Select(p => InResidency(p, input)));
        }
    }

    private static IEnumerable<Field> Places(Subject resource) =>
        Names.Select(n => resource[n]).Where(f => !f.IsMissing)
            .Concat(resource["replication.userManaged.replicas"].Items.Select(r => r.At("location")))
            .Concat(resource["messageStoragePolicy.allowedPersistenceRegions"].Items);

    private static Check InResidency(Field place, PolicyInput input) => Check.If(
        place,
        f => input.Environment.Residency.Any(r => string.Equals(f.Text, r.Value, StringComparison.OrdinalIgnoreCase) || f.Text?.StartsWith($"{r}-", StringComparison.OrdinalIgnoreCase) == true)
            || string.Equals(f.Text, "global", StringComparison.Ordinal),
        () => $"it must be one of {input.Environment.Residency}");
}
