using System.Collections.Immutable;
using System.Text;
using Infra.Machine.Files;
using Infra.Model.Errors;
using Infra.Model.Manifests;

namespace Infra.Pipeline.Rendering;

/// <summary>The generated files of an environment on disk: <c>gitops/ENV/</c>.</summary>
/// <param name="folders">The folders of the disk.</param>
/// <param name="root">The root of the repository.</param>
/// <param name="environment">The environment.</param>
public sealed class GitOpsFolder(IFolders folders, string root, string environment)
{
    private string Folder => Path.Combine(root, "gitops", environment);

    /// <summary>What writing the files would change: <c>added</c>, <c>changed</c>, <c>removed</c>, with paths from the repository.</summary>
    public ImmutableArray<(string Change, string Path)> Differences(ImmutableArray<RenderedFile> files)
    {
        HashSet<string> rendered = files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        IEnumerable<(string Change, string Path)> written = files
            .Select(f => (Change: !folders.HasFile(Full(f.Path)) ? "added" : Text(f.Path) == f.Text ? "" : "changed", f.Path))
            .Where(c => c.Change.Length > 0);
        IEnumerable<(string Change, string Path)> removed = Existing().Where(p => !rendered.Contains(p)).Select(p => ("removed", p));
        return [.. written.Concat(removed).Select(c => (c.Change, $"gitops/{environment}/{c.Path}")).OrderBy(c => c.Item2, StringComparer.Ordinal)];
    }

    /// <summary>Makes the folder hold these files and nothing else.</summary>
    public void Write(ImmutableArray<RenderedFile> files)
    {
        HashSet<string> rendered = files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        foreach (RenderedFile file in files.Where(f => !folders.HasFile(Full(f.Path)) || Text(f.Path) != f.Text))
        {
            folders.Write(Full(file.Path), file.Text);
        }

        foreach (string stale in Existing().Where(p => !rendered.Contains(p)))
        {
            folders.DeleteFile(Full(stale));
        }
    }

    /// <summary>The manifests that are there, with paths from the repository, in ordinal order.</summary>
    public IEnumerable<string> Paths() => Existing().Where(p => p.EndsWith(".yaml", StringComparison.Ordinal)).Select(p => $"gitops/{environment}/{p}");

    private string Text(string path)
    {
        try
        {
            return Encoding.UTF8.GetString(InputFile.Read(Full(path)));
        }
        catch (IOException unreadable)
        {
            throw new InfraException(ErrorKind.Configuration, $"gitops/{environment}/{path} cannot be read: {unreadable.Message}", unreadable);
        }
    }

    private string Full(string path) => Path.Combine(Folder, path);

    private string[] Existing() => [.. folders.Files(Folder).Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];
}
