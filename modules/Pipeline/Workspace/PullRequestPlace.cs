namespace Infra.Pipeline.Workspace;

/// <summary>Where a pull request is.</summary>
/// <param name="Address">Its page, or its number where GitHub names no page; null where none was opened.</param>
/// <param name="Words">The same for people, as a clause: also why there is none.</param>
public sealed record PullRequestPlace(string? Address, string Words)
{
    /// <summary>The place of one that there is.</summary>
    public static PullRequestPlace At(string address) => new(address, address);
}
