using System.Globalization;
using System.Text;

namespace Infra.GitOps.Templates;

/// <summary>Go's printf for what templates use: %s %v %d %q %t %x %f %e %g %% with width, zero and precision. Source: https://pkg.go.dev/fmt</summary>
internal static class Format
{
    public static string Print(string format, IReadOnlyList<object?> arguments)
    {
        StringBuilder text = new();
        int used = 0;
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] != '%')
            {
                text.Append(format[i]);
                continue;
            }

            int start = ++i;
            while (i < format.Length && (char.IsAsciiDigit(format[i]) || format[i] is '-' or '+' or '.' or '#' or ' '))
            {
                i++;
            }

            char verb = i < format.Length ? format[i] : throw new FunctionException("the format ends in the middle of a verb");
            if (verb == '%')
            {
                text.Append('%');
                continue;
            }

            object? argument = used < arguments.Count ? arguments[used++] : throw new FunctionException($"there is no argument for %{verb}");
            text.Append(Pad(One(verb, format[start..i], argument), format[start..i]));
            Budget.RequireText(text.Length);
        }

        return used == arguments.Count ? text.ToString() : throw new FunctionException($"{arguments.Count - used} arguments are left over");
    }

    private static string One(char verb, string flags, object? argument) => verb switch
    {
        _ when flags.AsSpan().IndexOfAny("+# ") >= 0 || flags.IndexOf('-', StringComparison.Ordinal) > 0 || (verb != 'f' && flags.Contains('.', StringComparison.Ordinal)) || flags.StartsWith("-0", StringComparison.Ordinal) =>
            throw new FunctionException($"%{flags}{verb} is not supported here; there are a width, '-', '0', and a precision of %f"),
        'v' => GoValue.Print(argument),
        's' => argument as string ?? throw Wrong(verb, argument),
        'd' => argument is long or GoInt64 ? GoValue.Print(argument) : throw Wrong(verb, argument),
        'q' => argument is string text ? GoValue.Quote(text) : throw Wrong(verb, argument),
        't' => argument is bool boolean ? (boolean ? "true" : "false") : throw Wrong(verb, argument),
        'x' => argument switch
        {
            long or GoInt64 => GoValue.Whole(argument) is var whole && whole < 0 ? "-" + (-(Int128)whole).ToString("x", CultureInfo.InvariantCulture) : whole.ToString("x", CultureInfo.InvariantCulture),
            string bytes => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(bytes)),
            _ => throw Wrong(verb, argument),
        },
        'f' => argument is double number && double.IsFinite(number) && Math.Abs(number) < 1e15 ? number.ToString("F" + Precision(flags), CultureInfo.InvariantCulture) : throw Wrong(verb, argument),
        'g' => argument is double ? GoValue.Print(argument) : throw Wrong(verb, argument),
        _ => throw new FunctionException($"%{verb} is not known; there are %s %v %d %q %t %x %f %g %%"),
    };

    private static string Pad(string text, string flags)
    {
        string width = new([.. flags.TrimStart('-', '+', '#', ' ').TakeWhile(char.IsAsciiDigit)]);
        if (width.Length == 0)
        {
            return text;
        }

        int total = Size(width);
        int length = text.EnumerateRunes().Count();
        total += text.Length - length;
        return flags.StartsWith('-') ? text.PadRight(total)
            : width[0] == '0' && text.StartsWith('-') ? "-" + text[1..].PadLeft(total - 1, '0')
            : text.PadLeft(total, width[0] == '0' ? '0' : ' ');
    }

    private static string Precision(string flags)
    {
        int dot = flags.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? "6" : Size(flags[(dot + 1)..]).ToString(CultureInfo.InvariantCulture);
    }

    // fmt takes a width or precision up to a million (src/fmt/print.go, tooLarge).
    private static int Size(string digits) => digits.Length == 0 ? 0
        : int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size <= 1_000_000 ? size : throw new FunctionException($"the width or precision {digits} is not a number up to 1000000");

    private static FunctionException Wrong(char verb, object? argument) => new($"%{verb} cannot print {GoValue.Kind(argument)}");
}
