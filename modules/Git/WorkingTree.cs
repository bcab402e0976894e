using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Infra.Machine.Files;
using Microsoft.Win32.SafeHandles;

namespace Infra.Git;

/// <summary>
/// The files on the disk, compared with a commit byte for byte. git itself is not asked: its answer follows from an index and from settings, in
/// which whoever prepared the folder can mark any file as unchanged or as ignored.
/// </summary>
/// <param name="root">The folder of the repository.</param>
public sealed class WorkingTree(string root)
{
    /// <summary>What follows the path of a file that differs in its line ends and in nothing else.</summary>
    public const string LineEnds = " (line ends alone)";

    private const string GitFolder = ".git";

    /// <summary>The files that are not as a commit has them, in ordinal order.</summary>
    /// <param name="files">The files of the commit.</param>
    public IEnumerable<string> Changed(IEnumerable<TreeEntry> files) =>
        files.AsParallel().AsOrdered().Select(f => Difference(f) is { } how ? f.Path + how : null).OfType<string>();

    /// <summary>The judged files that a commit does not have, no build wrote and something could read, in ordinal order, whatever a <c>.gitignore</c> says.</summary>
    /// <param name="files">The files of the commit.</param>
    public IEnumerable<string> Strangers(IEnumerable<TreeEntry> files)
    {
        HashSet<string> known = files.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        return Below("").Where(p => !known.Contains(p)).Order(StringComparer.Ordinal);
    }

    private IEnumerable<string> Below(string folder)
    {
        foreach (FileSystemInfo entry in new DirectoryInfo(Path.Combine(root, folder)).EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = FileAttributes.None }))
        {
            string path = folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}";
            if (path == GitFolder)
            {
                continue;
            }

            if (entry is DirectoryInfo { LinkTarget: null })
            {
                // Of other folders git says what is new there: nothing of theirs is read as a rule or built into the program.
                bool isSearched = JudgedPaths.Contain(path + "/") || path == "artifacts" || path.StartsWith("artifacts/obj", StringComparison.Ordinal);
                foreach (string below in isSearched ? Below(path) : [])
                {
                    yield return below;
                }
            }
            else if (!JudgedPaths.IsOutput(path) && !JudgedPaths.IsData(path))
            {
                yield return path;
            }
        }
    }

    private string? Difference(TreeEntry file)
    {
        FileInfo found = new(Path.Combine(root, file.Path));
        if (file.IsSubmodule)
        {
            return null;
        }

        try
        {
            if (file.IsLink || found.LinkTarget is not null)
            {
                return file.IsLink && found.LinkTarget is { } target && Hash(file, Encoding.UTF8.GetBytes(target)) == file.Id ? null : "";
            }

            using SafeFileHandle handle = InputFile.Open(found.FullName, followsLinks: false);
            if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(handle).HasFlag(UnixFileMode.UserExecute) != file.IsExecutable)
            {
                return "";
            }

            return Hash(file, handle) == file.Id ? null : IsLineEnds(file, handle) ? LineEnds : "";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            // Not there, or something else in its place.
            return "";
        }
    }

    private static string Hash(TreeEntry file, SafeFileHandle handle)
    {
        long length = RandomAccess.GetLength(handle);
        using IncrementalHash hash = Begin(file, length);
        byte[] block = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            long at = 0;
            int read;
            while (at <= length && (read = RandomAccess.Read(handle, block, at)) > 0)
            {
                hash.AppendData(block, 0, read);
                at += read;
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static string Hash(TreeEntry file, ReadOnlySpan<byte> content)
    {
        using IncrementalHash hash = Begin(file, content.Length);
        hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // A repository names its objects by SHA-1 or by SHA-256, and its hashes are as long.
    private static IncrementalHash Begin(TreeEntry file, long length)
    {
        IncrementalHash hash = IncrementalHash.CreateHash(file.Id.Length == 2 * SHA256.HashSizeInBytes ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1);
        hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {length}\0")));
        return hash;
    }

    private static bool IsLineEnds(TreeEntry file, SafeFileHandle handle)
    {
        long length = RandomAccess.GetLength(handle);
        if (length > InputFile.MostWritten)
        {
            return false;
        }

        byte[] content = new byte[length];
        int read = RandomAccess.Read(handle, content, 0);
        byte[] unix = [.. content.Take(read).Where((b, i) => b != '\r' || i + 1 >= read || content[i + 1] != '\n')];
        return Hash(file, unix) == file.Id;
    }
}
