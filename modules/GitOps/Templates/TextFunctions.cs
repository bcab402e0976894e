using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Infra.GitOps.Templates;

/// <summary>Texts.</summary>
internal static partial class TextFunctions
{
    public static void AddTo(Dictionary<string, Func<Arguments, object?>> all)
    {
        Trimming(all);
        Cases(all);
        Parts(all);
        Expressions(all);
        all["print"] = a => Print([.. a.From(0)]);
        all["println"] = a => string.Join(' ', a.From(0).Select(GoValue.Print)) + "\n";
        all["printf"] = a => Format.Print(a.Text(0), [.. a.From(1)]);
        all["toString"] = a => GoValue.Print(a[0]);
        all["quote"] = a => string.Join(' ', a.From(0).Where(v => v is not null).Select(v => GoValue.Quote(GoValue.Print(v))));
        all["squote"] = a => string.Join(' ', a.From(0).Where(v => v is not null).Select(v => $"'{GoValue.Print(v)}'"));
        all["cat"] = a => string.Join(' ', a.From(0).Where(v => v is not null).Select(GoValue.Print));
        all["indent"] = a => Indent(a.Whole(0), a.Text(1));
        all["nindent"] = a => "\n" + Indent(a.Whole(0), a.Text(1));
        all["plural"] = a => a.Whole(2) == 1 ? a.Text(0) : a.Text(1);
        all["normalize"] = a => Normalize(a.Text(0));
        all["slugify"] = a => Slugify(a);
    }

    private static void Trimming(Dictionary<string, Func<Arguments, object?>> all)
    {
        all["trim"] = a => a.Text(0).Trim();
        all["trimAll"] = a => a.Text(0).Length == 0 ? a.Text(1) : a.Text(1).Trim(a.Text(0).ToCharArray());
        all["trimPrefix"] = a => a.Text(1).StartsWith(a.Text(0), StringComparison.Ordinal) ? a.Text(1)[a.Text(0).Length..] : a.Text(1);
        all["trimSuffix"] = a => a.Text(1).EndsWith(a.Text(0), StringComparison.Ordinal) ? a.Text(1)[..^a.Text(0).Length] : a.Text(1);
        all["nospace"] = a => string.Concat(Ascii(a.Text(0)).Where(c => !char.IsWhiteSpace(c)));
    }

    private static void Cases(Dictionary<string, Func<Arguments, object?>> all)
    {
        all["upper"] = a => a.Text(0).ToUpperInvariant();
        all["lower"] = a => a.Text(0).ToLowerInvariant();
        all["title"] = a => TitleStart().Replace(a.Text(0), m => m.Value.ToUpperInvariant());
        all["untitle"] = a => WordStart().Replace(a.Text(0), m => m.Value.ToLowerInvariant());
        all["swapcase"] = a => string.Concat(a.Text(0).Select(c => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c)));
        all["snakecase"] = a => Words(a.Text(0), '_');
        all["kebabcase"] = a => Words(a.Text(0), '-');
        all["camelcase"] = a => string.Concat(Words(a.Text(0), '_').Split('_', StringSplitOptions.RemoveEmptyEntries).Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
    }

    private static void Parts(Dictionary<string, Func<Arguments, object?>> all)
    {
        all["contains"] = a => a.Text(1).Contains(a.Text(0), StringComparison.Ordinal);
        all["hasPrefix"] = a => a.Text(1).StartsWith(a.Text(0), StringComparison.Ordinal);
        all["hasSuffix"] = a => a.Text(1).EndsWith(a.Text(0), StringComparison.Ordinal);
        all["replace"] = a => Replaced(a.Text(2), a.Text(0), a.Text(1));
        all["repeat"] = a => Repeated(a.Text(1), a.Whole(0));
        all["substr"] = a => Substring(a.Text(2), a.Whole(0), a.Whole(1));
        all["trunc"] = a => Truncate(a.Text(1), a.Whole(0));
        all["abbrev"] = a => a.Whole(0) < 4 || GoValue.Length(a.Text(1)) <= a.Whole(0) ? a.Text(1) : Bytes(a.Text(1), 0, a.Whole(0) - 3) + "...";
        all["initials"] = a => string.Concat(Ascii(a.Text(0)).Split(null as char[], StringSplitOptions.RemoveEmptyEntries).Select(w => w[0]));
        all["split"] = a => Split(a.Text(1), a.Text(0)).Select((part, i) => (part, i)).ToDictionary(p => $"_{p.i.ToString(CultureInfo.InvariantCulture)}", p => (object?)p.part, StringComparer.Ordinal);
        all["splitList"] = a => Split(a.Text(1), a.Text(0)).ToList<object?>();
    }

    private static void Expressions(Dictionary<string, Func<Arguments, object?>> all)
    {
        all["regexMatch"] = a => new GoRegex(a.Text(0)).IsMatch(a.Text(1));
        all["regexFind"] = a => new GoRegex(a.Text(0)).Find(a.Text(1));
        all["regexFindAll"] = a => new GoRegex(a.Text(0)).All(a.Text(1), a.Whole(2)).Select(m => (object?)m.Value).ToList() is { Count: > 0 } found ? found : new NilList();
        all["regexReplaceAll"] = a => Expanded(new GoRegex(a.Text(0)), a.Text(1), a.Text(2));
        all["regexReplaceAllLiteral"] = a => new GoRegex(a.Text(0)).Replace(a.Text(1), _ => a.Text(2));
        all["regexSplit"] = a => new GoRegex(a.Text(0)).Split(a.Text(1), a.Whole(2));
        all["regexQuoteMeta"] = a => Meta().Replace(a.Text(0), "\\$0");
    }

