namespace Infra.Cli.Tests;

/// <summary>Who clicks in the console of the emulator can do what can be done at Google, and with the same consequences.</summary>
public sealed class CloudConsoleTests : IDisposable
{
    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Theory]
    [InlineData("projects/setu-dev-471203/global/networks/setu-dev-vpc", "description", "by hand", "description: that is fixed when a Network is made")]
    [InlineData("setu-dev-471203-artifacts", "location", "US", "location: that is fixed when a Bucket is made")]
    public async Task What_Google_fixes_when_it_is_made_cannot_be_edited_by_hand(string id, string path, string value, string said)
    {
        await AppliedAsync();

        (string output, int exitCode) = await workspace.RunAsync(["cloud", "edit", "dev", id, path, value]);
        (_, int drift) = await workspace.RunAsync(["drift", "dev"]);

        Assert.Equal(((int)ExitCode.Resource, 0), (exitCode, drift));
        Assert.Equal($"error: {id} cannot be changed at {said}, and nobody can change it at Google either. To play somebody who makes it anew, delete it with `infra cloud delete dev {id}`.\n", output);
    }

    [Fact]
    public async Task A_cluster_that_somebody_deletes_takes_its_pools_and_objects_along_and_an_update_makes_all_of_it_again()
    {
        await AppliedAsync();
        const string Cluster = "projects/setu-dev-471203/locations/asia-south1/clusters/setu-dev-asia-south1";

        (string deleted, int exitCode) = await workspace.RunAsync(["cloud", "delete", "dev", Cluster]);
        (string drifted, _) = await workspace.RunAsync(["drift", "dev"]);
        (string made, int up) = await workspace.RunAsync(["up", "dev", "--yes"]);
        (_, int nothing) = await workspace.RunAsync(["drift", "dev"]);

        Assert.Equal((0, 0, 0), (exitCode, up, nothing));
        Assert.Matches($"^Deleted {Cluster} in the emulator, and with it [1-9][0-9]+ of its parts, as Google does\\.\n$", deleted);
        Assert.Contains($"({Cluster}/nodePools/spot) was deleted\n", drifted, StringComparison.Ordinal);
        Assert.Contains("kubernetes:core/v1:Namespace", drifted, StringComparison.Ordinal);
        Assert.Contains("Done: ", made, StringComparison.Ordinal);
    }

    private async Task AppliedAsync(string stack = "dev")
    {
        (string output, int exitCode) = await workspace.RunAsync(["up", stack, "--yes", "--format", "json"]);
        Assert.True(exitCode == 0, output);
    }
}
