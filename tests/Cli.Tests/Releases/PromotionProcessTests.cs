using System.Diagnostics;

namespace Infra.Cli.Tests.Releases;

public sealed class PromotionProcessTests
{
    [Fact]
    public async Task A_promotion_that_is_killed_before_its_record_is_ended_by_the_next_with_the_same_commit()
    {
        using ReleaseWorkspace workspace = await ReleaseWorkspace.AppliedAsync();

        int killed = await RunAsync(workspace, "release-killed", "promote", "dev", "staging");
        string branches = workspace.Branches();
        string[] before = await workspace.OutcomesAsync("promote");
        await workspace.MustAsync("promote", "dev", "staging");

        Assert.Equal(137, killed);
        Assert.Contains("refs/heads/promote/staging/", branches, StringComparison.Ordinal);
        Assert.Equal(branches, workspace.Branches());
        Assert.Empty(before);
        Assert.Equal(["succeeded"], await workspace.OutcomesAsync("promote"));
        await workspace.MustAsync("audit", "verify");
    }

    [Fact]
    public async Task Two_promotions_at_once_leave_one_branch_and_a_whole_record()
    {
        using ReleaseWorkspace workspace = await ReleaseWorkspace.AppliedAsync();

        int[] codes = await Task.WhenAll(RunAsync(workspace, "release", "promote", "dev", "staging"), RunAsync(workspace, "release", "promote", "dev", "staging"));
        string branches = workspace.Branches();

        Assert.Equal([0, 0], codes);
        _ = workspace.Branch("promote");
        Assert.EndsWith("Nothing new.\n", await workspace.MustAsync("promote", "dev", "staging"), StringComparison.Ordinal);
        Assert.Equal(branches, workspace.Branches());
        Assert.All(await workspace.OutcomesAsync("promote"), o => Assert.Equal("succeeded", o));
        await workspace.MustAsync("audit", "verify");
    }

    [Fact]
    public async Task A_hotfix_that_is_killed_before_its_record_is_ended_by_the_next_with_the_same_commit()
    {
        using ReleaseWorkspace workspace = await ReleaseWorkspace.StagedAsync();
        string[] hotfix = ["hotfix", "staging", "--app", $"auth={workspace.Application("Fix", workspace.Runs)}", "--reason", "INC-7"];

        int killed = await RunAsync(workspace, "release-killed", hotfix);
        string branches = workspace.Branches();
        string[] before = await workspace.OutcomesAsync("hotfix");
        await workspace.MustAsync(hotfix);

        Assert.Equal(137, killed);
        Assert.Contains("refs/heads/hotfix/staging/", branches, StringComparison.Ordinal);
        Assert.Equal(branches, workspace.Branches());
        Assert.Empty(before);
        Assert.Equal(["succeeded"], await workspace.OutcomesAsync("hotfix"));
        await workspace.MustAsync("audit", "verify");
    }

    /// <summary>Runs a command as a process of its own.</summary>
    internal static Task<int> RunAsync(ReleaseWorkspace workspace, string what, params string[] command) => RunAsync(workspace, [], what, command);

    /// <summary>Runs a command as a process of its own, with variables.</summary>
    internal static async Task<int> RunAsync(ReleaseWorkspace workspace, (string Name, string Value)[] variables, string what, params string[] command)
    {
        string child = Path.Combine(Workspace.Root, "artifacts", "bin", "Infra.Cli.Tests.Child", "release", "Infra.Cli.Tests.Child");
        ProcessStartInfo start = new(child, [what, workspace.Files.Folder, .. command]);
        Array.ForEach(variables, v => start.Environment[v.Name] = v.Value);
        using Process process = Process.Start(start)!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }
}
