using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.GitHub.Comments;

/// <summary>The name by which a comment or an issue is found again. It stands in its first line, which readers do not see.</summary>
public sealed partial record Marker
{
    private Marker(string name) => Name = name;

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The first line.</summary>
    public string Line => $"<!-- infra:{Name} -->";

    /// <summary>Reads a name: 1 to 60 lower-case letters, digits and single hyphens, so that it cannot end the HTML comment.</summary>
    /// <param name="text">The name.</param>
    /// <param name="marker">The marker.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Marker? marker)
    {
        marker = text is { Length: > 0 and <= 60 } && Form().Match(text) is { Success: true } match && match.Length == text.Length ? new Marker(text) : null;
        return marker is not null;
    }

    /// <summary>Whether a text begins with the line, and not only holds it: names and messages come behind it.</summary>
    public bool Marks(string? body) =>
        body is not null && body.StartsWith(Line, StringComparison.Ordinal) && (body.Length == Line.Length || body[Line.Length] is '\n' or '\r');

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
