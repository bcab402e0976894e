using System.Text;
using Infra.Machine.Files;
using Infra.Model.Errors;
using Infra.Model.Masking;

namespace Infra.Pipeline.Workspace;

/// <summary>A file that a person named.</summary>
public static class NamedFile
{
    /// <summary>Its bytes.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="repository">The repository, in which no link is followed.</param>
    /// <param name="file">The file.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <exception cref="InfraException">It cannot be read, is no file, or is larger.</exception>
    public static ReadOnlyMemory<byte> Read(Host host, Repository repository, string file, int most = InputFile.MostWritten) => Read(host, repository.Root, file, most);

    /// <summary>Its text.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="root">The root of the repository, in which no link is followed.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="InfraException">It cannot be read, is no file, is larger than people write, or is not UTF-8.</exception>
    public static string Text(Host host, string root, string file)
    {
        try
        {
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(Read(host, root, file, InputFile.MostWritten).Span);
        }
        catch (DecoderFallbackException noText)
        {
            throw new InfraException(ErrorKind.Configuration, $"{Printable.Text(file)} cannot be read: it is not UTF-8.", noText);
        }
    }

    private static ReadOnlyMemory<byte> Read(Host host, string root, string file, int most)
    {
        try
        {
            // A person may link to what is theirs; in the repository others make the links.
            string full = Path.GetFullPath(file, host.Folder);
            return InputFile.Read(full, most, followsLinks: Path.GetRelativePath(root, full).Split(Path.DirectorySeparatorChar)[0] == "..");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InfraException(ErrorKind.Configuration, $"{Printable.Text(file)} cannot be read: {unreadable.Message}", unreadable);
        }
    }
}
