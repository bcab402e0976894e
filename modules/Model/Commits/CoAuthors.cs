namespace Infra.Model.Commits;

/// <summary>Who else a commit's message names as its author. Whoever writes the message chooses its form, so every line that git or GitHub could read as such a trailer is one.</summary>
public static class CoAuthors
{
    private const string Key = "co-authored-by";

    // All that a reader somewhere takes for the end of a line.
    private static readonly char[] Breaks = ['\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029', '\0', '\u001c', '\u001d', '\u001e', '\u001f'];

    /// <summary>The addresses, and what stands in the place of one where there is none.</summary>
    /// <param name="message">The whole message.</param>
    public static IEnumerable<string> Of(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        string? trailer = null;
        foreach (string line in message.Split(Breaks))
        {
            // git folds long trailers: a line that begins with a space belongs to the one before.
            if (trailer is not null && line.Length > 0 && char.IsWhiteSpace(line[0]) && Value(line) is null)
            {
                trailer += line;
                continue;
            }

            foreach (string person in People(trailer))
            {
                yield return person;
            }

            trailer = Value(line);
        }

        foreach (string person in People(trailer))
        {
            yield return person;
        }
    }

    // What stands behind the key; null where the line has another one.
    private static string? Value(string line)
    {
        int colon = line.IndexOfAny([':', '\uff1a']);
        return colon >= 0 && CommitAddress.Of(line[..colon]).Text.Replace('\u2010', '-').Replace('\u2011', '-') == Key ? line[(colon + 1)..] : null;
    }

    // Each address of the line: the last one alone would let a false one stand behind the true one.
    private static IEnumerable<string> People(string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            yield break;
        }

        string[] addresses = [.. value.Split(['<', '>', ',', ';', ' ', '\t', '(', ')', '\u00a0']).Where(w => w.Contains('@', StringComparison.Ordinal) || w.Contains('\uff20', StringComparison.Ordinal))];
        foreach (string person in addresses.Length == 0 ? [value.Trim()] : addresses)
        {
            yield return person;
        }
    }
}
