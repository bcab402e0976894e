using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>A branch of git, without <c>refs/heads/</c>.</summary>
/// <remarks>Rule: a branch is 1 to 100 letters, digits, hyphens, underscores, dots and slashes, and begins and ends with a letter or digit; narrower than git allows. Source: https://git-scm.com/docs/git-check-ref-format</remarks>
public sealed partial record GitBranch : ITextValue<GitBranch>
{
    private GitBranch(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a branch",
        Form(),
        minLength: 1,
        maxLength: 100,
        "is 1 to 100 letters, digits, hyphens, underscores, dots and slashes, and begins and ends with a letter or digit",
        "main",
        "https://git-scm.com/docs/git-check-ref-format");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out GitBranch? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new GitBranch(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static GitBranch Of(string text) => TextRule.Must<GitBranch>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
