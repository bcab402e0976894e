using System.Collections.Immutable;
using System.Text;
using Infra.GitOps.Generators;
using Infra.Machine.Files;
using Infra.Model.Backends;

namespace Infra;

/// <summary>The generated files of an environment on disk: <c>gitops/ENV/</c>.</summary>
internal sealed class GitOpsFolder(string root, string environment)
{
    private string Folder => Path.Combine(root, "gitops", environment);

    /// <summary>What writing the files would change: <c>added</c>, <c>changed</c>, <c>removed</c>, with paths from the repository.</summary>
    public ImmutableArray<(string Change, string Path)> Differences(ImmutableArray<RenderedFile> files)
    {
        HashSet<string> rendered = files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        IEnumerable<(string Change, string Path)> written = files
            .Select(f => (Change: !File.Exists(Full(f.Path)) ? "added" : Text(f.Path) == f.Text ? "" : "changed", f.Path))
            .Where(c => c.Change.Length > 0);
        IEnumerable<(string Change, string Path)> removed = Existing().Where(p => !rendered.Contains(p)).Select(p => ("removed", p));
        return [.. written.Concat(removed).Select(c => (c.Change, $"gitops/{environment}/{c.Path}")).OrderBy(c => c.Item2, StringComparer.Ordinal)];
    }

    /// <summary>Makes the folder hold these files and nothing else.</summary>
    public void Write(ImmutableArray<RenderedFile> files)
    {
        HashSet<string> rendered = files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        foreach (RenderedFile file in files.Where(f => !File.Exists(Full(f.Path)) || Text(f.Path) != f.Text))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Full(file.Path))!);

            // Beside it, then renamed: an interruption leaves the old file or the new one.
            string fresh = Full(file.Path) + ".new";
            File.WriteAllText(fresh, file.Text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(fresh, Full(file.Path), overwrite: true);
        }

        foreach (string stale in Existing().Where(p => !rendered.Contains(p)))
        {
            File.Delete(Full(stale));
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
            throw new InfraException(ExitCode.Configuration, $"gitops/{environment}/{path} cannot be read: {unreadable.Message}", unreadable);
        }
    }

    private string Full(string path) => Path.Combine(Folder, path);

    private string[] Existing() => Directory.Exists(Folder)
        ? [.. Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal)]
        : [];
}
