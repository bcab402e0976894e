using System.Text;
using Infra.Machine.Files;
using Infra.Model.Errors;
using Infra.Model.Masking;

namespace Infra.Pipeline.Workspace;

/// <summary>A text of a file that everybody will see.</summary>
public static class PublicText
{
    // A report of a plan has some megabytes at most; what is shown is cut at 65,536 characters anyway.
    private const int MaxFile = 64 * 1024 * 1024;

    /// <summary>The text.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="file">The file, as it was typed.</param>
    /// <exception cref="InfraException">It cannot be read, or is no UTF-8.</exception>
    public static string Read(Host host, string file)
    {
        string path = Path.Combine(host.Folder, file);
        try
        {
            // Others put this file there, and what a link leads to would be shown to all.
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(InputFile.Read(path, MaxFile));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new InfraException(ErrorKind.Configuration, $"--file is '{Printable.Text(file)}', and cannot be read: {Printable.Text(unreadable.Message)}", unreadable);
        }
    }
}
