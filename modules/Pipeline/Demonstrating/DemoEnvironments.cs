using Infra.Delivery.Gates;
using Infra.Model.Errors;
using Infra.Pipeline.Workspace;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Demonstrating;

/// <summary>The environments that the demo plays in, one of each tier.</summary>
/// <param name="Development">Where a merge is a deployment.</param>
/// <param name="Staging">What production is tried in; null where a company has none.</param>
/// <param name="Production">Where customers are.</param>
public sealed record DemoEnvironments(string Development, string? Staging, string Production)
{
    // Which of them is free names the development environment that the demo adds.
    private static readonly string[] Names = ["dev", "development", "demo"];

    /// <summary>What adds development to the copy; null where the company has it.</summary>
    public TypedCommand? Adding { get; private init; }

    /// <summary>What is promoted to production.</summary>
    public string BeforeProduction => Staging ?? Development;

    /// <summary>Finds them: of several of one tier that which production names in its gate SoakElapsed, or else the first by name.</summary>
    /// <exception cref="InfraException">There is no environment of production.</exception>
    public static DemoEnvironments Of(Repository repository)
    {
        string production = FirstOf(repository, Tier.Production, preferred: null) ?? throw new InfraException(
            ErrorKind.Configuration,
            "No environment with a release has the tier production, and the demo goes from development to production. Write stacks/Pulumi.ENV.yaml with infra:tier production, and stacks/ENV/release.yaml.");
        string? development = FirstOf(repository, Tier.Development, preferred: null);
        string added = Names.FirstOrDefault(n => !repository.Stacks().Contains(n, StringComparer.Ordinal)) ?? Names[0];
        GateSettings? gates = repository.Gates().Environments.GetValueOrDefault(production);
        return new DemoEnvironments(development ?? added, FirstOf(repository, Tier.Staging, gates?.SoakElapsed?.From), production) { Adding = development is null ? Add(repository, added, production) : null };
    }

    private static TypedCommand Add(Repository repository, string name, string production) => TypedCommand.Infra(
        "add", "environment", name, "--project", $"{repository.Bootstrap().Prefix}-{name}-demo", "--tier", "development", "--region", repository.Settings(production).Clusters.OrderByDescending(c => c.Hub).First().Region.Value, "--budget", "1000");

    private static string? FirstOf(Repository repository, Tier tier, string? preferred)
    {
        string[] all = [.. repository.Environments().Where(e => repository.TierOf(e) == tier)];
        return all.FirstOrDefault(e => e == preferred) ?? all.FirstOrDefault();
    }
}
