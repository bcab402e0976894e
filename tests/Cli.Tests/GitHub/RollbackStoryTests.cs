namespace Infra.Cli.Tests.GitHub;

/// <summary>Production is rolled back by the usual way, through every gate that it has: what it goes back to ran nowhere but in production itself.</summary>
public sealed class RollbackStoryTests
{
    [Theory]
    [InlineData("2026-11-23T04:30:00Z", true)]
    [InlineData("2026-11-23T09:00:00Z", false)]
    public async Task Production_goes_back_through_its_gates_where_it_ran_that_release_for_two_hours(string firstApplied, bool opens)
    {
        // Production runs the first release from then on; staging gets the next one at ten in the morning.
        await using StoryWorkspace story = await StoryWorkspace.StartAsync("2026-11-23T04:30:00Z");
        await story.ApplyAsync("dev");
        await story.MustAsync("up", "staging", "--yes");
        if (opens)
        {
            await story.ApplyFirstAsync("prod");
        }

        story.Git.Files.Replace("stacks/dev/release.yaml", "  reloader: \"2.2.11\"", "  reloader: \"2.2.12\"");
        await story.Git.CommitAsync("Newer reloader");
        await story.ApplyAsync("dev");
        await story.PromoteAsync("dev", "staging");
        story.Merge("promote/staging");
        (string staging, string digest) = await story.SealAsync("staging");
        await story.ApproveAsync(staging);
        await story.MustAsync(["up", "staging", "--plan", staging, "--yes", .. await story.EvidenceAsync(digest, "TestsPassed")]);
        if (!opens)
        {
            story.Clock.Now = DateTimeOffset.Parse(firstApplied, null);
            await story.ApplyFirstAsync("prod");
        }

        // In the afternoon window production gets it too.
        story.Clock.Now = DateTimeOffset.Parse("2026-11-23T09:45:00Z", null);
        await story.PromoteAsync("staging", "prod");
        story.Merge("promote/prod");
        string newer = story.Git.Git("rev-parse", "main").Trim();
        (string prod, string[] evidence) = await ReadyAsync(story);
        await story.MustAsync(["up", "prod", "--plan", prod, "--yes", .. evidence]);
        Assert.Contains("2.2.12", story.Git.Files.Read("stacks/prod/release.yaml"), StringComparison.Ordinal);

        // It does not do what it should, and nobody is in a hurry.
        story.Clock.Now = DateTimeOffset.Parse("2026-11-23T11:00:00Z", null);
        await story.MustAsync("rollback", "prod", "--reason", "INC-43: pods restart for nothing");
        story.Merge("rollback/prod");
        (string back, evidence) = await ReadyAsync(story);
        Assert.Contains($"\"commit\": \"{newer}\"", story.Git.Files.Read(evidence[^1]), StringComparison.Ordinal);
        (string gates, int exitCode) = await story.Git.Files.RunAsync(["gate", "prod", "--plan", back, .. evidence]);
        if (!opens)
        {
            Assert.Equal(10, exitCode);
            Assert.Contains(
                "x SoakElapsed    blocked  required  staging does not run what is sealed: this program with this release; prod ran it from 2026-11-23T09:00:00Z to 2026-11-23T09:45:00Z, and 2 hours are asked for\n",
                gates,
                StringComparison.Ordinal);
            Assert.Contains("1 of 11 required gates of prod are closed: SoakElapsed.", gates, StringComparison.Ordinal);
            string before = await story.MustAsync("status", "prod");
            await story.RefusedAsync(10, ["up", "prod", "--plan", back, "--yes", .. evidence]);
            Assert.Equal(before, await story.MustAsync("status", "prod"));
            Assert.Contains(", refused after ", (await story.MustAsync("audit", "show", "--action", "up", "--env", "prod")).Split('\n').Last(l => l.Contains(" up prod ", StringComparison.Ordinal)), StringComparison.Ordinal);
            return;
        }

        Assert.Contains("+ SoakElapsed    passed   required  prod ran it from 2026-11-23T04:30:00Z to 2026-11-23T09:45:00Z", gates, StringComparison.Ordinal);
        Assert.Contains("All 11 required gates of prod are open.", gates, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
        await story.MustAsync(["up", "prod", "--plan", back, "--yes", .. evidence]);
        Assert.Contains("2.2.11", story.Git.Files.Read("stacks/prod/release.yaml"), StringComparison.Ordinal);
        Assert.Contains("No drift in prod", await story.MustAsync("drift", "prod"), StringComparison.Ordinal);
        Assert.Empty(story.Server.Problems);
    }

    // Sealed, approved by everybody, and with evidence of all that prod asks for; the way back comes last.
    private static async Task<(string Plan, string[] Evidence)> ReadyAsync(StoryWorkspace story)
    {
        (string plan, string digest) = await story.SealAsync("prod");
        await story.ApproveAsync(plan);
        return (plan, [.. await story.EvidenceAsync(digest, "TestsPassed", "HealthGood", "BudgetWithin"), .. await story.RehearseAsync("prod", plan)]);
    }
}
