using Infra.Offline.Reference;

namespace Infra.Offline.Tests.OfficialSignatures;

/// <summary>The whole solution, compiled. No other test runs beside it: it takes both cores of a small machine.</summary>
[Collection(nameof(ReferenceBuildTests))]
[CollectionDefinition(nameof(ReferenceBuildTests), DisableParallelization = true)]
public sealed class ReferenceBuildTests
{
    [Fact]
    public async Task Every_project_of_the_solution_compiles_against_the_official_signatures()
    {
        Repository.NeedsStandIns();
        var said = new List<string>();

        var compiles = await new ReferenceBuild(Repository.Root, said.Add).RunAsync();

        Assert.True(compiles, string.Join('\n', said));
        Assert.Equal(["9.35.0", "3.112.1", "4.32.0"], new[] { "Pulumi.Gcp", "Pulumi", "Pulumi.Kubernetes" }.Select(Restored));
    }

    /// <summary>The version that stands in the folder of the build.</summary>
    private static string? Restored(string package) =>
        Path.GetFileName(Directory.GetDirectories(Path.Combine(Repository.Root, "artifacts", "reference", "packages", package.ToLowerInvariant())).Single());
}
