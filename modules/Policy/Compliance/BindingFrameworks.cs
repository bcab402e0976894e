using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Policy.Judging;

namespace Infra.Policy.Compliance;

/// <summary>Which frameworks bind, by country, by industry and by the tags of the services that run. Data; adding one is adding a row.</summary>
public static class BindingFrameworks
{
    // Every cluster and whoever answers for information, and in India whoever keeps data of people.
    private static readonly ImmutableArray<Framework> Everybody = [Framework.CisGke, Framework.Dpdp, Framework.Iso27001, Framework.ItAct];

    // Laws, a central bank and a payment network of one country bind nobody elsewhere.
    private static readonly ImmutableDictionary<Framework, CountryCode> OnlyIn =
        new[] { Framework.Dpdp, Framework.ItAct, Framework.Npci, Framework.Rbi }.ToImmutableDictionary(f => f, _ => CountryCode.Of("IN"));

    private static readonly ImmutableDictionary<Industry, ImmutableArray<Framework>> OfIndustry = new Dictionary<Industry, ImmutableArray<Framework>>
    {
        [Industry.Fintech] = [Framework.Npci, Framework.PciDss, Framework.Rbi],
        [Industry.ECommerce] = [Framework.PciDss],
        [Industry.Healthcare] = [],
        [Industry.Government] = [],
    }.ToImmutableDictionary();

    private static readonly ImmutableSortedDictionary<string, ImmutableArray<Framework>> OfTag = ImmutableSortedDictionary.CreateRange<string, ImmutableArray<Framework>>(StringComparer.Ordinal,
    [
        new("banking", [Framework.Rbi]),
        new("card", [Framework.PciDss]),
        new("payment", [Framework.Npci, Framework.PciDss, Framework.Rbi]),
        new("upi", [Framework.Npci]),
        new("wallet", [Framework.Npci, Framework.Rbi]),
    ]);

    /// <summary>The tags that are known, in ordinal order.</summary>
    public static ImmutableArray<string> Tags { get; } = [.. OfTag.Keys];

    /// <summary>The frameworks that bind, in the order of their names.</summary>
    /// <param name="country">Where the company does business.</param>
    /// <param name="industry">What the company does.</param>
    /// <param name="tags">What the services are; each is one of <see cref="Tags"/>.</param>
    public static ImmutableArray<Framework> Of(CountryCode country, Industry industry, IEnumerable<string> tags) =>
        [.. Everybody.Concat(OfIndustry[industry]).Concat(tags.SelectMany(t => OfTag[t])).Where(f => OnlyIn.GetValueOrDefault(f, country) == country).Distinct().Order()];

    /// <summary>Whether laws, a central bank or a network of a country are among the frameworks; of any other country, those bind that hold everywhere.</summary>
    public static bool IsKnown(CountryCode country) => OnlyIn.Values.Contains(country);

    /// <summary>What a violation can cost, in one sentence. For orientation: it is no advice of a lawyer.</summary>
    public static string Penalty(this Framework framework) => framework switch
    {
        Framework.CisGke => "None by itself; it is a benchmark that other frameworks refer to.",
        Framework.Dpdp => "Up to INR 250 crore for a failure of reasonable safeguards (section 33 and the Schedule).",
        Framework.Iso27001 => "A nonconformity in the next audit; the certificate may be suspended.",
        Framework.ItAct => "Compensation to whoever is harmed (section 43A).",
        Framework.Npci => "Penalties by circular, up to suspension of the member from UPI.",
        Framework.PciDss => "Fines that card brands pass on through the acquirer, up to losing the right to take cards.",
        Framework.Rbi => "Penalties under sections 26 and 30 of the Payment and Settlement Systems Act, 2007, up to losing the authorisation.",
        _ => throw new ArgumentOutOfRangeException(nameof(framework)),
    };
}
