using System.Security.Cryptography;
using System.Text;
using Infra.Machine.Files;

namespace Infra.Pipeline.Starting;

/// <summary>
/// What init wrote on this machine: a line a file with its SHA-256, outside git. A file that is still so was changed by nobody, and the answers make it
/// again; so init may write it anew, and nothing is lost.
/// </summary>
internal sealed class WrittenFiles
{
    private const string Place = ".infra/init.sha256";

    // SHA-256 in hex digits, and two spaces.
    private const int NameAt = 66;

    private readonly IFolders folders;
    private readonly string root;
    private readonly SortedSet<string> lines;

    /// <summary>What is recorded in a repository; nothing where init never ran in it.</summary>
    public WrittenFiles(IFolders folders, string root)
    {
        (this.folders, this.root) = (folders, root);
        string file = Path.Combine(root, Place);
        lines = new(folders.HasFile(file) ? Encoding.UTF8.GetString(InputFile.Read(file)).Split('\n').Where(l => l.Length > NameAt) : [], StringComparer.Ordinal);
    }

    /// <summary>The files, from the repository, in ordinal order.</summary>
    public IEnumerable<string> Names => lines.Select(l => l[NameAt..]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>Whether a file is byte for byte what init wrote.</summary>
    /// <param name="file">The file, from the repository.</param>
    public bool IsUnchanged(string file) => folders.HasFile(Path.Combine(root, file)) && lines.Contains(Line(file, InputFile.Read(Path.Combine(root, file), InputFile.MostMade)));

    /// <summary>Records files beside those that are recorded, before they are written: an init that is interrupted half way runs again.</summary>
    /// <param name="texts">The text of each file.</param>
    public void Add(IEnumerable<(string File, string Text)> texts)
    {
        lines.UnionWith(texts.Select(t => Line(t.File, Encoding.UTF8.GetBytes(t.Text))));
        folders.Write(Path.Combine(root, Place), string.Concat(lines.Select(l => $"{l}\n")));
    }

    /// <summary>Forgets all but files that are there as they were written.</summary>
    public void Tidy()
    {
        string[] there = [.. Names.Where(n => folders.HasFile(Path.Combine(root, n))).Select(n => Line(n, InputFile.Read(Path.Combine(root, n), InputFile.MostMade)))];
        lines.IntersectWith(there);
        Add([]);
    }

    private static string Line(string file, byte[] content) => $"{Convert.ToHexStringLower(SHA256.HashData(content))}  {file}";
}
