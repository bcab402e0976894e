namespace Infra.Model.Errors;

/// <summary>Finds the name that was probably meant.</summary>
public static class Spelling
{
    private const int MaxLength = 40;

    /// <summary>The name that was probably meant, or all there are; as a sentence.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">What there is.</param>
    public static string Among(string name, string[] known)
    {
        ArgumentNullException.ThrowIfNull(known);
        return Nearest(name, known) is { } near ? $"Did you mean {near}?" : known.Length == 0 ? "There are none." : $"There are: {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
    }

    /// <summary>The nearest name within a third of its length in edits, or null. Case, hyphens and underscores cost nothing.</summary>
    /// <param name="written">What was written; nothing, or more than 40 characters, is near to no name.</param>
    /// <param name="names">The names that there are.</param>
    public static string? Nearest(string written, IEnumerable<string> names)
    {
        if (written.Length is 0 or > MaxLength)
        {
            return null;
        }

        var plain = Plain(written);
        return names
            .Select(name => (Name: name, Edits: Edits(plain, Plain(name))))
            .Where(n => n.Edits <= Math.Max(1, n.Name.Length / 3))
            .OrderBy(n => n.Edits)
            .ThenBy(n => n.Name, StringComparer.Ordinal)
            .Select(n => n.Name)
            .FirstOrDefault();
    }

    private static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    // Edits are insert, delete, replace and swap of neighbours (optimal string alignment).
    private static int Edits(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                cost[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(Math.Min(cost[i - 1, j] + 1, cost[i, j - 1] + 1), cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[a.Length, b.Length];
    }
}
