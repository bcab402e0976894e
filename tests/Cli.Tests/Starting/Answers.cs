using System.Globalization;

namespace Infra.Cli.Tests.Starting;

/// <summary>Answers of companies all over the world.</summary>
internal static class Answers
{
    /// <summary>Six companies: two to five environments, one to four regions, four industries, three continents.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["america"] = Of("Blue Mesa Stores", "US", "e-commerce", "bluemesa", [("dev", "development", ["us-central1"]), ("test", "staging", ["us-central1"]), ("prod", "production", ["us-central1", "us-east4", "us-west1"])]),
        ["asia"] = Of("Merlion Pay", "SG", "fintech", "merlions", [("staging", "staging", ["asia-southeast1"]), ("prod", "production", ["asia-southeast1", "asia-southeast2"])]),
        ["australia"] = Of("Kestrel Health", "AU", "healthcare", "kestrel", [("dev", "development", ["australia-southeast1"]), ("prod", "production", ["australia-southeast1"])]),
        ["canada"] = Of("Province of Nowhere", "CA", "government", "nowhere", [("sandbox", "development", ["northamerica-northeast1"]), ("staging", "staging", ["northamerica-northeast1"]), ("live", "production", ["northamerica-northeast1", "northamerica-northeast2"])]),
        ["europe"] = Of("Nordwind Bank", "DE", "fintech", "nordwind", [("dev", "development", ["europe-west3"]), ("qa", "staging", ["europe-west3"]), ("staging", "staging", ["europe-west3"]), ("prod", "production", ["europe-west3", "europe-west10", "europe-west4", "europe-central2"]), ("prod-uk", "production", ["europe-west2"])]),
        ["india"] = Of("Dhara Payments", "IN", "fintech", "dhara", [("dev", "development", ["asia-south1"]), ("staging", "staging", ["asia-south1", "asia-south2"]), ("prod", "production", ["asia-south1", "asia-south2"])]),
    };

    /// <summary>Answers with five people.</summary>
    public static string Of(string company, string country, string industry, string prefix, IReadOnlyList<(string Name, string Tier, string[] Regions)> environments) => $"""
        company: {company}
        country: {country}
        industry: {industry}
        prefix: {prefix}
        domain: {prefix}.example
        organisation: "730264815093"
        billingAccount: 0F1E2D-3C4B5A-697887
        seedProject: {prefix}-seed-204817
        signIn: https://login.{prefix}.example
        github:
          repository: {prefix}/platform
          ownerId: "20481760"
          repositoryId: "840295713"
          applications: {prefix}/deploy
        environments:
        {string.Concat(environments.Select((e, i) => string.Create(CultureInfo.InvariantCulture, $"  {e.Name}:\n    project: {prefix}-{e.Name}-{518203 + i}\n    tier: {e.Tier}\n    regions:\n{string.Concat(e.Regions.Select(r => $"      - {r}\n"))}    budget: {3000 * (i + 1)}\n")))}people:
          anna:
            github: "70310001"
            email: anna@{prefix}.example
            roles:
              - platform
              - owner
          jonas:
            github: "70310002"
            email: jonas@{prefix}.example
            roles:
              - security
              - owner
          lena:
            github: "70310003"
            email: lena@{prefix}.example
            roles:
              - platform
              - incident
          paul:
            github: "70310004"
            email: paul@{prefix}.example
            roles:
              - business
          clara:
            github: "70310005"
            email: clara@{prefix}.example
            roles:
              - cto

        """;
}
