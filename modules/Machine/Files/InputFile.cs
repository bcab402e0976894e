using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Infra.Machine.Files;

/// <summary>
/// Reads a file that somebody else may have put there. A pipe would be waited for, a device never ends, a link leads elsewhere, and a large file
/// fills the memory: each is refused at once, by what it is and how long it is, before a byte of it is read.
/// </summary>
public static partial class InputFile
{
    /// <summary>The most bytes of a file that people write: settings, facts, texts, keys.</summary>
    public const int MostWritten = 8 << 20;

    /// <summary>The most bytes of a file that this program wrote: plans, envelopes, states.</summary>
    public const int MostMade = 256 << 20;

    private const int Block = 1 << 16;
    private const int NoSuchFile = 2;
    private const int NoSuchDevice = 6;
    private const int NoFolder = 20;
    private const int TooManyLinksOnLinux = 40;
    private const int TooManyLinksOnMac = 62;
    private const int NotPermitted = 1;
    private const int NoAccess = 13;
    private const int EmptyPath = 0x1000;
    private const uint BasicStats = 0x7ff;

    private static readonly int NonBlocking = OperatingSystem.IsMacOS() ? 0x4 : 0x800;
    private static readonly int CloseOnExec = OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;

    // The value differs by processor on Linux: see asm/fcntl.h of arm64 and of the others.
    private static readonly int NoFollow = OperatingSystem.IsMacOS() ? 0x100 : RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x8000 : 0x20000;

    /// <summary>The whole content of a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <param name="followsLinks">Whether a link in its place counts: only where the person who named it made it.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="IOException">It is no file, or is larger; the message is a clause that says what it is, the rule and what to do.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not read it.</exception>
    public static byte[] Read(string path, int most = MostWritten, bool followsLinks = false)
    {
        using SafeFileHandle handle = Open(path, followsLinks);
        long length = RandomAccess.GetLength(handle);
        if (length > most)
        {
            throw TooLarge(path, most);
        }

        // A file of the kernel has no length, and one that somebody still writes grows.
        using MemoryStream content = new((int)length);
        byte[] block = new byte[Block];
        int read;
        while ((read = RandomAccess.Read(handle, block, content.Length)) > 0)
        {
            content.Write(block, 0, read);
            if (content.Length > most)
            {
                throw TooLarge(path, most);
            }
        }

        return content.ToArray();
    }

    /// <summary>Opens a file without waiting for anybody.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="followsLinks">Whether a link in its place counts.</param>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="IOException">It is no file.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not read it.</exception>
    public static SafeFileHandle Open(string path, bool followsLinks)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path) && (followsLinks || new DirectoryInfo(path).LinkTarget is null))
        {
            throw No(path, "a folder");
        }

        if (!followsLinks && new FileInfo(path).LinkTarget is not null)
        {
            throw No(path, "a symbolic link");
        }

        if (OperatingSystem.IsWindows())
        {
            return File.OpenHandle(path);
        }

        int descriptor = Open(path, NonBlocking | CloseOnExec | (followsLinks ? 0 : NoFollow));
        if (descriptor < 0)
        {
            throw Failed(path, Marshal.GetLastPInvokeError());
        }

        SafeFileHandle handle = new(descriptor, ownsHandle: true);
        if (KindOf(handle) is { } other)
        {
            handle.Dispose();
            throw No(path, other);
        }

        return handle;
    }

    // What was opened and not what stood there before, which somebody may have exchanged. Null for a file.
    private static string? KindOf(SafeFileHandle handle)
    {
        if (!OperatingSystem.IsLinux())
        {
            try
            {
                _ = RandomAccess.GetLength(handle);
                return null;
            }
            catch (NotSupportedException)
            {
                return "a pipe, a socket or a device";
            }
        }

        // struct statx is the same on every processor: the mode stands behind 28 bytes.
        Span<byte> found = stackalloc byte[256];
        return Statx((int)handle.DangerousGetHandle(), "", EmptyPath, BasicStats, found) != 0
            ? throw new IOException(new Win32Exception(Marshal.GetLastPInvokeError()).Message)
            : (BitConverter.ToUInt16(found[28..30]) & 0xF000) switch
            {
                0x8000 => null,
                0x1000 => "a named pipe",
                0x2000 or 0x6000 => "a device",
                0x4000 => "a folder",
                0xC000 => "a socket",
                _ => "no file",
            };
    }

    private static Exception Failed(string path, int error) => error switch
    {
        NoSuchFile or NoFolder => new FileNotFoundException("there is no such file.", path),
        NoSuchDevice => No(path, "a socket or a device"),
        TooManyLinksOnLinux or TooManyLinksOnMac => No(path, "a symbolic link"),
        NoAccess or NotPermitted => new UnauthorizedAccessException("this account may not read it."),
        _ => new IOException(new Win32Exception(error).Message),
    };

    private static IOException No(string path, string kind) =>
        new($"it is {kind}, and only a file is read. Put a file with that content in its place.") { Data = { ["path"] = path } };

    private static IOException TooLarge(string path, int most) =>
        new(string.Create(CultureInfo.InvariantCulture, $"it has more than {most} bytes, and that is the most that is read. Name the file that was meant.")) { Data = { ["path"] = path } };

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, Span<byte> found);
}
