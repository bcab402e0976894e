using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The number of an account or a repository of GitHub. Names are given away again; numbers never are.</summary>
/// <remarks>Rule: a GitHub id is 1 to 19 digits in quotes and does not begin with 0. Source: https://docs.github.com/en/actions/reference/security/oidc (repository_id, repository_owner_id)</remarks>
public sealed partial record GitHubId : ITextValue<GitHubId>
{
    private GitHubId(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a GitHub id",
        Form(),
        minLength: 1,
        maxLength: 19,
        "is 1 to 19 digits in quotes and does not begin with 0",
        "\"731948265\"",
        "https://docs.github.com/en/actions/reference/security/oidc (repository_id, repository_owner_id)");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out GitHubId? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new GitHubId(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static GitHubId Of(string text) => TextRule.Must<GitHubId>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[1-9][0-9]{0,18}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
