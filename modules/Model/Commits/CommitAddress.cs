using System.Globalization;
using System.Text;

namespace Infra.Model.Commits;

/// <summary>
/// Who an address of a commit is about. Anybody writes any address into a commit, so two spellings of one person must not be two people: case, spaces,
/// characters that nobody sees, a part behind a plus and the form of a domain's name make no other person.
/// </summary>
/// <remarks>
/// Addresses that GitHub gives to people who hide theirs: https://docs.github.com/en/account-and-profile/reference/email-addresses-reference#your-noreply-email-address
/// </remarks>
public sealed record CommitAddress
{
    private const string Hidden = "users.noreply.";

    // Without culture data .NET normalises ASCII alone; what else stands for an @ or a dot is written out here.
    private static readonly (char Other, char Plain)[] Folded = [('\uff20', '@'), ('\ufe6b', '@'), ('\uff0e', '.'), ('\u3002', '.'), ('\uff61', '.'), ('\uff0b', '+')];

    private CommitAddress(string text, string? gitHubId, string? login) => (Text, GitHubId, Login) = (text, gitHubId, login);

    /// <summary>The one spelling of it.</summary>
    public string Text { get; }

    /// <summary>The number at GitHub that <c>ID+LOGIN@users.noreply.github.com</c> names; null for other addresses.</summary>
    public string? GitHubId { get; }

    /// <summary>The login of the older <c>LOGIN@users.noreply.github.com</c>, which only GitHub knows the person of; null for other addresses.</summary>
    public string? Login { get; }

    /// <summary>Reads what stands for a person in a commit: an address, or a name where somebody wrote no address. Never fails.</summary>
    public static CommitAddress Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string plain = Plain(text);
        int at = plain.LastIndexOf('@');
        if (at < 0)
        {
            return new(plain, null, null);
        }

        (string local, string domain) = (plain[..at].Trim('"', '.'), Domain(plain[(at + 1)..]));
        if (domain.StartsWith(Hidden, StringComparison.Ordinal))
        {
            int plus = local.IndexOf('+', StringComparison.Ordinal);
            string id = plus < 0 ? "" : local[..plus].TrimStart('0');
            return id.Length > 0 && id.All(char.IsAsciiDigit) ? new($"{id}+@{domain}", id, null) : new($"{local}@{domain}", null, plus < 0 ? local : null);
        }

        int tag = local.IndexOf('+', StringComparison.Ordinal);
        return new($"{(tag > 0 ? local[..tag] : local)}@{domain}", null, null);
    }

    private static string Plain(string text)
    {
        StringBuilder kept = new(text.Length);
        foreach (char c in text)
        {
            // Control, format and space characters change how it looks and not whom it means.
            if (!char.IsControl(c) && !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.NonSpacingMark))
            {
                kept.Append(Array.Find(Folded, f => f.Other == c) is { Plain: not '\0' } fold ? fold.Plain : Narrow(c));
            }
        }

        return kept.ToString().Trim('<', '>').ToLowerInvariant();
    }

    // The full-width forms of ASCII.
    private static char Narrow(char c) => c is >= '\uff01' and <= '\uff5e' ? (char)(c - 0xfee0) : c;

    private static string Domain(string domain)
    {
        string trimmed = domain.Trim('.');
        try
        {
            return new IdnMapping().GetAscii(trimmed).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            // No name that could be looked up; then it is itself.
            return trimmed;
        }
    }
}
