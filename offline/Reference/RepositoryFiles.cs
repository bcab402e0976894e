namespace Infra.Offline.Reference;

/// <summary>The files of the repository that people wrote.</summary>
/// <param name="root">The root of the repository.</param>
internal sealed class RepositoryFiles(string root)
{
    private static readonly HashSet<string> Made = new(StringComparer.Ordinal) { "artifacts", "bin", "node_modules", "obj" };

    /// <summary>Paths below a folder, from the root, in ordinal order.</summary>
    public IEnumerable<string> Under(string folder)
    {
        var path = Path.Combine(root, folder);
        return Directory.EnumerateFiles(path).Concat(Directory.EnumerateDirectories(path)
                .Where(inner => !Made.Contains(Path.GetFileName(inner)))
                .SelectMany(inner => Under(Path.GetRelativePath(root, inner)).Select(file => Path.Combine(root, file))))
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>Finds the root from a folder below it.</summary>
    public static string FindRoot(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Infra.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"no Infra.sln at or above '{from}'; run this inside the repository");
    }
}
