using System.CommandLine.Parsing;
using System.Globalization;
using Infra.Model.Masking;
using Infra.Model.Values;
using NodaTime;
using NodaTime.Text;

namespace Infra.Cli;

/// <summary>Reads what is written behind the options of <c>infra freeze</c>.</summary>
internal static class FreezeArguments
{
    private static readonly YearMonthPattern MonthForm = YearMonthPattern.CreateWithInvariantCulture("uuuu'-'MM");

    public static YearMonth? Month(ArgumentResult result)
    {
        string text = result.Tokens[^1].Value;
        if (MonthForm.Parse(text) is { Success: true } month)
        {
            return month.Value;
        }

        result.AddError($"--month is '{Printable.Text(text)}'; it is a year and a month, such as 2026-11.");
        return null;
    }

    public static DateTimeOffset? Time(ArgumentResult result)
    {
        // Without an offset nobody knows which moment is meant.
        string text = result.Tokens[^1].Value;
        bool hasOffset = text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');
        if (hasOffset && DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
        {
            return time.ToUniversalTime();
        }

        result.AddError($"{result.Argument.Name} is '{Printable.Text(text)}'; it is a time with its offset, such as 2026-11-01T09:00:00Z or 2026-11-01T14:30+05:30.");
        return null;
    }

    public static T[] Names<T>(ArgumentResult result)
        where T : class, ITextValue<T>
    {
        List<T> names = [];
        foreach (Token token in result.Tokens)
        {
            if (T.TryParse(token.Value, out T? name, out Misfit? misfit))
            {
                names.Add(name);
            }
            else
            {
                result.AddError($"'{Printable.Text(token.Value)}': {misfit.Rule}. {misfit.Mend}");
            }
        }

        return [.. names];
    }
}
