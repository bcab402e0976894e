using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The address of a service account.</summary>
/// <remarks>Rule: the address of a service account is an account id, an at sign, a project id and .iam.gserviceaccount.com. Source: https://docs.cloud.google.com/iam/docs/service-account-overview</remarks>
public sealed partial record AccountEmail : ITextValue<AccountEmail>
{
    private AccountEmail(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "the address of a service account",
        Form(),
        minLength: 30,
        maxLength: 100,
        "is an account id, an at sign, a project id and .iam.gserviceaccount.com",
        "setu-dev-plan@setu-seed-284517.iam.gserviceaccount.com",
        "https://docs.cloud.google.com/iam/docs/service-account-overview");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out AccountEmail? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new AccountEmail(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static AccountEmail Of(string text) => TextRule.Must<AccountEmail>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[a-z][a-z0-9-]{5,29}@[a-z][a-z0-9-]{4,28}[a-z0-9][.]iam[.]gserviceaccount[.]com$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
