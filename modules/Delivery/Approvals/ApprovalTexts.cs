using System.Text.RegularExpressions;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Delivery.Approvals;

/// <summary>The forms of the names in approvals.yaml and gates.yaml.</summary>
internal static partial class ApprovalTexts
{
    private const string Own = "stacks/schema/approvals.md";

    /// <summary>The name of a person, a team, a role, a tag or a rule.</summary>
    public static TextRule Name { get; } = new("a name", NameForm(), 1, 40, "is 1 to 40 lower-case letters, digits, hyphens and underscores, and begins with a letter", "security_team", Own);

    /// <summary>A pattern of paths or of names of resources.</summary>
    public static TextRule Pattern { get; } = new("a pattern", PatternForm(), 1, 200, "is 1 to 200 letters, digits and . _ / - with * for any run of characters", "apps/payments-*", Own);

    /// <summary>An address of a commit.</summary>
    public static TextRule Email { get; } = new("an e-mail address", EmailForm(), 3, 200, "has one @ with no space on either side", "asha@setu-retail.example", "https://www.rfc-editor.org/rfc/rfc5321");

    /// <summary>A time of day.</summary>
    public static TextRule Time { get; } = new("a time of day", TimeForm(), 5, 5, "is hours and minutes of 24 hours, in quotes", "\"09:30\"", Own);

    /// <summary>A time zone.</summary>
    public static TextRule Zone { get; } = new("a time zone", ZoneForm(), 1, 60, "is a name of the IANA time zone database", "Asia/Kolkata", "https://www.iana.org/time-zones");

    /// <summary>A rule as a kind of setting whose value is the text itself.</summary>
    public static TextKind Kind(TextRule rule) =>
        new(rule.Noun, rule.Pattern, rule.MinLength, rule.MaxLength, rule.Example, text => rule.Check(text) is { } misfit ? (null, misfit) : (text, null));

    [GeneratedRegex("^[a-z][a-z0-9_-]*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NameForm();

    [GeneratedRegex("^[A-Za-z0-9._/*-]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PatternForm();

    [GeneratedRegex("^[^@\\s]+@[^@\\s]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex EmailForm();

    [GeneratedRegex("^([01][0-9]|2[0-3]):[0-5][0-9]$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TimeForm();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_+/-]*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ZoneForm();
}
