using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Infra.Model.Masking;

/// <summary>
/// Takes credentials out of what another program or server said before it is shown: those that are known, plain and as they are written in
/// base64, JSON and URLs; what stands before the <c>@</c> and behind the <c>?</c> of a URL; and what follows <c>Authorization:</c>, <c>Basic</c>, <c>Bearer</c> and
/// <c>Token</c>. It is for words that are not ours: a program that was refused often repeats what it sent, and a server what it was sent.
/// </summary>
public sealed partial class CredentialMask
{
    private const string Shown = "***";

    // Shorter ones stand in many a word; nobody gives such a token.
    private const int Shortest = 6;

    private readonly string[] forms;

    /// <summary>A mask.</summary>
    /// <param name="credentials">What must not be seen, beside what has the form of a credential; those under six characters do not count.</param>
    public CredentialMask(params IEnumerable<string> credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);

        // Longest first: what a form contains is no form any more once the outer one is gone.
        forms = [.. credentials.Where(c => c.Length >= Shortest).SelectMany(Forms).Distinct(StringComparer.Ordinal).OrderByDescending(f => f.Length).ThenBy(f => f, StringComparer.Ordinal)];
    }

    /// <summary>The text, each credential in it written as <c>***</c>.</summary>
    public string Apply(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (string form in forms)
        {
            text = text.Replace(form, Shown, StringComparison.OrdinalIgnoreCase);
        }

        string addresses = Query().Replace(UserInfo().Replace(text, $"${{scheme}}{Shown}${{at}}"), $"${{address}}{Shown}");
        return Scheme().Replace(Header().Replace(addresses, $"${{name}}{Shown}"), $"${{name}}{Shown}");
    }

    private static IEnumerable<string> Forms(string credential)
    {
        yield return credential;
        yield return Uri.EscapeDataString(credential);
        yield return JsonEncodedText.Encode(credential).ToString();

        // Where it stands in the text that is encoded decides how its base64 looks; a character that also holds bits of a neighbour is left out.
        byte[] bytes = Encoding.UTF8.GetBytes(credential);
        for (int before = 0; before < 3; before++)
        {
            int first = ((8 * before) + 5) / 6;
            int last = 8 * (before + bytes.Length) / 6;
            string core = Convert.ToBase64String([.. new byte[before], .. bytes])[first..last];
            yield return core;
            yield return core.Replace('+', '-').Replace('/', '_');
            yield return Uri.EscapeDataString(core);
        }
    }

    // The user of a URL ends at the last @ before its first slash (RFC 3986, section 3.2), each also as a URL inside of another has it.
    [GeneratedRegex("(?<scheme>\\b[a-z][a-z0-9+.-]*(:|%(25)*3a)(/|%(25)*2f){2})((?!%(25)*2f)[^/\\s'\"])*(?<at>@|%(25)*40)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex UserInfo();

    // What a query says is nobody's to read: a token has many names there.
    [GeneratedRegex("(?<address>\\b[a-z][a-z0-9+.-]*(:|%(25)*3a)(/|%(25)*2f){2}[^\\s'\"?#]*?(\\?|%(25)*3f))[^\\s'\"#]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Query();

    [GeneratedRegex("(?<name>\\bauthorization\\\\?[\"']?\\s*[:=]\\s*\\\\?[\"']?)(?!\\*\\*\\*)([a-z]+[ \\t]+)?[^\\s\"'\\\\,;]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Header();

    // Words that follow, as in "token is", are shorter than any token.
    [GeneratedRegex("(?<name>\\b(basic|bearer|token)[ \\t]+)[a-z0-9+/=._~-]{16,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Scheme();
}
