namespace Infra.Git;

/// <summary>One file of a commit.</summary>
/// <param name="Mode">Its mode as git writes it, such as <c>100644</c>.</param>
/// <param name="Id">The hash of its content.</param>
/// <param name="Path">The path from the repository, with slashes.</param>
public sealed record TreeEntry(string Mode, string Id, string Path)
{
    /// <summary>Whether it is a symbolic link.</summary>
    public bool IsLink => Mode == "120000";

    /// <summary>Whether it is a commit of another repository.</summary>
    public bool IsSubmodule => Mode == "160000";

    /// <summary>Whether it can be executed.</summary>
    public bool IsExecutable => Mode == "100755";
}
