namespace Infra.Cli.Tests;

/// <summary>Workflows follow the environments: what these ask for no more is taken away, and what a person wrote stays.</summary>
public sealed class StaleWorkflowTests
{
    private const string Rollout = ".github/workflows/rollout.yml";

    private const string Own = ".github/workflows/own.yml";

    [Fact]
    public async Task A_workflow_that_no_environment_asks_for_any_more_is_said_and_then_taken_away()
    {
        using Workspace workspace = new();
        workspace.Replace("stacks/delivery/gates.yaml", "    healthGood: {}\n", "");
        workspace.Replace("stacks/delivery/gates.yaml", "    budgetWithin:\n      currency: INR\n      maxIncrease: 500000\n", "");
        Assert.Equal(0, (await workspace.RunAsync(["workflows"])).ExitCode);
        workspace.Write(Own, "# Written by hand.\nname: own\n");
        string gates = workspace.Read("stacks/delivery/gates.yaml");
        int at = gates.IndexOf("    # The smaller region first", StringComparison.Ordinal);
        workspace.Write("stacks/delivery/gates.yaml", gates.Remove(at, gates.IndexOf("risk:\n", at, StringComparison.Ordinal) - at));

        Assert.Equal(
            ($"removed  {Rollout}\n.github: 11 files, 1 stale\nerror: .github/ does not match stacks/. Run `infra workflows` and commit the result.\n", 12), await workspace.RunAsync(["workflows", "--check"]));
        Assert.Contains("artifacts/program/infra rollout", workspace.Read(Rollout), StringComparison.Ordinal);
        Assert.Equal(($"removed  {Rollout}\n.github: 11 files, 1 written\n", 0), await workspace.RunAsync(["workflows"]));

        Assert.False(File.Exists(Path.Combine(workspace.Folder, Rollout)));
        Assert.Equal("# Written by hand.\nname: own\n", workspace.Read(Own));
        Assert.Equal((".github: 11 files, 0 stale\n", 0), await workspace.RunAsync(["workflows", "--check"]));
    }
}
