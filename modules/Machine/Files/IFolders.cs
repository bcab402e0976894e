namespace Infra.Machine.Files;

/// <summary>Folders of a disk, and files that others than their owner may read.</summary>
public interface IFolders
{
    /// <summary>Whether there is a file.</summary>
    bool HasFile(string path);

    /// <summary>Whether there is a folder.</summary>
    bool HasFolder(string path);

    /// <summary>Whether a path is a symbolic link.</summary>
    bool IsLink(string path);

    /// <summary>Whether there is a file that its owner may execute.</summary>
    bool IsExecutable(string path);

    /// <summary>The files in a folder and below it, with their whole paths; none where there is no folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="pattern">Which names, such as <c>*.yaml</c>.</param>
    /// <param name="below">Whether those of folders in it are among them.</param>
    IReadOnlyList<string> Files(string folder, string pattern = "*", bool below = true);

    /// <summary>The folders in a folder, hidden ones included, with their whole paths; none where there is no folder.</summary>
    IReadOnlyList<string> Folders(string folder);

    /// <summary>Makes a folder that its owner alone may read.</summary>
    void CreatePrivate(string folder);

    /// <summary>Makes a folder for a while, with a name of its own.</summary>
    /// <param name="prefix">How its name begins.</param>
    string CreateTemporary(string prefix);

    /// <summary>Deletes a folder with everything in it.</summary>
    void Delete(string folder);

    /// <summary>Writes a file for everybody to read, and makes the folders that it needs: beside the old one, then renamed, so that an interruption leaves the old file or the new one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">What it holds, as UTF-8 without a mark.</param>
    void Write(string path, string text);

    /// <summary>Copies a file with the rights of its owner, and makes the folders that it needs; one that is there is replaced.</summary>
    /// <param name="from">The file.</param>
    /// <param name="to">The copy.</param>
    void Copy(string from, string to);

    /// <summary>Deletes a file; nothing happens where there is none.</summary>
    void DeleteFile(string path);
}
