using System.Collections.Immutable;
using Infra.GitOps.ApplicationSets;
using Infra.Model.Manifests;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;

namespace Infra.GitOps.Generators;

/// <summary>Renders <c>gitops/ENV/</c>: what Argo CD reads. Pure: the same options give the same bytes.</summary>
public static class Renderer
{
    /// <summary>Every file of an environment, in ordinal order of paths.</summary>
    public static ImmutableArray<RenderedFile> Render(RenderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return [.. ((IEnumerable<RenderedFile>)[ClustersSet.Render(options)])
            .Concat(Projects.Render(options)).Concat(ClusterChart.Render(options)).Concat(GroupCharts.Render(options)).Concat(AddOnCharts.Render(options)).Concat(TenantManifests.Render(options))
            .OrderBy(f => f.Path, StringComparer.Ordinal)];
    }

    /// <summary>
    /// The clusters of an environment with the names, labels and annotations that Argo CD will know them by. Their addresses are known only after an apply,
    /// so a name below <c>.invalid</c> (RFC 2606) stands for each; the rendered sets choose clusters by label and name, never by address.
    /// </summary>
    public static ImmutableArray<Cluster> Clusters(StackSettings settings, Release release)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return
        [
            .. settings.Clusters.Select(c => new Cluster(
                settings.Names.Cluster(c.Region),
                $"https://{settings.Names.Cluster(c.Region)}.invalid",
                ClusterContract.LabelsOf(settings.Stack, c),
                ClusterContract.AnnotationsOf(release, c.Region))),
        ];
    }
}
