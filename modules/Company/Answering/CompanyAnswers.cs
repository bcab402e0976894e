using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Stacks;

namespace Infra.Company.Answering;

/// <summary>What <c>infra init</c> asks, answered.</summary>
public sealed record CompanyAnswers
{
    /// <summary>The company's name, for people.</summary>
    public required CompanyName Company { get; init; }

    /// <summary>Where it does business.</summary>
    public required CountryCode Country { get; init; }

    /// <summary>What it does.</summary>
    public required string Industry { get; init; }

    /// <summary>The time zone of its days and windows, of the IANA database.</summary>
    public required string Zone { get; init; }

    /// <summary>The short name that begins the names of resources.</summary>
    public required NamePrefix Prefix { get; init; }

    /// <summary>Its domain: addresses of groups, and the host names of Argo CD.</summary>
    public required HostName Domain { get; init; }

    /// <summary>The organisation at Google.</summary>
    public required OrganisationId Organisation { get; init; }

    /// <summary>Who pays.</summary>
    public required BillingAccountId BillingAccount { get; init; }

    /// <summary>The currency of the billing account.</summary>
    public required CurrencyCode Currency { get; init; }

    /// <summary>The project of state, keys and identities.</summary>
    public required ProjectId SeedProject { get; init; }

    /// <summary>What the seed project may cost a month.</summary>
    public required int SeedBudget { get; init; }

    /// <summary>The group whose people run bootstrap.</summary>
    public required GroupAddress Administrators { get; init; }

    /// <summary>Where people sign in, an issuer of OpenID Connect.</summary>
    public required HttpsUrl SignIn { get; init; }

    /// <summary>Where failures of Argo CD are posted.</summary>
    public required HttpsUrl Notifications { get; init; }

    /// <summary>The addresses of the company's own services; empty while they are not known.</summary>
    public required ImmutableArray<CidrBlock> Services { get; init; }

    /// <summary>The block that the addresses of all regions are taken from.</summary>
    public required CidrBlock Addresses { get; init; }

    /// <summary>Where its code is.</summary>
    public required GitHubAnswers GitHub { get; init; }

    /// <summary>The environments, in the order in which a release passes them.</summary>
    public required ImmutableArray<EnvironmentAnswers> Environments { get; init; }

    /// <summary>The people.</summary>
    public required ImmutableArray<PersonAnswers> People { get; init; }

    /// <summary>The tenants, with their teams.</summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<KubernetesName>> Tenants { get; init; }

    /// <summary>The regions of all environments.</summary>
    public RegionSet Residency => new(Environments.SelectMany(e => e.Regions.Concat(e.Regions.Select(r => BackupOf(e, r)))));

    /// <summary>Where backups of a region lie: as answered, in another region of the environment, or where production has one region, in another of the company or of its country.</summary>
    public Region BackupOf(EnvironmentAnswers environment, Region region)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(region);
        return environment.Regions.FirstOrDefault(r => r != region) ?? environment.Backup ?? (environment.Tier == Tier.Production ? Elsewhere(region) : null) ?? region;
    }

    private Region? Elsewhere(Region region) => Elsewhere(region, Environments.SelectMany(e => e.Regions));

    /// <summary>Another region for backups: of the same country first, then any that the company is in; null where there is none.</summary>
    internal static Region? Elsewhere(Region region, IEnumerable<Region> companys)
    {
        string? country = GoogleRegions.Find(region)?.Country;
        Region[] others = [.. companys.Where(r => r != region)];
        return others.FirstOrDefault(r => country is not null && GoogleRegions.Find(r)?.Country == country)
            ?? GoogleRegions.All.FirstOrDefault(r => r.Country == country && r.Region != region)?.Region
            ?? others.FirstOrDefault();
    }

    /// <summary>The environments that serve customers.</summary>
    public IEnumerable<EnvironmentAnswers> Production => Environments.Where(e => e.Tier == Tier.Production);

    /// <summary>Who has a role, in the order of people.</summary>
    public ImmutableArray<string> In(CompanyRole role) => [.. People.Where(p => p.Roles.Contains(role)).Select(p => p.Name.Value)];
}
