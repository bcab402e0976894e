using System.Diagnostics;
using System.Net;
using System.Xml.Linq;
using Infra.Offline.Generator;

namespace Infra.Offline.Tests.Probe;

/// <summary>offline/feed-probe as a process, against feeds on 127.0.0.1.</summary>
public sealed class FeedProbeTests
{
    private const string Asked = "packages: asking the feed for Pulumi ...\n";
    private const string Fetched = "packages: the feed has Pulumi; fetching its providers, about 100 MB the first time ...\n";

    private static readonly (string Id, string Version)[] Packages = [.. OfflineFolder.Versions.Select(pair => (pair.Key, pair.Value))];

    [Fact]
    public async Task A_feed_with_the_packages_chooses_official()
    {
        await using var feed = LocalFeed.With(Packages);
        using var run = new ProbeRun();

        await run.AskAsync(feed.Index);

        Assert.Equal(Asked + Fetched + "packages: official; the feed has Pulumi's packages\n", run.Message);
        Assert.Equal(("official\n", "official\n"), (run.Word, run.Kept));
        Assert.Empty(run.Leftovers);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task A_feed_without_the_packages_chooses_offline()
    {
        await using var feed = LocalFeed.With(("Other", "1.0.0"));
        using var run = new ProbeRun();

        await run.AskAsync(feed.Index);

        Assert.Equal(Asked + "packages: offline; the feed has no Pulumi packages (missing: Pulumi)\n", run.Message);
        Assert.Equal(("offline\n", "offline\n"), (run.Word, run.Kept));
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task A_feed_with_only_another_version_chooses_offline_and_names_the_package()
    {
        await using var feed = LocalFeed.With([.. Packages[..2], ("Pulumi.Kubernetes", "1.0.0")]);
        using var run = new ProbeRun();

        await run.AskAsync(feed.Index);

        Assert.Equal(Asked + Fetched + "packages: offline; the feed has no Pulumi packages (missing: Pulumi.Kubernetes)\n", run.Message);
    }

    [Fact]
    public async Task Packages_that_only_the_global_packages_folder_has_count_as_absent()
    {
        await using var without = LocalFeed.With(("Other", "1.0.0"));
        using var run = new ProbeRun();
        foreach (var (id, version) in Packages)
        {
            LocalFeed.Install(run.GlobalPackages, id, version);
        }

        await run.AskAsync(without.Index);

        Assert.Equal(Asked + "packages: offline; the feed has no Pulumi packages (missing: Pulumi)\n", run.Message);
        Assert.Equal("offline\n", run.Word);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "401 (Unauthorized)")]
    [InlineData(HttpStatusCode.Forbidden, "403 (Forbidden)")]
    public async Task A_feed_that_refuses_chooses_offline_and_says_why(HttpStatusCode status, string reason)
    {
        await using var feed = LocalFeed.Refusing(status);
        using var run = new ProbeRun();

        await run.AskAsync(feed.Index);

        Assert.Equal(Asked + $"packages: offline; the feed could not be read: Response status code does not indicate success: {reason}.\n", run.Message);
        Assert.Equal(("offline\n", "offline\n"), (run.Word, run.Kept));
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task A_feed_that_nobody_serves_chooses_offline_and_says_why()
    {
        var feed = LocalFeed.Hanging();
        var port = feed.Port;
        await feed.DisposeAsync();
        using var run = new ProbeRun();

        await run.AskAsync(feed.Index.Replace(":0/", $":{port}/", StringComparison.Ordinal));

        Assert.Equal(Asked + $"packages: offline; the feed could not be read: Connection refused (127.0.0.1:{port})\n", run.Message);
        Assert.Equal(("offline\n", "offline\n"), (run.Word, run.Kept));
    }

    [Fact]
    public async Task A_feed_that_never_answers_chooses_offline_for_this_run_and_is_asked_again()
    {
        await using var feed = LocalFeed.Hanging();
        using var run = new ProbeRun();
        var clock = Stopwatch.StartNew();

        await run.AskAsync(feed.Index, seconds: "3");

        Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(3), $"It gave up after {clock.Elapsed}.");
        Assert.Equal(Asked + "packages: offline; the feed did not answer within 3 s; a time-out is not 'absent', so the next run asks again\n", run.Message);
        Assert.Equal(("offline\n", ""), (run.Word, run.Kept));
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task The_word_that_is_kept_is_that_of_the_last_answer()
    {
        await using var without = LocalFeed.With(("Other", "1.0.0"));
        await using var with = LocalFeed.With(Packages);
        using var run = new ProbeRun();

        await run.AskAsync(without.Index);
        Assert.Equal("offline\n", run.Kept);
        await run.AskAsync(with.Index);
        Assert.Equal("official\n", run.Kept);
        Assert.Empty(run.Leftovers);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("0")]
    [InlineData("-1")]
    public async Task Seconds_that_are_no_number_are_refused_before_the_feed_is_asked(string seconds)
    {
        using var run = new ProbeRun();

        await run.AskAsync("http://127.0.0.1:1/", seconds);

        Assert.Equal($"error: INFRA_PROBE_SECONDS is '{seconds}'; it must be 1 to 9999\n", run.Message);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(("", ""), (run.Word, run.Kept));
    }

    [Fact]
    public void The_probe_asks_for_each_package_that_has_a_stub()
    {
        var project = XDocument.Load(Path.Combine(Repository.Root, "offline", "FeedProbe", "FeedProbe.csproj"));

        Assert.Equal(OfflineFolder.Versions.Keys, project.Descendants("PackageReference").Select(package => package.Attribute("Include")!.Value));
    }
}
