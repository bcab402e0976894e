using System.Collections.Immutable;

namespace Infra.Company.Countries;

/// <summary>A window of a country's calendar.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Answer">What holds inside it.</param>
/// <param name="From">Its first minute.</param>
/// <param name="To">The minute after its last.</param>
/// <param name="First">The first day; null for any.</param>
/// <param name="Last">The last day; null for any.</param>
/// <param name="Days">The weekdays; none for every day.</param>
/// <param name="Reason">Why.</param>
public sealed record CountryWindow(string Name, string Answer, string From, string To, string? First, string? Last, ImmutableArray<string> Days, string Reason)
{
    /// <summary>Its entry of calendar.yaml.</summary>
    /// <param name="environments">The environments that it holds for.</param>
    public string Yaml(IEnumerable<string> environments)
    {
        string days = Days.IsEmpty ? "" : $"    days:\n{string.Concat(Days.Select(d => $"      - {d}\n"))}";
        string dates = First is null ? "" : $"    first: \"{First}\"\n    last: \"{Last}\"\n";
        return $"  {Name}:\n    answer: {Answer}\n    from: \"{From}\"\n    to: \"{To}\"\n{days}{dates}    environments:\n{string.Concat(environments.Select(e => $"      - {e}\n"))}    reason: \"{Reason}\"\n";
    }
}
