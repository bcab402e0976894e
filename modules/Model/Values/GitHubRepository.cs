using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>A repository of GitHub by name.</summary>
/// <remarks>Rule: a repository is OWNER/NAME; the owner has letters, digits and single hyphens, at most 39, and the name has letters, digits and . _ - and is not . or .. Source: https://docs.github.com/en/rest/repos/repos#get-a-repository</remarks>
public sealed partial record GitHubRepository : ITextValue<GitHubRepository>
{
    private GitHubRepository(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a repository",
        Form(),
        minLength: 3,
        maxLength: 140,
        "is OWNER/NAME; the owner has letters, digits and single hyphens, at most 39, and the name has letters, digits and . _ - and is not . or ..",
        "setu-retail/platform",
        "https://docs.github.com/en/rest/repos/repos#get-a-repository");

    /// <inheritdoc/>
    public string Value { get; }

    /// <summary>The account or organisation that owns it.</summary>
    public string Owner => Value[..Value.IndexOf('/', StringComparison.Ordinal)];

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out GitHubRepository? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new GitHubRepository(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static GitHubRepository Of(string text) => TextRule.Must<GitHubRepository>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[A-Za-z0-9](-?[A-Za-z0-9]){0,38}/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
