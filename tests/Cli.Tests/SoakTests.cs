using Infra.Delivery.Audit;
using Infra.Delivery.Gates;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;

namespace Infra.Cli.Tests;

/// <summary>Staging ran a commit; whether it has tried what a later one gives production.</summary>
public sealed class SoakTests
{
    private static readonly DateTimeOffset Ran = new(2026, 11, 21, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("stacks/Pulumi.prod.yaml", true)]
    [InlineData("stacks/delivery/gates.yaml", true)]
    [InlineData("docs/page.md", true)]
    [InlineData("modules/Cloud/Networks.cs", false)]
    [InlineData("Directory.Packages.props", false)]
    [InlineData("stacks/catalog/apps.yaml", false)]
    [InlineData("stacks/catalog/tenants.yaml", false)]
    public async Task A_change_of_what_all_environments_share_was_not_tried(string file, bool tried)
    {
        using GitWorkspace git = await GitWorkspace.ReleasedAsync();
        string ran = git.Git("rev-parse", "HEAD").Trim();
        string path = Path.Combine(git.Files.Folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.AppendAllTextAsync(path, "# changed\n", TestContext.Current.CancellationToken);

        Assert.Equal(tried, (await SinceAsync(git, git.CommitAsItIs("change"), Up(ran))).ContainsKey("staging"));
    }

    [Theory]
    [InlineData("revision: 98b97d4ab9ece0ee18dacd90f7005eb06493d905", "revision: 98b97d4ab9ece0ee18dacd90f7005eb06493d906")]
    [InlineData("  reloader: \"2.2.11\"", "  reloader: \"2.2.12\"")]
    [InlineData("platform: ", "platform: 47c7b7aea97b15f0eab0f8fb8517f3f7bfc76d4b # ")]
    [InlineData("addons:\n", "apps:\n  auth: a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1\naddons:\n")]
    [InlineData("addons:\n", "regions:\n  asia-south1:\n    platform: a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1\n    revision: a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1\naddons:\n")]
    public async Task Another_release_was_not_tried(string part, string other)
    {
        using GitWorkspace git = await GitWorkspace.ReleasedAsync();
        string ran = git.Git("rev-parse", "HEAD").Trim();
        git.Files.Replace("stacks/prod/release.yaml", part, other);

        Assert.Empty(await SinceAsync(git, git.CommitAsItIs("another release"), Up(ran)));
    }

    [Fact]
    public async Task A_region_that_a_release_has_not_reached_may_run_what_the_environment_ran_before()
    {
        using GitWorkspace git = await GitWorkspace.ReleasedAsync();
        string ran = git.Git("rev-parse", "HEAD").Trim();
        const string Earlier = "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1";
        string present = git.Files.Read("stacks/prod/release.yaml");
        git.Files.Replace("stacks/prod/release.yaml", "revision: 98b97d4ab9ece0ee18dacd90f7005eb06493d905", $"revision: {Earlier}");
        git.CommitAsItIs("it ran this");
        string platform = present.Split('\n').Single(l => l.StartsWith("platform:", StringComparison.Ordinal));
        git.Files.Write("stacks/prod/release.yaml", present.Replace("addons:\n", $"regions:\n  asia-south1:\n    {platform}\n    revision: {Earlier}\naddons:\n", StringComparison.Ordinal));

        Assert.True((await SinceAsync(git, git.CommitAsItIs("on its way"), Up(ran))).ContainsKey("staging"));
    }

    [Fact]
    public async Task It_counts_from_the_first_update_after_the_last_failure_and_what_nobody_sealed_shows_nothing()
    {
        using GitWorkspace git = await GitWorkspace.ReleasedAsync();
        string ran = git.Git("rev-parse", "HEAD").Trim();

        Assert.Equal(Ran.AddHours(2), (await SinceAsync(git, ran, Up(ran), Up(ran) with { Outcome = "failed" }, Up(ran, 2), Up(ran, 3)))["staging"]);
        Assert.Equal(Ran.AddHours(2), (await SinceAsync(git, ran, Up(ran) with { GitCommit = null }, Up(ran, 2), Up(ran, 3) with { Outcome = "refused" }))["staging"]);
        Assert.Empty(await SinceAsync(git, ran, Up(ran), Up(ran) with { Action = "destroy" }));
        Assert.Empty(await SinceAsync(git, ran, Up(new string('a', 40))));
    }

    [Fact]
    public async Task What_production_ran_before_a_newer_release_has_soaked_for_as_long_as_it_ran()
    {
        using GitWorkspace git = await GitWorkspace.ReleasedAsync();
        string good = git.Git("rev-parse", "HEAD").Trim();
        string release = git.Files.Read("stacks/prod/release.yaml");
        git.Files.Replace("stacks/prod/release.yaml", "  reloader: \"2.2.11\"", "  reloader: \"2.2.12\"");
        string bad = git.CommitAsItIs("a newer release");
        git.Files.Write("stacks/prod/release.yaml", release);
        string back = git.CommitAsItIs("rollback");

        Assert.Equal(new EarlierRun(Ran, Ran.AddHours(5)), await BeforeAsync(git, back, Prod(good), Prod(bad, 5)));
        Assert.Equal(new EarlierRun(Ran, Ran.AddHours(5)), await BeforeAsync(git, back, Prod(good), Prod(good, 1), Prod(bad, 5) with { Outcome = "failed" }));
        Assert.Equal(new EarlierRun(Ran.AddHours(6), Ran.AddHours(9)), await BeforeAsync(git, back, Prod(good), Prod(bad, 1), Prod(good, 6), Prod(bad, 9)));
        Assert.Equal(new EarlierRun(Ran, Ran.AddHours(5)), await BeforeAsync(git, back, Prod(good), Prod(bad, 5), Prod(good, 6) with { Outcome = "refused" }));
        Assert.Equal(new EarlierRun(Ran, Ran.AddHours(1)), await BeforeAsync(git, back, Prod(good), Prod(good, 1) with { Action = "destroy" }, Prod(bad, 5)));
    }

    [Fact]
    public async Task What_failed_never_ran_or_is_not_the_same_any_more_has_not_soaked()
    {
        using GitWorkspace git = await GitWorkspace.ReleasedAsync();
        string good = git.Git("rev-parse", "HEAD").Trim();
        git.Files.Replace("stacks/prod/release.yaml", "  reloader: \"2.2.11\"", "  reloader: \"2.2.12\"");
        string bad = git.CommitAsItIs("a newer release");

        Assert.Null(await BeforeAsync(git, good));
        Assert.Null(await BeforeAsync(git, good, Prod(bad), Up(good)));
        Assert.Null(await BeforeAsync(git, good, Prod(good) with { Outcome = "failed" }, Prod(bad, 5)));
        Assert.Null(await BeforeAsync(git, good, Prod(good), Prod(good, 3) with { Outcome = "failed" }, Prod(bad, 5)));
        Assert.Null(await BeforeAsync(git, good, Prod(good) with { GitCommit = null }, Prod(bad, 5)));
        Assert.Null(await BeforeAsync(git, good, Prod(new string('a', 40)), Prod(bad, 5)));
        foreach (string file in (string[])["modules/Cloud/Networks.cs", "stacks/catalog/apps.yaml", "stacks/Pulumi.prod.yaml"])
        {
            git.Git("reset", "--quiet", "--hard", good);
            git.Files.Write(file, (File.Exists(Path.Combine(git.Files.Folder, file)) ? git.Files.Read(file) : "") + "# changed\n");
            Assert.Null(await BeforeAsync(git, git.CommitAsItIs("change"), Prod(good), Prod(bad, 5)));
        }
    }

    private static Task<EarlierRun?> BeforeAsync(GitWorkspace git, string commit, params AuditEntry[] records) =>
        Soaked(git).BeforeAsync(Chain(records), "prod", commit, Ran.AddHours(100), TestContext.Current.CancellationToken);

    private static AuditEntry Prod(string commit, int hour = 0) => Up(commit, hour) with { DeploymentTarget = "prod" };

    private static Task<System.Collections.Immutable.ImmutableSortedDictionary<string, DateTimeOffset>> SinceAsync(GitWorkspace git, string commit, params AuditEntry[] records) =>
        Soaked(git).SinceAsync(Chain(records), "prod", commit, TestContext.Current.CancellationToken);

    private static Soak Soaked(GitWorkspace git)
    {
        Host host = git.Files.Host(TextWriter.Null, TextWriter.Null, null);
        Repository repository = Repository.Find(host);
        return new Soak(repository, new AuditTrail(host, repository, "local"));
    }

    private static IEnumerable<AuditRecord> Chain(AuditEntry[] entries) => entries.Select((e, i) => new AuditRecord(i + 1, AuditRecord.NoPrevious, e));

    private static AuditEntry Up(string commit, int hour = 0) => new()
    {
        DeploymentId = "1", Timestamp = Ran.AddHours(hour), Phase = AuditPhase.End, Action = "up", DeploymentTarget = "staging", Actor = "asha", Backend = "local", GitCommit = commit, Outcome = "succeeded",
    };
}
