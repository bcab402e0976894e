using System.Collections.Immutable;
using System.Reflection;
using Infra.GitOps.ApplicationSets;
using Infra.GitOps.Comparing;
using Infra.GitOps.Generators;
using Infra.GitOps.Objects;
using Infra.Model.Manifests;
using Infra.Model.Values;
using Infra.Settings.Platform;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;

namespace Infra.GitOps.Tests;

/// <summary>The repository's own environments, as the tests see them.</summary>
internal static class Committed
{
    public static string Root { get; } = typeof(Committed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepoRoot").Value!;

    public static IEnumerable<string> Environments =>
        Directory.GetDirectories(Path.Combine(Fixture.Root, "stacks")).Where(d => File.Exists(Path.Combine(d, "release.yaml"))).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal);

    public static string Read(string file) => File.ReadAllText(Path.Combine(Fixture.Root, "stacks", file));

    /// <summary>What an environment is rendered from, with texts of its files changed.</summary>
    public static RenderOptions Options(string environment, params (string File, string Old, string New)[] changes)
    {
        string Text(string file) => changes.Where(c => c.File == file).Aggregate(Read(file), (text, c) =>
        {
            Assert.Contains(c.Old, text, StringComparison.Ordinal);
            return text.Replace(c.Old, c.New, StringComparison.Ordinal);
        });
        SettingsResult<StackSettings> settings = SettingsFile.Parse("s", Text($"Pulumi.{environment}.yaml"), StackName.Of(environment));
        CatalogResult catalog = CatalogFiles.Parse(("t", Text("catalog/tenants.yaml")), ("a", Text("catalog/apps.yaml")), ("o", Text("catalog/addons.yaml")));
        Assert.Empty(catalog.Problems);
        (Release? release, ImmutableArray<SettingsProblem> problems) = ReleaseFile.Parse("r", Text($"{environment}/release.yaml"), settings.Settings!.Tier, catalog.Catalog, settings.Settings);
        Assert.Empty(problems);
        return new RenderOptions(settings.Settings, catalog.Catalog!, release!);
    }

    /// <summary>What stands in some files of an environment, without any cluster.</summary>
    public static ImmutableArray<KeptObject> Objects(IEnumerable<RenderedFile> files) => EnvironmentObjects.Read(new PlatformFiles(StackName.Of("any"), GitRevision.Of("main"), [.. files]), []);

    /// <summary>What Argo CD keeps of files of an environment.</summary>
    public static ImmutableArray<KeptObject> Read(RenderOptions options, ImmutableArray<RenderedFile> files, IReadOnlyList<Cluster> clusters) =>
        EnvironmentObjects.Read(new PlatformFiles(options.Settings.Stack, options.Release.Platform, files), clusters);

    /// <summary>Everything that Argo CD keeps of an environment.</summary>
    public static ImmutableArray<KeptObject> Objects(RenderOptions options) =>
        Read(options, Renderer.Render(options), Renderer.Clusters(options.Settings, options.Release));
}
