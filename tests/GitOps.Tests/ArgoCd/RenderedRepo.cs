using System.Collections.Immutable;
using Infra.GitOps.AppCharts;
using Infra.GitOps.Generators;
using Infra.Model.Manifests;

namespace Infra.GitOps.Tests;

/// <summary>
/// The repositories of the example: this one as it is rendered at each revision, that of the applications, whose manifests follow from the revision,
/// and the charts of add-ons.
/// </summary>
internal sealed class RenderedRepo(RenderOptions options) : IRepoServer
{
    private readonly Dictionary<string, ImmutableArray<RenderedFile>> platforms = new(StringComparer.Ordinal);

    // Manifests are made once for a commit, as the repo server does.
    private readonly Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, object?>>> made = new(StringComparer.Ordinal);

    /// <summary>The objects of an application at a revision beside its Deployment, by application; default a ConfigMap "APP-settings".</summary>
    public Func<string, string, string> Beside { get; set; } = (app, _) => $"---\napiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {app}-settings}}\n";

    /// <summary>Commits what is rendered of a release, as its platform.</summary>
    public RenderOptions Commit(RenderOptions rendered)
    {
        platforms[rendered.Release.Platform.Value] = Renderer.Render(rendered);
        return rendered;
    }

    /// <summary>The files at a revision.</summary>
    public ImmutableArray<RenderedFile> At(string revision) => platforms.GetValueOrDefault(revision) is { IsDefault: false } files ? files : throw new RepoServerException($"unable to resolve '{revision}' to a commit SHA");

    public string Resolve(IReadOnlyDictionary<string, object?> source)
    {
        string revision = source.Text("targetRevision")!;
        return source.Text("repoURL") == options.Catalog.Platform.Value && At(revision).IsEmpty ? "" : revision;
    }

    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Render(IReadOnlyDictionary<string, object?> source, RenderRequest request)
    {
        if (source.Text("chart") is { } chart)
        {
            return [.. Manifests.Read(OfChart(chart, source.Text("helm", "releaseName")!, request.Revision))];
        }

        if (source.Text("repoURL") == options.Catalog.Repository.Value)
        {
            string app = source.Text("path")!["apps/".Length..];
            return [.. Manifests.Read($"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: {app}}}\ndata: {{revision: '{request.Revision}'}}\n{Beside(app, request.Revision)}")];
        }

        string key = $"{request.Revision} {source.Json()}";
        return made.TryGetValue(key, out IReadOnlyList<IReadOnlyDictionary<string, object?>>? known) ? known : made[key] = OfPlatform(source, request);
    }

    private IReadOnlyList<IReadOnlyDictionary<string, object?>> OfPlatform(IReadOnlyDictionary<string, object?> source, RenderRequest request)
    {
        string folder = source.Text("path")![$"gitops/{options.Environment}/".Length..];
        ImmutableArray<RenderedFile> files = At(request.Revision);
        Dictionary<string, string> parameters = source.Maps("helm", "parameters").ToDictionary(p => p.Text("name")!, p => p.Text("value")!, StringComparer.Ordinal);
        return folder == "policies" ? [.. Manifests.Read("apiVersion: kyverno.io/v1\nkind: ClusterPolicy\nmetadata: {name: policy, annotations: {argocd.argoproj.io/sync-wave: '1'}}\n")]
            : Chart.Find(folder, files) is { } found ? [.. found.Templates.SelectMany(t => t.Fill(parameters)).Select(o => o.Object.Manifest)]
            : files.Where(f => Path.GetDirectoryName(f.Path) == folder).SelectMany(f => Manifests.Read(f.Text)).ToArray() is { Length: > 0 } objects ? objects
            : throw new RepoServerException($"{folder}: app path does not exist");
    }

    // Kyverno brings the kind of its policies.
    private static string OfChart(string chart, string release, string version) =>
        $"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{name: {release}}}\ndata: {{revision: '{version}'}}\n"
        + (chart == "kyverno" ? "---\napiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: clusterpolicies.kyverno.io}\nspec: {group: kyverno.io, scope: Cluster, names: {kind: ClusterPolicy}}\n" : "");
}
