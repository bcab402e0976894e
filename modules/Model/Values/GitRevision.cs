using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>What Argo CD follows: a commit, which stays, or a branch, which moves.</summary>
/// <remarks>Rule: a Git revision is a commit of 40 hexadecimal digits, or a branch. Source: https://argo-cd.readthedocs.io/en/stable/user-guide/tracking_strategies/</remarks>
public sealed partial record GitRevision : ITextValue<GitRevision>
{
    private GitRevision(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a Git revision",
        Form(),
        minLength: 1,
        maxLength: 120,
        "is a commit of 40 hexadecimal digits, or a branch",
        "main",
        "https://argo-cd.readthedocs.io/en/stable/user-guide/tracking_strategies/");

    /// <inheritdoc/>
    public string Value { get; }

    /// <summary>Git's name for no commit, forty zeros: what an environment follows that was given no release yet. Nothing can be sealed on it.</summary>
    public bool IsNone => Value.Length == 40 && Value.All(c => c == '0');

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out GitRevision? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new GitRevision(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static GitRevision Of(string text) => TextRule.Must<GitRevision>(text);

    /// <summary>Whether it is a commit, which stays, and not a branch, which moves.</summary>
    public bool IsCommit => Value.Length == 40 && Value.All(char.IsAsciiHexDigitLower);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^([0-9a-f]{40}|[A-Za-z][A-Za-z0-9_./-]*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
