using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>A public key: SubjectPublicKeyInfo of ECDSA over P-256, 91 bytes, in Base64.</summary>
/// <remarks>Rule: a public key is ECDSA P-256, the Base64 between the lines of its PEM, in one line. Source: https://www.rfc-editor.org/rfc/rfc5480</remarks>
public sealed partial record PublicKey : ITextValue<PublicKey>
{
    private PublicKey(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a public key",
        Form(),
        minLength: 124,
        maxLength: 124,
        "is ECDSA P-256, the Base64 between the lines of its PEM, in one line",
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEAJPWelW0kAa+EKQyYQYYI0aIIkmgQ9ydwS6AcLUaIbiBLONZb8OVzYjQH6Rz/nMfyg3vp9h5molcJCSCO+is7w==",
        "https://www.rfc-editor.org/rfc/rfc5480");

    /// <inheritdoc/>
    public string Value { get; }

    /// <summary>The lines of its PEM, each ended by LF.</summary>
    public string Pem => $"-----BEGIN PUBLIC KEY-----\n{Value[..64]}\n{Value[64..]}\n-----END PUBLIC KEY-----\n";

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PublicKey? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new PublicKey(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static PublicKey Of(string text) => TextRule.Must<PublicKey>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE[A-Za-z0-9+/]{86}==$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
