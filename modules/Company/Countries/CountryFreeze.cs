namespace Infra.Company.Countries;

/// <summary>A freeze of a country's calendar.</summary>
/// <param name="Name">Its name.</param>
/// <param name="First">Its first day.</param>
/// <param name="Last">Its last day.</param>
/// <param name="Level">How strict its days are.</param>
/// <param name="PreparationWeeks">Weeks before it in which changes grow smaller.</param>
/// <param name="TrafficMultiplier">The traffic that is expected, in times the usual.</param>
/// <param name="MoonSighting">Whether a sighting of the moon decides the day.</param>
/// <param name="Reason">Why.</param>
/// <param name="Source">The page that the dates are from.</param>
public sealed record CountryFreeze(string Name, string First, string Last, string Level, string PreparationWeeks, string TrafficMultiplier, bool MoonSighting, string Reason, string Source)
{
    /// <summary>Its entry of calendar.yaml.</summary>
    /// <param name="environments">The environments that it holds for.</param>
    public string Yaml(IEnumerable<string> environments)
    {
        string moon = MoonSighting ? "    moonSighting: true\n" : "";
        string preparation = PreparationWeeks == "0" ? "" : $"    preparationWeeks: {PreparationWeeks}\n";
        string traffic = TrafficMultiplier == "1" ? "" : $"    trafficMultiplier: {TrafficMultiplier}\n";
        return $"  {Name}:\n    first: \"{First}\"\n    last: \"{Last}\"\n{moon}    level: {Level}\n{preparation}{traffic}    environments:\n{string.Concat(environments.Select(e => $"      - {e}\n"))}    reason: \"{Reason}\"\n    source: {Source}\n";
    }
}
