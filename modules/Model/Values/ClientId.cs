using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>What a program is known as at the place where people sign in.</summary>
/// <remarks>Rule: a client id is letters, digits, dots, hyphens and underscores. Source: https://www.rfc-editor.org/rfc/rfc6749#section-2.2 (narrower, so that it needs no quoting anywhere)</remarks>
public sealed partial record ClientId : ITextValue<ClientId>
{
    private ClientId(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a client id",
        Form(),
        minLength: 1,
        maxLength: 128,
        "is letters, digits, dots, hyphens and underscores",
        "argocd-prod",
        "https://www.rfc-editor.org/rfc/rfc6749#section-2.2 (narrower, so that it needs no quoting anywhere)");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ClientId? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new ClientId(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static ClientId Of(string text) => TextRule.Must<ClientId>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
