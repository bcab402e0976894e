using Infra.Model.Errors;

namespace Infra.GitOps.ApplicationSets;

/// <summary>For sets that read no repository, as the generated ones.</summary>
public sealed class NoRepositories : IGitTree
{
    /// <inheritdoc/>
    public IReadOnlyList<string> Files(string repository, string revision) =>
        throw new InfraException(ErrorKind.Configuration, $"A set reads {repository} at {revision}; generated sets have lists and clusters only.");

    /// <inheritdoc/>
    public string Read(string repository, string revision, string path) => Files(repository, revision)[0];
}
