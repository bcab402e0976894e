using Infra.Model.Masking;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Presenters;

/// <summary>Values of properties as people read them: secrets masked, unknown values in words, nothing in them that acts on a terminal.</summary>
internal static class ValueText
{
    private const string Unknown = "[known after apply]";

    // Where two long values begin alike, so much of it is kept in front of what differs.
    private const int Context = 8;

    /// <summary>A value.</summary>
    public static string Of(PropertyValue? value) => Printable.Text(value switch
    {
        UnknownValue { ContainsSecret: true } => "[secret, known after apply]",
        UnknownValue => Unknown,
        SecretValue => PropertyJson.Mask,
        null => "nothing",
        _ => value.ToString().Replace($"\"{PropertyJson.UnknownSentinel}\"", Unknown, StringComparison.Ordinal),
    });

    /// <summary>What a difference is: <c>labels.owner: "a" => "b"</c>; the values on a line of their own where that shows more of them.</summary>
    /// <param name="diff">The difference.</param>
    /// <param name="columns">The width of a line.</param>
    public static IEnumerable<string> Of(PropertyDiff diff, int columns)
    {
        const string indent = "    ";
        string forces = diff.ForcesReplacement ? "  (forces replacement)" : "";
        string path = $"{Fit.Middle(Printable.Text(diff.Path), columns - 1 - Fit.Width(forces))}:";
        string whole = Values(diff, int.MaxValue);
        string[] lines = Fit.Width(path) + 1 + Fit.Width(whole) + Fit.Width(forces) <= columns
            ? [$"{path} {whole}{forces}"]
            : Fit.Width(path) < indent.Length
                ? [$"{path} {Values(diff, columns - Fit.Width(path) - 1 - Fit.Width(forces))}{forces}"]
                : [path + forces, indent + Values(diff, columns - indent.Length)];
        return lines.Select(l => Fit.End(l, columns));
    }

    /// <summary>The same in one line, whatever its length.</summary>
    public static string Line(PropertyDiff diff) => Of(diff, int.MaxValue).Single();

    /// <summary>The sign of a difference.</summary>
    public static string Sign(PropertyDiff diff) => diff.Kind switch { DiffKind.Add => "+", DiffKind.Delete => "-", _ => "~" };

    private static string Values(PropertyDiff diff, int columns) => diff.Kind switch
    {
        DiffKind.Add => Fit.End(Of(diff.New), columns),
        DiffKind.Delete => Fit.End(Of(diff.Old), columns),
        _ => Both(Of(diff.Old), Of(diff.New), columns),
    };

    private static string Both(string old, string wanted, int columns)
    {
        const string arrow = " => ";
        int room = columns - arrow.Length;
        if (Fit.Width(old) + Fit.Width(wanted) - room is > 0 and var over)
        {
            // Both lose the same beginning, and get an ellipsis for it.
            int skipped = Math.Max(0, Math.Min(old.AsSpan().CommonPrefixLength(wanted) - Context, ((over + 1) / 2) + 1));
            skipped -= skipped > 0 && char.IsLowSurrogate(old[skipped]) ? 1 : 0;
            (old, wanted) = skipped == 0 ? (old, wanted) : ($"…{old[skipped..]}", $"…{wanted[skipped..]}");
        }

        // What the shorter one leaves, the longer one takes.
        int left = Math.Max(room / 2, room - Fit.Width(wanted));
        string shown = Fit.End(old, left);
        return shown + arrow + Fit.End(wanted, room - Fit.Width(shown));
    }
}
