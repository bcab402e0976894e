using System.Diagnostics;
using System.Net;
using System.Xml.Linq;
using Infra.Offline.Generator;

namespace Infra.Offline.Tests.Probe;

/// <summary>offline/feed-probe as a process, against feeds on 127.0.0.1.</summary>
public sealed class FeedProbeTests
{
    private static readonly (string Id, string Version)[] Packages = [.. OfflineFolder.Versions.Select(pair => (pair.Key, pair.Value))];

    [Fact]
    public async Task A_feed_with_the_packages_chooses_official()
    {
        await using var feed = LocalFeed.With(Packages);
        using var run = new ProbeRun();

        await run.AskAsync(feed.Index);

        Assert.Equal("packages: official; the feed has the packages\n", run.Message);
        Assert.Equal(Answer("official", "the feed has the packages"), run.Props);
        Assert.Empty(run.Leftovers);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task A_feed_without_the_packages_chooses_offline()
    {
        await using var feed = LocalFeed.With(("Other", "1.0.0"));
        using var run = new ProbeRun();

        await run.AskAsync(feed.Index);

        Assert.Equal("packages: offline; the feed has no Pulumi packages (missing: Octokit Pulumi Pulumi.Gcp Pulumi.Kubernetes)\n", run.Message);
        Assert.Equal(Answer("offline", "the feed has no Pulumi packages"), run.Props);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task A_feed_with_only_another_version_chooses_offline_and_names_the_package()
    {
        await using var feed = LocalFeed.With([.. Packages[..3], ("Pulumi.Kubernetes", "1.0.0")]);
        using var run = new ProbeRun();

        await run.AskAsync(feed.Index);

        Assert.Equal("packages: offline; the feed has no Pulumi packages (missing: Pulumi.Kubernetes)\n", run.Message);
    }

    [Fact]
    public async Task A_feed_without_Octokit_alone_chooses_offline_and_names_it()
    {
        await using var feed = LocalFeed.With(Packages[1..]);
        using var run = new ProbeRun();

        await run.AskAsync(feed.Index);

        Assert.Equal("packages: offline; the feed has no Octokit (missing: Octokit)\n", run.Message);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "401 (Unauthorized)")]
    [InlineData(HttpStatusCode.Forbidden, "403 (Forbidden)")]
    public async Task A_feed_that_refuses_chooses_offline_and_says_why(HttpStatusCode status, string reason)
    {
        await using var feed = LocalFeed.Refusing(status);
        using var run = new ProbeRun();

        await run.AskAsync(feed.Index);

        Assert.Equal($"packages: offline; the feed could not be read: Response status code does not indicate success: {reason}.\n", run.Message);
        Assert.Equal(Answer("offline", "the feed could not be read"), run.Props);
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

        Assert.Equal($"packages: offline; the feed could not be read: Connection refused (127.0.0.1:{port})\n", run.Message);
        Assert.Equal(Answer("offline", "the feed could not be read"), run.Props);
    }

    [Fact]
    public async Task A_feed_that_never_answers_chooses_offline_for_this_run_and_is_asked_again()
    {
        await using var feed = LocalFeed.Hanging();
        using var run = new ProbeRun();
        var clock = Stopwatch.StartNew();

        await run.AskAsync(feed.Index, seconds: "3");

        const string Outcome = "the feed did not answer within 3 s; a time-out is not 'absent'";
        Assert.InRange(clock.Elapsed, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(15));
        Assert.Equal($"packages: offline; {Outcome}, so the next run asks again\n", run.Message);
        Assert.Equal(Answer("offline", Outcome, "    <PackagesAskAgain>true</PackagesAskAgain>\n"), run.Props);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task The_props_are_replaced_only_where_the_answer_changes()
    {
        await using var without = LocalFeed.With(("Other", "1.0.0"));
        await using var with = LocalFeed.With(Packages);
        using var run = new ProbeRun();
        var longAgo = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        await run.AskAsync(without.Index);
        File.SetLastWriteTimeUtc(run.PropsPath, longAgo);
        await run.AskAsync(without.Index);
        Assert.Equal(longAgo, File.GetLastWriteTimeUtc(run.PropsPath));

        await run.AskAsync(with.Index);
        Assert.Equal(Answer("official", "the feed has the packages"), run.Props);
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
        Assert.Equal("", run.Props);
    }

    [Fact]
    public void The_probe_asks_for_each_package_that_has_a_stand_in()
    {
        var project = XDocument.Load(Path.Combine(Repository.Root, "offline", "FeedProbe", "FeedProbe.csproj"));

        Assert.Equal(OfflineFolder.Versions.Keys, project.Descendants("PackageReference").Select(package => package.Attribute("Include")!.Value));
    }

    private static string Answer(string kind, string outcome, string more = "") =>
        $"""
        <Project>
          <!-- Written by offline/feed-probe: {outcome}. Delete this file to ask again. -->
          <PropertyGroup>
            <Packages Condition="'$(Packages)' == ''">{kind}</Packages>
        {more}  </PropertyGroup>
        </Project>

        """;
}
