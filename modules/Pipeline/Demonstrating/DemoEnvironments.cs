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
    /// <summary>What is promoted to production.</summary>
    public string BeforeProduction => Staging ?? Development;

    /// <summary>Finds them: of several of one tier that which production names in its gate SoakElapsed, or else the first by name.</summary>
    /// <exception cref="InfraException">There is no environment of development or none of production.</exception>
    public static DemoEnvironments Of(Repository repository)
    {
        string? development = FirstOf(repository, Tier.Development, preferred: null);
        string? production = FirstOf(repository, Tier.Production, preferred: null);
        string[] missing = [.. new[] { development is null ? "development" : null, production is null ? "production" : null }.OfType<string>()];
        if (missing.Length > 0)
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', missing.Select(m => $"No environment with a release has the tier {m}, and the demo goes from development to production. Write stacks/Pulumi.ENV.yaml with infra:tier {m}, and stacks/ENV/release.yaml.")));
        }

        GateSettings? gates = repository.Gates().Environments.GetValueOrDefault(production!);
        return new DemoEnvironments(development!, FirstOf(repository, Tier.Staging, gates?.SoakElapsed?.From), production!);
    }

    private static string? FirstOf(Repository repository, Tier tier, string? preferred)
    {
        string[] all = [.. repository.Environments().Where(e => repository.TierOf(e) == tier)];
        return all.FirstOrDefault(e => e == preferred) ?? all.FirstOrDefault();
    }
}
