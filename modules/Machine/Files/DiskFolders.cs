using System.Text;

namespace Infra.Machine.Files;

/// <summary>The folders of this machine.</summary>
public sealed class DiskFolders : IFolders
{
    private static readonly UTF8Encoding Encoded = new(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc />
    public bool HasFile(string path) => File.Exists(path);

    /// <inheritdoc />
    public bool HasFolder(string path) => Directory.Exists(path);

    /// <inheritdoc />
    public bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;

    /// <inheritdoc />
    public bool IsExecutable(string path) => new FileInfo(path) is { Exists: true } file && file.UnixFileMode.HasFlag(UnixFileMode.UserExecute);

    /// <inheritdoc />
    public IReadOnlyList<string> Files(string folder, string pattern = "*", bool below = true) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, pattern, below ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly) : [];

    /// <inheritdoc />
    public IReadOnlyList<string> Folders(string folder) =>
        Directory.Exists(folder) ? Directory.GetDirectories(folder, "*", new EnumerationOptions { AttributesToSkip = FileAttributes.None }) : [];

    /// <inheritdoc />
    public void CreatePrivate(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <inheritdoc />
    public string CreateTemporary(string prefix) => Directory.CreateTempSubdirectory(prefix).FullName;

    /// <inheritdoc />
    public void Delete(string folder) => Directory.Delete(folder, recursive: true);

    /// <inheritdoc />
    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);

        // A name that nobody could have planted a link at, and a file that must not be there.
        string fresh = $"{path}.{Path.GetRandomFileName()}.new";
        try
        {
            using (FileStream made = new(fresh, FileMode.CreateNew, FileAccess.Write))
            {
                made.Write(Encoded.GetBytes(text));
            }

            File.Move(fresh, path, overwrite: true);
        }
        catch
        {
            // A full disk, or a folder of that name: nothing is left of the attempt.
            File.Delete(fresh);
            throw;
        }
    }

    /// <inheritdoc />
    public void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to, overwrite: true);
    }

    /// <inheritdoc />
    public void DeleteFile(string path) => File.Delete(path);
}
