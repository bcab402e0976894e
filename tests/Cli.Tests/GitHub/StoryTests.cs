using Infra.GitHub.Tests.Server;
using Infra.Machine.Files;

namespace Infra.Cli.Tests.GitHub;

/// <summary>One change from a pull request to production and back, on real git repositories, with the committed gates, approvals and calendar, and a GitHub with a memory.</summary>
public sealed class StoryTests
{
    [Fact]
    public async Task A_change_goes_from_a_pull_request_to_production_through_a_freeze_fails_and_is_rolled_back()
    {
        await using StoryWorkspace story = await StoryWorkspace.StartAsync("2026-10-20T04:30:00Z");

        // All environments run the first release. Nothing has tried it before production, so that takes the emergency path once.
        await story.ApplyAsync("dev");
        await story.MustAsync("up", "staging", "--yes");
        await story.ApplyFirstAsync("prod");
        story.Clock.Now = DateTimeOffset.Parse("2026-11-05T04:30:00Z", null);

        // A pull request with a newer chart: everybody sees what it would do, once.
        story.Git.Git("switch", "--quiet", "--create", "newer-chart");
        story.Git.Files.Replace("stacks/dev/release.yaml", "  reloader: \"2.2.11\"", "  reloader: \"2.2.12\"");
        await story.Git.CommitAsync("Newer reloader");
        story.Server.AddPull("newer-chart", "Newer reloader", "")["number"] = 7;
        foreach (string change in new[] { "made", "up to date" })
        {
            string preview = await story.DataAsync("preview", "dev", "--format", "markdown");
            story.Git.Files.Write(".infra/dev.md", preview);
            Assert.StartsWith($"comment: {change}\n", await story.MustAsync("github", "comment", "--pull-request", "7", "--marker", "dev", "--file", ".infra/dev.md"), StringComparison.Ordinal);
        }

        Assert.Contains("### Plan of `dev`", (string?)Assert.Single(story.Server.Comments)["body"], StringComparison.Ordinal);
        story.Merge("newer-chart");

        // Merged: dev gets it by itself, and staging by a promotion, which opens one pull request however often it runs.
        await story.ApplyAsync("dev");
        await story.PromoteAsync("dev", "staging");
        await story.MustAsync("promote", "dev", "staging");
        Assert.Equal(1, story.Server.Writes.Count(w => w == "POST /repos/setu-retail/platform/pulls"));
        Assert.Contains("reloader", story.Opened("Promote dev to staging"), StringComparison.Ordinal);
        story.Merge("promote/staging");

        // Staging waits for people.
        (string staging, string digest) = await story.SealAsync("staging");
        string[] tests = await story.EvidenceAsync(digest, "TestsPassed");
        Assert.Contains("ApprovalsMet: still needed: ", await story.RefusedAsync(10, ["up", "staging", "--plan", staging, "--yes", .. tests]), StringComparison.Ordinal);
        await story.ApproveAsync(staging);
        await story.MustAsync(["up", "staging", "--plan", staging, "--yes", .. tests]);

        // Production is promised what staging has run for two hours.
        string early = await story.RefusedAsync(10, "promote", "staging", "prod");
        Assert.Contains("SoakElapsed: staging runs it since 2026-11-05T04:30:00Z, and 2 hours are asked for", early, StringComparison.Ordinal);
        story.Clock.Now = story.Clock.Now.AddHours(3);
        await story.PromoteAsync("staging", "prod");
        Assert.Contains("Merge newer-chart", story.Opened("Promote staging to prod"), StringComparison.Ordinal);
        story.Merge("promote/prod");

        // Friday afternoon: the window is open and all have approved, but Diwali is near.
        story.Clock.Now = DateTimeOffset.Parse("2026-11-06T09:45:00Z", null);
        (string prod, digest) = await story.SealAsync("prod");
        string[] evidence = [.. await story.EvidenceAsync(digest, "TestsPassed", "HealthGood", "BudgetWithin"), .. await story.RehearseAsync("prod", prod)];
        await story.ApproveAsync(prod);
        string frozen = await story.RefusedAsync(10, ["up", "prod", "--plan", prod, "--yes", .. evidence]);
        Assert.Contains("diwali-2026", frozen, StringComparison.Ordinal);

        // The override stands on the record; then the disk of the machine that applies fails in the middle.
        await story.MustAsync(
            "freeze", "override", "prod", "--reason", "INC-42: pods do not restart", "--until", "2026-11-06T11:00:00Z", "--approver", "leela:incident_commander", "--approver", "vikram:cto");
        story.Git.Files.Disk = new FailingDisk();
        string failed = await story.RefusedAsync(1, ["up", "prod", "--plan", prod, "--yes", .. evidence]);
        Assert.Contains("No space left on device", failed, StringComparison.Ordinal);
        story.Git.Files.Disk = null;
        Assert.Contains("on local, failed", await story.MustAsync("audit", "show"), StringComparison.Ordinal);

        // Back to the release before, by the emergency path: what is broken waits for nobody's review, and the calendar is overruled until eleven.
        await story.MustAsync("rollback", "prod", "--reason", "INC-42", "--emergency");
        Assert.Contains("EMERGENCY", story.Opened("Roll prod back").ToUpperInvariant(), StringComparison.Ordinal);
        story.Merge("rollback/prod");
        (string back, _) = await story.SealAsync("prod");
        await story.ApproveAsync(back, "--emergency");
        await story.MustAsync("up", "prod", "--plan", back, "--yes", "--emergency");
        Assert.Contains("2.2.11", story.Git.Git("show", "main:stacks/prod/release.yaml"), StringComparison.Ordinal);
        Assert.Contains("No drift in prod", await story.MustAsync("drift", "prod"), StringComparison.Ordinal);

        // Everything is on a record that verifies, and the token is nowhere.
        Assert.Contains("records", await story.MustAsync("audit", "verify"), StringComparison.Ordinal);
        string record = await story.MustAsync("audit", "show", "--format", "json");
        Assert.All(new[] { "approve", "promote", "override", "rollback", "up" }, action => Assert.Contains($"\"action\":\"{action}", record, StringComparison.Ordinal));
        Assert.DoesNotContain(GitHubServer.Token, record, StringComparison.Ordinal);
        Assert.Empty(story.Server.Problems);
    }

    /// <summary>A disk that takes nothing of the pretended cloud any more.</summary>
    private sealed class FailingDisk : IFileSystem
    {
        private readonly DiskFileSystem disk = new();

        public byte[]? Read(string path) => disk.Read(path);

        public IReadOnlyList<string> List(string folder) => disk.List(folder);

        public IDisposable? TryGuard(string path) => disk.TryGuard(path);

        public IAppendFile Append(string path) => IsCloud(path) ? throw new IOException("No space left on device") : disk.Append(path);

        public void Replace(string path, ReadOnlyMemory<byte> content)
        {
            if (IsCloud(path))
            {
                throw new IOException("No space left on device");
            }

            disk.Replace(path, content);
        }

        public void Delete(string path) => disk.Delete(path);

        private static bool IsCloud(string path) => path.Contains($"{Path.DirectorySeparatorChar}cloud{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
    }
}
