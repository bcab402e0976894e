namespace Infra;

/// <summary>A script of the repository that a workflow runs.</summary>
internal static class RepositoryScript
{
    /// <summary>Whether a path is a file of the repository that can be executed. What is reached through a link is not: whoever sets the link would choose what runs.</summary>
    /// <param name="root">The folder of the repository.</param>
    /// <param name="path">The path from there, with slashes.</param>
    public static bool IsThere(string root, string path)
    {
        string[] parts = path.Split('/');
        bool isLinked = parts.Select((_, i) => new FileInfo(Path.Combine([root, .. parts[..(i + 1)]]))).Any(f => f.LinkTarget is not null);
        FileInfo file = new(Path.Combine([root, .. parts]));
        return !isLinked && file.Exists && file.UnixFileMode.HasFlag(UnixFileMode.UserExecute);
    }
}
