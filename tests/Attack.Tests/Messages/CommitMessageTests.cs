using Infra.Cli.Tests;

namespace Infra.Attack.Tests.Messages;

/// <summary>What somebody writes into a commit message stays text.</summary>
public sealed class CommitMessageTests
{
    [Fact]
    public async Task A_message_with_record_separators_stops_no_deployment()
    {
        using GitWorkspace git = new();
        await git.CommitAsync("first");
        git.Files.Write("NOTES", "x\n");
        git.CommitAsItIs("harmless\n\n\x1e\x1f\x1e");
        (string output, int exitCode) = await git.Files.RunAsync(["preview", "dev", "--seal", "--out", ".infra/plan.json"]);
        Assert.True(exitCode == 0, output);
        (output, exitCode) = await git.Files.RunAsync(["up", "dev", "--plan", ".infra/plan.json", "--yes"]);
        Assert.True(exitCode == 0, output);
    }
}
