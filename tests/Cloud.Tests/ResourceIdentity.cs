namespace Infra.Cloud.Tests;

/// <summary>Types, names and parents of resources, which are their identity in the state. A changed one is deleted and made anew, unless an alias says what it was.</summary>
internal static class ResourceIdentity
{
    /// <summary>Compares with the approved list. New resources are approved with INFRA_APPROVE=1; one that is gone needs an alias on what took its place, or INFRA_APPROVE=gone.</summary>
    public static void AssertApproved(string path, Recording made)
    {
        var approved = Repository.Read(path).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (Environment.GetEnvironmentVariable("INFRA_APPROVE") != "gone")
        {
            Assert.Empty(Lost(approved, made.All));
        }

        Repository.AssertApproved(path, string.Join('\n', made.All.Select(Line).Order(StringComparer.Ordinal)) + "\n");
    }

    /// <summary>What is in the approved list and neither made nor an alias of what is made.</summary>
    public static IEnumerable<string> Lost(IEnumerable<string> approved, IReadOnlyCollection<Made> made)
    {
        var known = made.Select(m => $"{m}").Concat(made.SelectMany(m => m.Aliases)).ToHashSet(StringComparer.Ordinal);
        return approved
            .Where(line => !known.Contains(line[(line.IndexOf(" > ", StringComparison.Ordinal) + 3)..]))
            .Select(line => $"{line} is gone: it would be deleted and what replaces it made anew. Give the new one an alias, or approve with INFRA_APPROVE=gone if it is meant to go.");
    }

    private static string Line(Made made) => $"{made.Parent ?? "-"} > {made}";
}
