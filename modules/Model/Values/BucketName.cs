using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The name of a Cloud Storage bucket. It is global over all of Google Cloud.</summary>
/// <remarks>Rule: a bucket name is 3 to 63 lower-case letters, digits, hyphens and underscores, begins and ends with a letter or digit, and has no dot. Source: https://docs.cloud.google.com/storage/docs/buckets#naming (no dots: those need a verified domain)</remarks>
public sealed partial record BucketName : ITextValue<BucketName>
{
    private BucketName(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a bucket name",
        Form(),
        minLength: 3,
        maxLength: 63,
        "is 3 to 63 lower-case letters, digits, hyphens and underscores, begins and ends with a letter or digit, and has no dot",
        "setu-dev-471203-releases",
        "https://docs.cloud.google.com/storage/docs/buckets#naming (no dots: those need a verified domain)");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out BucketName? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new BucketName(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static BucketName Of(string text) => TextRule.Must<BucketName>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[a-z0-9][a-z0-9_-]*[a-z0-9]$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
