using Infra.Model.Errors;
using Infra.Model.Masking;

namespace Infra.Pipeline.Workspace;

/// <summary>Writes a file that a person named with <c>--out</c>.</summary>
public static class OutputFile
{
    // What is there are devices and the kernel's own: a file that takes their place, as a whole one does, would break the machine.
    private static readonly string[] NoFolders = ["/dev/", "/proc/", "/sys/"];

    /// <summary>Writes it whole, readable by its owner alone, or leaves what was there.</summary>
    /// <exception cref="InfraException">It cannot be written.</exception>
    public static void Write(Host host, string file, ReadOnlyMemory<byte> content)
    {
        string path = Path.GetFullPath(file, host.Folder);
        if (NoFolders.Any(f => path.StartsWith(f, StringComparison.Ordinal)))
        {
            throw Refused(file, "it is in a folder that holds devices and no files", null);
        }

        if (host.Folders.HasFolder(path))
        {
            throw Refused(file, "it is a folder", null);
        }

        try
        {
            host.Files.Replace(path, content);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw Refused(file, unwritable is UnauthorizedAccessException ? "this account may not" : Printable.Text(unwritable.Message).TrimEnd('.'), unwritable);
        }
    }

    private static InfraException Refused(string file, string why, Exception? cause) =>
        new(ErrorKind.Configuration, $"{Printable.Text(file)} cannot be written: {why}. Pass another file with --out.", cause);
}
