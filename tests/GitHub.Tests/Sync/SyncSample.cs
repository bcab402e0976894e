using System.Collections.Immutable;
using Infra.GitHub.Repositories;
using Infra.GitHub.SignIn;
using Infra.GitHub.Sync;
using Infra.GitHub.Tests.Server;
using Infra.Model.Values;
using Infra.Settings.Stacks;

namespace Infra.GitHub.Tests.Sync;

/// <summary>The committed settings of the repository, and a synchronisation over a server with a memory.</summary>
internal static class SyncSample
{
    private static readonly ImmutableSortedDictionary<string, long> People = Enumerable.Range(1, 7).ToImmutableSortedDictionary(i => $"person{i}", i => 90210000L + i);

    public static RepositoryOptions Options { get; } = With(Committed.Read("stacks/delivery/github.yaml"));

    /// <summary>The same with one environment of stacks/ and not three, where a run is made for each of its requests: what it asks grows with the square.</summary>
    public static RepositoryOptions OfOneEnvironment { get; } = Options with
    {
        Settings = Options.Settings with { Environments = [.. Options.Settings.Environments.Where(e => e.Name != "staging")] },
        Delivery = new([.. Committed.Options.Environments.Where(e => e.Name.Value == "prod").Select(e => e with { Tier = Tier.Development })]),
    };

    public static RepositoryOptions With(string yaml) => new(
        RepositoryFile.Parse("stacks/delivery/github.yaml", yaml, ["dev", "prod", "staging"], [.. People.Keys], _ => false).Settings!,
        Committed.Options,
        People,
        ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty.Add("prod", [.. People.Keys]).Add("staging", ["person2", "person1"]));

    public static RepositorySync Over(GitHubServer server, TimeProvider clock, RepositoryOptions? options = null) => new(
        new GitHubSignIn(server.Address, "1.0.0", clock, null).WithToken(GitHubRepository.Of("setu-retail/platform"), GitHubServer.Token).Api, options ?? Options);
}
