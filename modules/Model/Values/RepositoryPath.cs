using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The path of a folder in a Git repository; it never leaves the repository.</summary>
/// <remarks>Rule: a path in the repository is names joined by slashes, without a leading slash and without . or .. as a name, so that it stays inside the repository. Source: https://argo-cd.readthedocs.io/en/stable/user-guide/directory/ (a path is relative to the root of the repository)</remarks>
public sealed partial record RepositoryPath : ITextValue<RepositoryPath>
{
    private RepositoryPath(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a path in the repository",
        Form(),
        minLength: 1,
        maxLength: 200,
        "is names joined by slashes, without a leading slash and without . or .. as a name, so that it stays inside the repository",
        "apps/payments-api",
        "https://argo-cd.readthedocs.io/en/stable/user-guide/directory/ (a path is relative to the root of the repository)");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RepositoryPath? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new RepositoryPath(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static RepositoryPath Of(string text) => TextRule.Must<RepositoryPath>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
