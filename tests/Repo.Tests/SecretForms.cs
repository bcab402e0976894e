using System.Text;
using System.Text.RegularExpressions;

namespace Infra.Repo.Tests;

/// <summary>The forms in which those who issue secrets issue them. Pure, so that every form can be shown one.</summary>
/// <remarks>
/// Sources: https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns and the pages of the issuers.
/// A form is narrow on purpose: a search that cries wolf is switched off.
/// </remarks>
internal static partial class SecretForms
{
    /// <summary>The forms by their names.</summary>
    public static readonly (string Name, Regex Form)[] All =
    [
        ("a private key", PrivateKey()),
        ("a private key in Base64", EncodedPrivateKey()),
        ("a token of GitHub", GitHub()),
        ("a key of a Google API", GoogleApi()),
        ("a token of Google", GoogleToken()),
        ("a key of a service account", ServiceAccount()),
        ("a key of AWS", Aws()),
        ("a token of Slack", Slack()),
        ("a signed token (JWT)", Jwt()),
        ("a token of Pulumi", Pulumi()),
        ("a token of npm", Npm()),
        ("a key of NuGet", NuGet()),
        ("a key that moves money", Payments()),
        ("a password in a URL", Url()),
    ];

    /// <summary>What the text of a file holds: the name of the form and the line. What was found is shown nowhere.</summary>
    public static IEnumerable<(string Name, int Line)> In(byte[] content)
    {
        // One character a byte reads any file; without zeroes UTF-16 reads like ASCII.
        string text = Encoding.Latin1.GetString(content).Replace("\0", "", StringComparison.Ordinal);
        return All.SelectMany(f => f.Form.Matches(text).Select(m => (f.Name, text.AsSpan(0, m.Index).Count('\n') + 1)));
    }

    // Behind the header at least one line of it, also where line breaks are written as \n in JSON.
    [GeneratedRegex("-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY( BLOCK)?-----(\\\\r|\\\\n|\\s)+([A-Za-z-]+: [^\\n]*\\s+)*[A-Za-z0-9+/=]{32}")]
    private static partial Regex PrivateKey();

    [GeneratedRegex("LS0tLS1CRUdJTi[A-Za-z0-9+/]{60}")]
    private static partial Regex EncodedPrivateKey();

    [GeneratedRegex("\\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{50})")]
    private static partial Regex GitHub();

    [GeneratedRegex("\\bAIza[A-Za-z0-9_-]{35}")]
    private static partial Regex GoogleApi();

    [GeneratedRegex("\\b(ya29\\.[A-Za-z0-9_-]{30}|GOCSPX-[A-Za-z0-9_-]{28})")]
    private static partial Regex GoogleToken();

    [GeneratedRegex("private_key_id\\\\?[\"']?\\s*:\\s*\\\\?[\"']?[0-9a-f]{40}")]
    private static partial Regex ServiceAccount();

    [GeneratedRegex("\\b(AKIA|ASIA)[A-Z0-9]{16}\\b")]
    private static partial Regex Aws();

    [GeneratedRegex("\\bxox[abeoprs]-[A-Za-z0-9-]{20}|hooks\\.slack\\.com/services/T[A-Z0-9]{6,}/B[A-Z0-9]{6,}/[A-Za-z0-9]{20}")]
    private static partial Regex Slack();

    [GeneratedRegex("\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{20}")]
    private static partial Regex Jwt();

    [GeneratedRegex("\\bpul-[0-9a-f]{40}")]
    private static partial Regex Pulumi();

    [GeneratedRegex("\\bnpm_[A-Za-z0-9]{36}|:_(auth|authToken|password)\\s*=\\s*[A-Za-z0-9+/=-]{8}")]
    private static partial Regex Npm();

    [GeneratedRegex("\\boy2[a-z0-9]{43}\\b")]
    private static partial Regex NuGet();

    [GeneratedRegex("\\b([sr]k_live_[A-Za-z0-9]{20}|rzp_live_[A-Za-z0-9]{14})")]
    private static partial Regex Payments();

    // What is put in later stands in braces, brackets or behind a dollar sign.
    [GeneratedRegex("\\b[a-zA-Z][a-zA-Z0-9+.-]*://[^\\s/:@'\"`<>{}$\\\\]*:[^\\s/:@'\"`<>{}$\\\\]{3,}@[A-Za-z0-9]")]
    private static partial Regex Url();
}
