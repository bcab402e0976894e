namespace Infra.GitOps.Tests;

/// <summary>What renders the sources of Applications; the simulator's only way to git and charts.</summary>
internal interface IRepoServer
{
    /// <summary>What a source's targetRevision names now: a commit, or the version of a chart.</summary>
    /// <exception cref="RepoServerException">There is no such revision.</exception>
    string Resolve(IReadOnlyDictionary<string, object?> source);

    /// <summary>The objects of a source. One that is only referred to (ref without path and chart) is not asked for.</summary>
    /// <exception cref="RepoServerException">It cannot be rendered.</exception>
    IReadOnlyList<IReadOnlyDictionary<string, object?>> Render(IReadOnlyDictionary<string, object?> source, RenderRequest request);
}

/// <summary>What a source is rendered for. Source: argo-cd reposerver/repository/repository.go newEnv and helmTemplate.</summary>
/// <param name="Application">The Application's name, the default name of a Helm release.</param>
/// <param name="Namespace">Its destination.namespace.</param>
/// <param name="Project">Its project.</param>
/// <param name="Revision">The resolved revision to render.</param>
/// <param name="References">The Application's sources with a ref, by name, with the revision of each: `$name/` of value files.</param>
internal sealed record RenderRequest(
    string Application,
    string Namespace,
    string Project,
    string Revision,
    IReadOnlyDictionary<string, (IReadOnlyDictionary<string, object?> Source, string Revision)> References);

/// <summary>The repo server cannot render a source.</summary>
internal sealed class RepoServerException(string message) : Exception(message);