    private static string Expanded(GoRegex expression, string text, string with) => expression.Replace(text, match => expression.Expand(with, match));

    /// <summary>The values one after the other, with a space where neither of two is a text. Source: fmt.Sprint.</summary>
    public static string Print(IReadOnlyList<object?> values) =>
        string.Concat(values.Select((v, i) => i > 0 && v is not string && values[i - 1] is not string ? $" {GoValue.Print(v)}" : GoValue.Print(v)));

    // Nothing separates every character from the next.
    private static string[] Split(string text, string separator) => separator.Length > 0 ? text.Split(separator) : [.. text.EnumerateRunes().Select(r => r.ToString())];

    private static string Indent(long width, string text)
    {
        string space = Repeated(" ", width);
        Budget.RequireText(text.Length + (width * (text.Count(c => c == '\n') + 1)));
        return space + text.Replace("\n", "\n" + space, StringComparison.Ordinal);
    }

    private static string Repeated(string text, long count)
    {
        if (count < 0)
        {
            throw new FunctionException($"nothing is repeated {count} times");
        }

        Budget.RequireText(count);
        Budget.RequireText(text.Length * count);
        return string.Concat(Enumerable.Repeat(text, (int)count));
    }

    private static string Replaced(string text, string old, string with)
    {
        long count = old.Length == 0 ? 0 : text.AsSpan().Count(old);
        Budget.RequireText(text.Length + (count * (with.Length - old.Length)));
        return text.Replace(old, with, StringComparison.Ordinal);
    }

    // Source: sprig, strings.go: a negative start is the first byte, a negative or too great end is the last.
    private static string Substring(string text, long start, long end) =>
        start < 0 ? Bytes(text, 0, end) : Bytes(text, start, end < 0 || end > GoValue.Length(text) ? GoValue.Length(text) : end);

    private static string Truncate(string text, long length) => length switch
    {
        < 0 when GoValue.Length(text) + length > 0 => Bytes(text, GoValue.Length(text) + length, GoValue.Length(text)),
        >= 0 when length < GoValue.Length(text) => Bytes(text, 0, length),
        _ => text,
    };

    private static string Ascii(string text) => System.Text.Ascii.IsValid(text) ? text : throw new FunctionException("it takes other than ASCII apart: sprig goes by bytes");

    // Go counts bytes of UTF-8.
    private static string Bytes(string text, long from, long to)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (from < 0 || to < from || to > bytes.Length)
        {
            throw new FunctionException($"the text has {bytes.Length} bytes, so none from {from} to {to}");
        }

        ReadOnlySpan<byte> part = bytes.AsSpan((int)from, (int)(to - from));
        return Utf8.IsValid(part) ? Encoding.UTF8.GetString(part) : throw new FunctionException("it would cut a character in two: Go counts bytes");
    }

    // The library behind sprig has rules of its own for capitals in a row, for digits inside of a word and for signs.
    private static string Words(string text, char separator) => text.Length == 0 || PlainWords().IsMatch(text)
        ? Joined(text, separator)
        : throw new FunctionException($"'{text}' is more than words such as fooBar, foo-bar and foo_bar1, and for such names sprig has rules that are not followed here; write the name out");

    private static string Joined(string text, char separator)
    {
        StringBuilder joined = new();
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '-' or '_' or ' ' or '.')
            {
                joined.Append(separator);
                continue;
            }

            bool starts = char.IsUpper(c) && i > 0 && text[i - 1] is not ('-' or '_' or ' ' or '.') && (!char.IsUpper(text[i - 1]) || (i + 1 < text.Length && char.IsLower(text[i + 1])));
            if (starts)
            {
                joined.Append(separator);
            }

            joined.Append(char.ToLowerInvariant(c));
        }

        return joined.ToString();
    }

    // Argo CD: lower case, only what a DNS name may have, at most 253 characters, no . or - at the ends.
    private static string Normalize(string text)
    {
        string plain = NotInNames().Replace(text.ToLowerInvariant(), "-");
        return (plain.Length > 253 ? plain[..253] : plain).Trim('-', '.');
    }

    // Argo CD: slugify [MAX [SMART]] TEXT; MAX 50 and SMART false by default.
    private static string Slugify(Arguments a)
    {
        int limit = a.Count > 1 ? (int)a.Whole(0) : 50;
        bool smart = a.Count > 2 && GoValue.IsTrue(a[1]);
        string slug = NotInSlugs().Replace((a.Last as string ?? throw new FunctionException("the last argument must be a text")).ToLowerInvariant(), "-").Trim('-');
        if (slug.Length <= limit)
        {
            return slug;
        }

        string cut = slug[..limit];
        int lastDash = cut.LastIndexOf('-');
        return (smart && slug[limit] != '-' && lastDash > 0 ? cut[..lastDash] : cut).Trim('-');
    }

    [GeneratedRegex("\\A[A-Z]?[a-z]+([A-Z][a-z]+)*[0-9]*([-_ ]([A-Z]?[a-z]+([A-Z][a-z]+)*[0-9]*|[0-9]+))*\\z", RegexOptions.ExplicitCapture)]
    private static partial Regex PlainWords();

    [GeneratedRegex("[\\\\.+*?()|\\[\\]{}^$]")]
    private static partial Regex Meta();

    // Source: strings.Title: letters, digits and the underscore are parts of words, and of what is not ASCII everything but spaces.
    [GeneratedRegex("(?<![A-Za-z0-9_]|[^\\x00-\\x7F\\s])\\S")]
    private static partial Regex TitleStart();

    [GeneratedRegex("(?<![^\\s])\\S")]
    private static partial Regex WordStart();

    [GeneratedRegex("[^a-z0-9.-]")]
    private static partial Regex NotInNames();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInSlugs();
}
