using System.Collections.Immutable;
using Infra.GitOps.Comparing;
using Infra.GitOps.Generators;
using Infra.Model.Errors;
using Infra.Model.Manifests;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Rendering;

/// <summary>Every Application that <c>stacks/</c> make in an environment.</summary>
/// <param name="host">The machine.</param>
/// <param name="repository">The repository.</param>
public sealed class AppRows(Host host, Repository repository)
{
    /// <summary>The Applications, each below the one that keeps it.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">There is no such environment, or a file of it has problems.</exception>
    public async Task<ImmutableArray<AppRow>> OfAsync(string environment, CancellationToken cancellation)
    {
        RenderOptions options = repository.RenderOptions(environment);

        // A region that the release has not reached reads the files of an earlier commit, which only git has.
        PlatformFiles platform = new(options.Settings.Stack, options.Release.Platform, Renderer.Render(options))
        {
            Behind = options.Release.IsOnItsWay
                ? await CommittedEnvironment.BehindAsync(host.Git(repository.Root), options.Settings.Stack, options.Release, $"stacks/{environment}/release.yaml", cancellation)
                : ImmutableDictionary.Create<string, ImmutableArray<RenderedFile>>(StringComparer.Ordinal),
        };
        return [.. AppRow.Of(EnvironmentObjects.Read(platform, Renderer.Clusters(options.Settings, options.Release)))];
    }
}
