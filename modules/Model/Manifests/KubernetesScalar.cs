using System.Globalization;
using System.Text.RegularExpressions;

namespace Infra.Model.Manifests;

/// <summary>
/// What a plain scalar of YAML is to Kubernetes and Argo CD. Both read by sigs.k8s.io/yaml, which knows more booleans and numbers than YAML 1.2:
/// <c>yes</c>, <c>on</c> and <c>y</c> are true, <c>0x1f</c> is 31, <c>017</c> is 15 and <c>1_000</c> a thousand.
/// </summary>
/// <remarks>https://github.com/kubernetes-sigs/yaml, goyaml.v2/resolve.go; a test holds it against kubectl.</remarks>
public static partial class KubernetesScalar
{
    private static readonly string[] Null = ["", "~", "null", "Null", "NULL"];
    private static readonly string[] True = ["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"];
    private static readonly string[] False = ["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"];

    /// <summary>The key that takes the entries of another map in; whoever reads maps by their keys must not pass it over.</summary>
    public const string Merge = "<<";

    /// <summary>What it is.</summary>
    /// <param name="plain">The text, which stood in no quotes.</param>
    /// <returns>Null, a <see cref="bool"/>, a <see cref="long"/>, a <see cref="double"/> or the text. A number that JSON does not have is infinite or none.</returns>
    public static object? Read(string plain)
    {
        ArgumentNullException.ThrowIfNull(plain);
        if (Null.Contains(plain, StringComparer.Ordinal))
        {
            return null;
        }

        if (True.Contains(plain, StringComparer.Ordinal))
        {
            return true;
        }

        if (False.Contains(plain, StringComparer.Ordinal))
        {
            return false;
        }

        return plain switch
        {
            ".nan" or ".NaN" or ".NAN" => double.NaN,
            ".inf" or ".Inf" or ".INF" or "+.inf" or "+.Inf" or "+.INF" => double.PositiveInfinity,
            "-.inf" or "-.Inf" or "-.INF" => double.NegativeInfinity,
            _ when plain[0] == '.' => Fraction().IsMatch(plain) ? Float(plain) ?? (object)plain : plain,
            _ when char.IsAsciiDigit(plain[0]) || plain[0] is '+' or '-' => Number(plain.Replace("_", "", StringComparison.Ordinal)) ?? plain,
            _ => plain,
        };
    }

    private static object? Number(string text) => Whole(text) ?? (Decimal().IsMatch(text) ? Float(text) : null);

    // As strconv.ParseInt reads with base 0: the prefix says the base, and a leading zero is octal.
    private static object? Whole(string text)
    {
        bool isNegative = text[0] == '-';
        string digits = text[0] is '+' or '-' ? text[1..] : text;
        (int radix, string rest) = digits.Length > 1 && digits[0] == '0'
            ? char.ToLowerInvariant(digits[1]) switch { 'x' => (16, digits[2..]), 'b' => (2, digits[2..]), 'o' => (8, digits[2..]), _ => (8, digits[1..]) }
            : (10, digits);
        if (rest.Length == 0 || !rest.All(c => char.IsAsciiHexDigit(c) && Convert.ToInt32(c.ToString(), 16) < radix))
        {
            return null;
        }

        UInt128 value = 0;
        foreach (char c in rest)
        {
            value = (value * (uint)radix) + Convert.ToUInt32(c.ToString(), 16);
            if (value > ulong.MaxValue)
            {
                return null;
            }
        }

        // What is beyond 64 bits with a sign is one without, where it has none.
        return isNegative ? value <= (UInt128)long.MaxValue + 1 ? (long)-(Int128)value : null
            : value <= (ulong)long.MaxValue ? (long)value : text[0] == '+' ? null : (double)(ulong)value;
    }

    // Beyond the numbers that there are it is a text.
    private static double? Float(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;

    [GeneratedRegex("\\A\\.[0-9]+([eE][-+]?[0-9]+)?\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Fraction();

    [GeneratedRegex("\\A[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Decimal();
}
