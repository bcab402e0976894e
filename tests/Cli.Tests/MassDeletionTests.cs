using Infra.Model.Backends;

namespace Infra.Cli.Tests;

/// <summary>A mass deletion does not pass unseen.</summary>
public sealed class MassDeletionTests
{
    private const string Delivery = "  delivery:\n    tenant: logistics\n    team: delivery\n    path: apps/delivery\n    # Orders arrive as events, which wait in the queue while it does not run.\n    eventDriven: true\n    dependsOn:\n      - auth\n";
    private const string Search = "  search:\n    tenant: marketplace\n    team: search\n    path: apps/search\n    dependsOn:\n      - catalog\n";

    [Fact]
    public async Task More_than_a_fifth_of_the_applications_of_development_is_a_mass_deletion()
    {
        using GitWorkspace workspace = await GitWorkspace.ReleasedAsync();
        string[] names = await RemoveAsync(workspace, 3);

        (string output, int exitCode) = await workspace.DiffAsync("dev");

        Assert.Equal((int)ExitCode.GateBlocked, exitCode);
        Assert.All(names, n => Assert.Contains($" -  Application asia-south1-{n}\n", output, StringComparison.Ordinal));
        Assert.Contains("Applications would be removed, more than 20 %. If that is meant, pass --allow-deletions ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fifth_is_not_yet_a_mass_deletion()
    {
        using GitWorkspace workspace = await GitWorkspace.ReleasedAsync();
        await RemoveAsync(workspace, 1);

        (string output, int exitCode) = await workspace.DiffAsync("dev");

        Assert.Equal(0, exitCode);
        Assert.Contains(" -  Application asia-south1-delivery\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 0)]
    [InlineData(3, 0)]
    public async Task Any_removal_in_production_needs_a_number_that_covers_it(int allowed, int exitCode)
    {
        using GitWorkspace workspace = await GitWorkspace.ReleasedAsync();
        await RemoveAsync(workspace, 1);
        workspace.Release("prod", workspace.Git("rev-parse", "HEAD").Trim());
        await workspace.CommitAsync("promote");

        (string output, int found) = await workspace.DiffAsync("prod", "--allow-deletions", $"{allowed}");

        // The Application of each region.
        Assert.Equal(exitCode, found);
        Assert.Contains(" -  Application asia-south2-delivery\n", output, StringComparison.Ordinal);
        Assert.EndsWith(
            exitCode == 10 ? "error: 2 objects would be removed in production. If that is meant, pass --allow-deletions 2.\n" : "note: 2 objects would be removed in production; --allow-deletions lets it pass.\n",
            output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adding_is_never_a_mass_deletion()
    {
        using GitWorkspace workspace = await GitWorkspace.ReleasedAsync();
        workspace.Files.Write("stacks/catalog/apps.yaml", workspace.Files.Read("stacks/catalog/apps.yaml") + "  wallet:\n    tenant: payments\n    team: payments-core\n    path: apps/wallet\n");
        await workspace.CommitAsync("wallet");

        (_, int exitCode) = await workspace.DiffAsync("dev", "--detailed-exitcode");

        Assert.Equal((int)ExitCode.ChangesFound, exitCode);
    }

    // The last of the file first: nothing depends on it.
    private static async Task<string[]> RemoveAsync(GitWorkspace workspace, int count)
    {
        workspace.Files.Replace("stacks/catalog/apps.yaml", Delivery, "");
        if (count > 1)
        {
            workspace.Files.Replace("stacks/catalog/apps.yaml", Search, "");
            workspace.Files.Replace("stacks/catalog/apps.yaml", "  catalog:\n    tenant: marketplace\n    team: catalog\n    path: apps/catalog\n", "");
        }

        await workspace.CommitAsync("remove");
        return count > 1 ? ["delivery", "search", "catalog"] : ["delivery"];
    }
}
