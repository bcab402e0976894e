using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Infra.Git;

/// <summary>
/// The files that decide what is done and whether it may be: the settings, the rules, the generated manifests, the program and what builds and
/// starts it. What stands there must be exactly what a commit holds and what a reviewer saw.
/// </summary>
public static partial class JudgedPaths
{
    /// <summary>The folders, in which every file counts; of the repository's own folder only the files count.</summary>
    public static readonly ImmutableArray<string> Folders = [".ci", ".github", "gitops", "infra", "modules", "offline", "stacks"];

    /// <summary>What a build and the local backend write, which belongs to no commit.</summary>
    public static readonly ImmutableArray<string> Output = [".infra", "artifacts"];

    // Credentials of Google that google-github-actions/auth leaves in a job; nothing reads them as settings.
    private const string JobCredentials = "gha-creds-";

    /// <summary>Whether a path is judged, in whatever case it is written; beyond ASCII nobody knows which disk takes it for which folder.</summary>
    /// <param name="path">The path from the repository, with slashes.</param>
    public static bool Contain(string path) =>
        !path.Contains('/', StringComparison.Ordinal) || path.Split('/')[0] is var folder && (Folders.Contains(folder.TrimEnd('.', ' '), StringComparer.OrdinalIgnoreCase) || !Ascii.IsValid(folder));

    /// <summary>Whether a path that no commit has is what a build, the local backend or a job left.</summary>
    /// <param name="path">The path from the repository, with slashes.</param>
    public static bool IsOutput(string path) => Output.Contains(path.Split('/')[0], StringComparer.Ordinal)
        ? !IsImported(path)
        : !path.Contains('/', StringComparison.Ordinal) && path.StartsWith(JobCredentials, StringComparison.Ordinal) && path.EndsWith(".json", StringComparison.Ordinal);

    /// <summary>Whether a path that no commit has may lie there where a committed <c>.gitignore</c> names it: data beside the folders, which neither a build nor a command looks for.</summary>
    /// <param name="path">The path from the repository, with slashes.</param>
    public static bool IsData(string path) =>
        !path.Contains('/', StringComparison.Ordinal) && path.EndsWith(".json", StringComparison.Ordinal) && !path.Equals("global.json", StringComparison.OrdinalIgnoreCase);

    /// <summary>Why the files of a commit cannot be judged; empty where they can.</summary>
    /// <param name="files">The files.</param>
    public static IEnumerable<string> Objections(IReadOnlyList<TreeEntry> files) =>
    [
        .. files.Where(f => f.IsLink && Contain(f.Path)).Select(f => $"{f.Path} is a symbolic link: it shows a reviewer its target and not what is read. Commit a file in its place"),
        .. files.Where(f => f.IsSubmodule && Contain(f.Path)).Select(f => $"{f.Path} is a submodule: its content is in another repository and was reviewed by nobody here. Commit its files in its place"),
        .. files.Where(f => Contain(f.Path) && !Portable().IsMatch(f.Path))
            .Select(f => $"{f.Path} is not the same path on every disk: letters beyond ASCII have several forms, and other systems read some characters and a dot at an end otherwise. These paths have letters, digits and . _ + @ -; rename it"),
        .. files.SelectMany(f => Prefixes(f.Path)).Distinct(StringComparer.Ordinal).GroupBy(p => p, StringComparer.OrdinalIgnoreCase)
            .Where(g => g.Count() > 1 && g.Any(p => Contain(p) || Contain(p + "/")))
            .Select(g => $"{string.Join(" and ", g.Order(StringComparer.Ordinal))} are one path on a disk that ignores case: which of them is read differs by machine. Rename one"),
    ];

    // MSBuild imports NAME.*.props and NAME.*.targets from the folder of what it restores; NuGet writes these two.
    private static bool IsImported(string path)
    {
        string name = path[(path.LastIndexOf('/') + 1)..];
        string[] kinds = [".props", ".targets", ".rsp", ".user"];
        return path.StartsWith("artifacts/obj/", StringComparison.OrdinalIgnoreCase)
            && kinds.Any(k => name.EndsWith(k, StringComparison.OrdinalIgnoreCase))
            && !name.EndsWith(".nuget.g.props", StringComparison.Ordinal) && !name.EndsWith(".nuget.g.targets", StringComparison.Ordinal);
    }

    private static IEnumerable<string> Prefixes(string path)
    {
        for (int at = path.IndexOf('/', StringComparison.Ordinal); at >= 0; at = path.IndexOf('/', at + 1))
        {
            yield return path[..at];
        }

        yield return path;
    }

    [GeneratedRegex("^([A-Za-z0-9._+@-]*[A-Za-z0-9_+@-](/|\\z))+\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Portable();
}
