namespace Infra.Machine.Files;

/// <summary>The few things that the local backend does with a disk, so that tests can make each of them fail.</summary>
/// <remarks>Files are made readable and writable by their owner only (0600), folders likewise (0700); a symbolic link is never followed.</remarks>
public interface IFileSystem
{
    /// <summary>The whole content of a file, or null where there is none.</summary>
    byte[]? Read(string path);

    /// <summary>Opens a file to append to; made when it is missing.</summary>
    IAppendFile Append(string path);

    /// <summary>Puts a new file in the place of an old one: written beside it, made durable, renamed. Either the old content stays or the new.</summary>
    void Replace(string path, ReadOnlyMemory<byte> content);

    /// <summary>Removes a file; nothing happens where there is none.</summary>
    void Delete(string path);

    /// <summary>The names of the files in a folder, ordinal order; empty where there is none.</summary>
    IReadOnlyList<string> List(string folder);

    /// <summary>
    /// Takes a file that the operating system gives to one holder at a time, between processes and inside one, and takes back when the process
    /// ends; null where another holder has it. The file is made when it is missing, is empty, and stays.
    /// </summary>
    IDisposable? TryGuard(string path);
}

/// <summary>A file that is only added to.</summary>
public interface IAppendFile : IDisposable
{
    /// <summary>Adds bytes.</summary>
    /// <param name="bytes">What to add.</param>
    /// <param name="durable">Whether they are on the disk before this returns; otherwise they survive the end of the process only.</param>
    /// <remarks>What was added before without being durable is durable with the next bytes that are.</remarks>
    void Append(ReadOnlySpan<byte> bytes, bool durable = true);
}
