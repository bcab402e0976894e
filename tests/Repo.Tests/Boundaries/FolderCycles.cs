namespace Infra.Repo.Tests.Boundaries;

/// <summary>Finds what is in a circle.</summary>
internal static class FolderCycles
{
    /// <summary>The uses that lie in a circle: from a folder to one from which it can be reached again.</summary>
    public static IEnumerable<(string From, string To)> In(IReadOnlySet<(string From, string To)> uses)
    {
        ILookup<string, string> next = uses.ToLookup(u => u.From, u => u.To, StringComparer.Ordinal);
        Dictionary<string, HashSet<string>> reached = uses.Select(u => u.From).Distinct(StringComparer.Ordinal).ToDictionary(f => f, f => Reached(f, next), StringComparer.Ordinal);
        return uses.Where(u => reached.TryGetValue(u.To, out HashSet<string>? from) && from.Contains(u.From));
    }

    private static HashSet<string> Reached(string from, ILookup<string, string> next)
    {
        HashSet<string> reached = new(StringComparer.Ordinal);
        Stack<string> open = new(next[from]);
        while (open.TryPop(out string? at))
        {
            if (reached.Add(at))
            {
                foreach (string to in next[at])
                {
                    open.Push(to);
                }
            }
        }

        return reached;
    }
}
