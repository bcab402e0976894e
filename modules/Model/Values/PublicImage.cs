using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>An image of a public registry, or the registry alone where a chart wants that apart.</summary>
/// <remarks>Rule: a public image begins with docker.io, ghcr.io or quay.io, each of which every region has a remote repository for, and has no tag or digest. Source: https://docs.cloud.google.com/artifact-registry/docs/repositories/remote-overview</remarks>
public sealed partial record PublicImage : ITextValue<PublicImage>
{
    private PublicImage(string value) => Value = value;

    /// <summary>The rule that every value keeps.</summary>
    public static TextRule Rule { get; } = new(
        "a public image",
        Form(),
        minLength: 7,
        maxLength: 200,
        "begins with docker.io, ghcr.io or quay.io, each of which every region has a remote repository for, and has no tag or digest",
        "quay.io/jetstack/cert-manager-webhook",
        "https://docs.cloud.google.com/artifact-registry/docs/repositories/remote-overview");

    /// <inheritdoc/>
    public string Value { get; }

    /// <inheritdoc/>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PublicImage? value, [NotNullWhen(false)] out Misfit? misfit)
    {
        misfit = Rule.Check(text);
        value = misfit is null ? new PublicImage(text!) : null;
        return misfit is null;
    }

    /// <summary>The value of a text that is known to be good.</summary>
    /// <exception cref="ArgumentException">The text breaks the rule.</exception>
    public static PublicImage Of(string text) => TextRule.Must<PublicImage>(text);

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^(docker\\.io|ghcr\\.io|quay\\.io)(/[a-z0-9._-]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
