namespace Infra.Cli.Tests;

/// <summary>A plan says of an update that looks harmless what it does at Google.</summary>
public sealed class AtGoogleTests : IDisposable
{
    private const string Pool = "setu-dev-asia-south1-system";

    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task Another_machine_type_keeps_the_pool_and_recreates_its_nodes_and_every_form_of_the_plan_says_so()
    {
        await workspace.RunAsync(["up", "dev", "--yes", "--format", "json"]);
        workspace.Replace("stacks/Pulumi.dev.yaml", "machineType: e2-standard-2\n", "machineType: e2-standard-8\n");

        (string shown, _) = await workspace.RunAsync(["preview", "dev", "--show", Pool]);
        (string tree, _) = await workspace.RunAsync(["preview", "dev"]);
        (string markdown, _) = await workspace.RunAsync(["preview", "dev", "--format", "markdown"]);

        Assert.Contains(
            "The pool stays, and Google recreates every node in it for nodeConfig.machineType, as in an upgrade (strategy SURGE, maxSurge 1, maxUnavailable 0): what runs there is evicted, node by node.\n", shown, StringComparison.Ordinal);
        Assert.All((string[])[tree, markdown], text => Assert.Contains("The pool stays, and Google recreates every node in it for", text, StringComparison.Ordinal));
        Assert.Contains("Plan: 1 to update, ", tree, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_nodes_recreate_none()
    {
        await workspace.RunAsync(["up", "dev", "--yes", "--format", "json"]);
        workspace.Replace("stacks/Pulumi.dev.yaml", "maxNodes: 3\n", "maxNodes: 4\n");

        (string tree, _) = await workspace.RunAsync(["preview", "dev"]);

        Assert.Contains("totalMaxNodeCount: 3 => 4", tree, StringComparison.Ordinal);
        Assert.DoesNotContain("recreates", tree, StringComparison.Ordinal);
    }
}
