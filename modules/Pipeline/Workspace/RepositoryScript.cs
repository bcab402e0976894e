using Infra.Machine.Files;

namespace Infra.Pipeline.Workspace;

/// <summary>A script of the repository that a workflow runs.</summary>
public static class RepositoryScript
{
    /// <summary>Whether a path is a file of the repository that can be executed. What is reached through a link is not: whoever sets the link would choose what runs.</summary>
    /// <param name="folders">The folders of the disk.</param>
    /// <param name="root">The folder of the repository.</param>
    /// <param name="path">The path from there, with slashes.</param>
    public static bool IsThere(IFolders folders, string root, string path)
    {
        string[] parts = path.Split('/');
        bool isLinked = parts.Select((_, i) => Path.Combine([root, .. parts[..(i + 1)]])).Any(folders.IsLink);
        return !isLinked && folders.IsExecutable(Path.Combine([root, .. parts]));
    }
}
