using System.Collections.Immutable;
using System.Globalization;
using Infra.Model.Masking;
using Infra.Model.Values;

namespace Infra.Pipeline.Releasing;

/// <summary>Versions of secrets as they are typed, each <c>ID=VERSION</c>.</summary>
public static class SecretVersions
{
    private const int MostVersions = 1_000_000;

    /// <summary>Reads them.</summary>
    /// <param name="texts">What was typed.</param>
    /// <returns>The version of each secret, and what is wrong with the others.</returns>
    public static (ImmutableSortedDictionary<string, int> Versions, ImmutableArray<string> Problems) Read(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        Dictionary<string, int> versions = new(StringComparer.Ordinal);
        List<string> problems = [];
        foreach (string text in texts)
        {
            string[] parts = text.Split('=', 2);
            bool good = parts.Length == 2 && SecretId.TryParse(parts[0], out _, out _)
                && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int version) && version is >= 1 and <= MostVersions && versions.TryAdd(parts[0], version);
            problems.AddRange(good ? [] : [$"--secret is '{Printable.Text(text)}'; it is the id of a secret, = and its version from 1 to {MostVersions}, each secret once."]);
        }

        return (versions.ToImmutableSortedDictionary(StringComparer.Ordinal), [.. problems]);
    }
}
