using System.Globalization;
using Infra.Pipeline.Workspace;

namespace Infra.Presenters;

/// <summary>How wide what people read may be.</summary>
internal static class Screen
{
    /// <summary>The width where nobody says another: in a file, in a job.</summary>
    public const int Usual = 120;

    // Below this nothing can be laid out; above it nobody reads a line.
    private const int Narrowest = 40;
    private const int Widest = 400;

    /// <summary>The columns of standard output: what COLUMNS says, else those of the terminal, else 120.</summary>
    public static int Columns(Host host) =>
        Math.Clamp(Said(host) ?? host.Columns ?? Usual, Narrowest, Widest);

    /// <summary>The columns that sentences on standard error are broken at; null where no terminal shows them, because other programs look for them line by line.</summary>
    public static int? ErrorColumns(Host host) => host.ErrorIsTerminal || Said(host) is not null ? Columns(host) : null;

    /// <summary>The columns that sentences on standard output are broken at; null where no terminal shows them.</summary>
    public static int? OutColumns(Host host) => host.OutIsTerminal || Said(host) is not null ? Columns(host) : null;

    /// <summary>Each line of a text, broken between words.</summary>
    /// <param name="text">The text, safe to print; its lines end with LF.</param>
    /// <param name="columns">The width of a line; null to leave lines as they are.</param>
    /// <param name="others">What the second line of a line and each after it begin with.</param>
    public static string Broken(string text, int? columns, string others = "") => columns is { } most
        ? string.Join('\n', text.Split('\n').SelectMany(l => Fit.Wrap("", others, l, most)))
        : text;

    private static int? Said(Host host) => int.TryParse(host.Variable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int said) && said > 0 ? said : null;
}
