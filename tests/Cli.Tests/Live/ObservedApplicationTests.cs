using System.Collections.Immutable;
using Infra.Pipeline.Clusters;
using Infra.Pipeline.Observing;
using Infra.Pipeline.Rendering;

namespace Infra.Cli.Tests.Live;

/// <summary>What is not well with an Application has one word and a sentence.</summary>
public sealed class ObservedApplicationTests
{
    private const string Commit = "4f0c1d2e3b5a69788796a5b4c3d2e1f00f1e2d3c";
    private const string Older = "0000000000000000000000000000000000000001";

    private static readonly AppRow Row = new("auth", "payments", 1, "hub", "1", "payments", "https://github.com/setu-retail/deploy", "apps/auth", "", Commit);

    private static readonly FoundApplication Well = new()
    {
        Name = "auth", Cluster = "hub", Repository = Row.Repository, Follows = Commit, Revision = Commit, Sync = "Synced", Health = "Healthy", Errors = [],
    };

    [Fact]
    public void What_is_as_wanted_is_ok() => Assert.Equal(("ok", 0), Of(Well));

    [Theory]
    [InlineData("Progressing", "progressing")]
    [InlineData("Suspended", "suspended")]
    [InlineData("Missing", "missing")]
    [InlineData("Degraded", "degraded")]
    [InlineData("Unknown", "unknown")]
    [InlineData("", "")]
    public void Any_other_health_than_healthy_is_not_well(string health, string state) => Assert.Equal((state, 1), Of(Well with { Health = health }));

    [Theory]
    [InlineData("OutOfSync")]
    [InlineData("Unknown")]
    [InlineData("")]
    public void Any_other_sync_than_synced_is_not_well(string sync) => Assert.Equal(("out of sync", 1), Of(Well with { Sync = sync }));

    [Fact]
    public void A_wanted_commit_that_was_not_pulled_yet_is_not_well() => Assert.Equal(("not pulled", 1), Of(Well with { Revision = Older }));

    [Fact]
    public void Another_cluster_repository_and_revision_are_said_all_at_once() =>
        Assert.Equal(("differs", 3), Of(Well with { Cluster = "other", Repository = "https://github.com/evil/deploy", Follows = Older }));

    [Fact]
    public void An_error_comes_first_and_hides_nothing() => Assert.Equal(("failing", 3), Of(Well with { Errors = ["SyncError: no"], Sync = "OutOfSync", Health = "Degraded" }));

    [Fact]
    public void The_root_is_nobodys_to_want_and_a_stranger_is_named()
    {
        ImmutableArray<ObservedApplication> compared = ObservedApplication.Compare([Row], [Well with { Name = "zoo" }, Well with { Name = "root" }, Well with { Name = "ape" }]);

        Assert.Equal([("auth", "missing"), ("ape", "not wanted"), ("zoo", "not wanted")], compared.Select(c => (c.Name, c.State)));
        Assert.All(compared, c => Assert.Single(c.Problems));
    }

    private static (string State, int Problems) Of(FoundApplication found)
    {
        ObservedApplication compared = Assert.Single(ObservedApplication.Compare([Row], [found]));
        return (compared.State, compared.Problems.Length);
    }
}
