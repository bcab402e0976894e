using Infra.Model.Errors;

namespace Infra.GitOps.ApplicationSets;

/// <summary>The files of a repository at a revision, as git generators see them.</summary>
public interface IGitTree
{
    /// <summary>Every file's path from the root, with slashes.</summary>
    /// <exception cref="InfraException">There is no such repository or revision.</exception>
    IReadOnlyList<string> Files(string repository, string revision);

    /// <summary>The text of a file.</summary>
    string Read(string repository, string revision, string path);
}
