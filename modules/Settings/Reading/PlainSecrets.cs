using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Infra.Settings.Reading;

/// <summary>Recognises secrets that were written in plain text, by the name of the setting or by the form of the value.</summary>
public static partial class PlainSecrets
{
    // "private_key" with its quotes; only an address with a password can be shorter.
    private const int ShortestToken = 13;
    private const int TokenLength = 32;

    // A public key of ECDSA P-256 as stacks/ list them: 91 bytes of SubjectPublicKeyInfo, whose head is always the same (RFC 5480), and a point of the curve.
    private const string PublicKeyHead = "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE";
    private const int PublicKeyLength = 124;
    private const double TokenBitsPerCharacter = 3.6;
    private const double HexBitsPerCharacter = 3.0;

    // Whole words of a name: "passwords" of people, not "pass" in "compass". "secrets" is a collection of names, and allowed.
    private static readonly FrozenSet<string> Words = new[]
    {
        "password", "passwd", "pwd", "passphrase", "token", "secret", "apikey", "privatekey", "accesskey", "credential", "credentials", "clientsecret",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether the last name of a path is the name of a secret.</summary>
    public static bool IsSecretPath(string path)
    {
        var last = path.LastIndexOfAny(['.', ':', '[']) + 1;
        return IsSecretName(path.AsSpan(last).ToString());
    }

    /// <summary>Whether a name is that of a secret: <c>dbPassword</c>, <c>api_key</c>, <c>token</c>.</summary>
    public static bool IsSecretName(string name)
    {
        if (name.Length > 100)
        {
            return false;
        }

        var words = WordsOf().Matches(name).Select(m => m.Value.ToLowerInvariant()).ToArray();
        return words.Any(Words.Contains) || words.Zip(words.Skip(1), string.Concat).Any(Words.Contains);
    }

    /// <summary>What kind of secret a text looks like, or null.</summary>
    public static string? KindOf(string text) => text switch
    {
        // Most texts are short words, and many are asked.
        { Length: < ShortestToken } when !text.Contains("://", StringComparison.Ordinal) => null,
        _ when text.Contains("PRIVATE KEY-----", StringComparison.Ordinal) => "a private key",
        _ when text.Contains("\"private_key\"", StringComparison.Ordinal) || text.Contains("\"private_key_id\"", StringComparison.Ordinal) => "a service account key",
        _ when GitHubToken().IsMatch(text) => "a GitHub token",
        _ when GoogleApiKey().IsMatch(text) => "a Google API key",
        _ when GoogleOAuth().IsMatch(text) => "a Google OAuth token",
        _ when AwsKey().IsMatch(text) => "an AWS access key",
        _ when SlackToken().IsMatch(text) => "a Slack token",
        _ when JsonWebToken().IsMatch(text) => "a JSON web token",
        _ when UrlPassword().IsMatch(text) => "an address with a password in it",
        { Length: >= TokenLength } when LongWord().Matches(Parted(text)).Any(m => IsRandom(m.Value)) => "a token",
        _ => null,
    };

    // The parts of an address are names, such as those of an owner, a repository and a folder; each is looked at by itself.
    private static string Parted(string text) => text.StartsWith("https://", StringComparison.Ordinal) ? text.Replace('/', ' ') : text;

    private static bool IsRandom(string word)
    {
        // The name of a resource, projects/284517360918/locations/global: each part is a word or a number, which parts of a token are not.
        if (word.Split('/') is { Length: >= 3 } parts && parts.All(p => p.All(char.IsAsciiLetter) || p.All(char.IsAsciiDigit)))
        {
            return false;
        }

        if (word.Length == PublicKeyLength && word.StartsWith(PublicKeyHead, StringComparison.Ordinal) && IsPublicKey(word))
        {
            return false;
        }

        var hex = word.All(char.IsAsciiHexDigit);
        return word.Length >= TokenLength
            && word.Any(char.IsAsciiDigit)
            && word.Any(char.IsAsciiLetter)
            && BitsPerCharacter(word) >= (hex ? HexBitsPerCharacter : TokenBitsPerCharacter);
    }

    private static bool IsPublicKey(string word)
    {
        using ECDsa key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(word), out _);
            return true;
        }
        catch (Exception other) when (other is CryptographicException or FormatException)
        {
            return false;
        }
    }

    private static double BitsPerCharacter(string word) =>
        -word.GroupBy(c => c).Select(g => (double)g.Count() / word.Length).Sum(share => share * Math.Log2(share));

    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex WordsOf();

    [GeneratedRegex("gh[pousr]_[A-Za-z0-9]{20}|github_pat_[A-Za-z0-9_]{20}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex GitHubToken();

    [GeneratedRegex("AIza[A-Za-z0-9_-]{30}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex GoogleApiKey();

    [GeneratedRegex("ya29\\.[A-Za-z0-9_-]{20}|GOCSPX-[A-Za-z0-9_-]{20}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex GoogleOAuth();

    [GeneratedRegex("(AKIA|ASIA)[A-Z0-9]{16}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex AwsKey();

    [GeneratedRegex("xox[abeoprs]-[A-Za-z0-9-]{10}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex SlackToken();

    [GeneratedRegex("eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex JsonWebToken();

    [GeneratedRegex("[a-z][a-z0-9+.-]*://[^/\\s:@]*:[^/\\s@]+@", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex UrlPassword();

    [GeneratedRegex("[A-Za-z0-9+/_=]{32,}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex LongWord();
}
