using System.Collections.Immutable;
using Infra.GitOps.ApplicationSets;
using Infra.GitOps.Comparing;
using Infra.GitOps.Generators;
using Infra.Model.Errors;
using Infra.Model.Manifests;
using Infra.Policy.Kyverno;
using Infra.Policy.Subjects;
using Infra.Settings.Platform;

namespace Infra.Pipeline.Rendering;

/// <summary>Makes the generated files of an environment.</summary>
public static class EnvironmentFiles
{
    /// <summary>
    /// All of them, expanded as Argo CD will expand them, so that what it would refuse is never written. A region that the release has not reached reads
    /// other files.
    /// </summary>
    /// <exception cref="InfraException">Argo CD would refuse them; every problem is named.</exception>
    public static ImmutableArray<RenderedFile> Of(RenderOptions options)
    {
        ImmutableArray<RenderedFile> files = Renderer.Render(options);
        Cluster[] reached = [.. Renderer.Clusters(options.Settings, options.Release).Where(c => c.Annotations[ClusterContract.Platform] == options.Release.Platform.Value)];
        _ = EnvironmentObjects.Read(new PlatformFiles(options.Settings.Stack, options.Release.Platform, files), reached);
        return [.. files, .. KyvernoPolicies.Render(EnvironmentFacts.Of(options.Settings), options.Catalog.AddOns.Select(a => a.Namespace.Value)).Select(p => new RenderedFile(p.Path, p.Text))];
    }
}
