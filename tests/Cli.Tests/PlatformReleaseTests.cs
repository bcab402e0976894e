using System.Text.Json;

namespace Infra.Cli.Tests;

/// <summary>What a release changes on the clusters, and what does not change without one.</summary>
public sealed class PlatformReleaseTests : IDisposable
{
    private const string Released = "47c7b7aea97b15f0eab0f8fb8517f3f7bfc76d4b";
    private const string Next = "0123456789abcdef0123456789abcdef01234567";
    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task A_new_release_changes_what_the_root_Application_and_the_clusters_name_and_nothing_else()
    {
        await workspace.RunAsync(["up", "prod", "--yes"]);
        workspace.Replace("stacks/prod/release.yaml", $"platform: {Released}", $"platform: {Next}");

        JsonElement[] changed = await ChangesAsync();

        Assert.Equal(
            [
                $"update kubernetes:core/v1:Secret setu-prod-asia-south1-argocd-cluster metadata.annotations.platform {Released} {Next}",
                $"update kubernetes:core/v1:Secret setu-prod-asia-south2-argocd-cluster metadata.annotations.platform {Released} {Next}",
                $"update kubernetes:argoproj.io/v1alpha1:Application setu-prod-root spec.source.targetRevision {Released} {Next}",
            ],
            changed.SelectMany(s => s.GetProperty("diff").EnumerateArray().Select(d => string.Join(
                ' ', Text(s, "op"), Text(s, "type"), Text(s, "name"), Text(d, "path"), Text(d, "old"), Text(d, "new")))));
    }

    [Fact]
    public async Task A_new_application_changes_nothing_on_the_clusters_until_a_release_names_it()
    {
        await workspace.RunAsync(["up", "prod", "--yes"]);
        workspace.Replace("stacks/catalog/apps.yaml", "  catalog:\n", "  offers:\n    tenant: marketplace\n    team: catalog\n    path: apps/offers\n  catalog:\n");

        Assert.Empty(await ChangesAsync());
    }

    [Fact]
    public async Task Without_a_release_there_is_Argo_CD_and_it_follows_nothing()
    {
        File.Delete(Path.Combine(workspace.Folder, "stacks/dev/release.yaml"));

        string[] types = [.. (await ChangesAsync("dev")).Select(s => s.GetProperty("type").GetString()!)];

        Assert.Equal(2, types.Count(t => t == "kubernetes:helm.sh/v3:Release"));
        Assert.DoesNotContain(types, t => t.StartsWith("kubernetes:argoproj.io/", StringComparison.Ordinal));
    }

    private static string? Text(JsonElement element, string property) => element.GetProperty(property).GetString();

    private async Task<JsonElement[]> ChangesAsync(string stack = "prod")
    {
        using StringWriter output = new();
        Assert.Equal(0, await workspace.RunAsync(["preview", stack, "--format", "json"], output, TextWriter.Null));
        using JsonDocument plan = JsonDocument.Parse(output.ToString());
        return [.. plan.RootElement.GetProperty("steps").EnumerateArray().Where(s => s.GetProperty("op").GetString() != "same").Select(s => s.Clone())];
    }
}
