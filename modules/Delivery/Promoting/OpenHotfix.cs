using Infra.Model.Values;

namespace Infra.Delivery.Promoting;

/// <summary>A hotfix that an environment runs, and what a promotion makes of it.</summary>
/// <param name="App">The application.</param>
/// <param name="Commit">The commit that it runs.</param>
/// <param name="Given">The commit that it gets by the promotion.</param>
/// <param name="IsHeld">Whether what it gets holds the hotfix; null where the repository of applications could not be asked, or has not both.</param>
public sealed record OpenHotfix(string App, GitRevision Commit, GitRevision Given, bool? IsHeld)
{
    /// <summary>The commit that it runs, as people write it.</summary>
    public string Shown => Short(Commit);

    /// <summary>What becomes of it, as a clause.</summary>
    public string Ending => IsHeld switch
    {
        true => $"taken up, {Short(Given)} holds it",
        false => $"lost, {Short(Given)} does not hold it",
        null => $"unknown whether {Short(Given)} holds it, the repository of applications did not say",
    };

    private static string Short(GitRevision commit) => commit.IsCommit ? commit.Value[..12] : commit.Value;
}
