using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The address of a Git repository that Argo CD reads.</summary>
/// <remarks>Rule: the address of a Git repository begins with https:// and names a host, an owner and a repository. Source: https://argo-cd.readthedocs.io/en/stable/user-guide/private-repositories/ (HTTPS only: credentials come from a GitHub App)</remarks>
public sealed partial record RepositoryUrl : ITextValue<RepositoryUrl>
{
    private RepositoryUrl(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "the address of a Git repository",
        Form(),
        minLength: 12,
        maxLength: 200,
        "begins with https:// and names a host, an owner and a repository",
        "https://github.com/setu-retail/deploy",
        "https://argo-cd.readthedocs.io/en/stable/user-guide/private-repositories/ (HTTPS only: credentials come from a GitHub App)");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RepositoryUrl? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new RepositoryUrl(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static RepositoryUrl Of(string text) => TextRule.Must<RepositoryUrl>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^https://[a-z0-9.-]+/[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
