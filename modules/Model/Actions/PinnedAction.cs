namespace Infra.Model.Actions;

/// <summary>An action of GitHub Actions, pinned to a commit: a tag can be moved to other code, a commit cannot.</summary>
/// <param name="Name">Owner and repository.</param>
/// <param name="Tag">The tag that the commit had when it was reviewed; it stands behind the commit as a comment.</param>
/// <param name="Commit">The commit, 40 hexadecimal digits.</param>
/// <param name="Purpose">What workflows use it for.</param>
public sealed record PinnedAction(string Name, string Tag, string Commit, string Purpose)
{
    /// <summary>What stands behind <c>uses:</c>.</summary>
    public string Reference => $"{Name}@{Commit}";
}
