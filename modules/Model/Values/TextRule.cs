using System.Text.RegularExpressions;

namespace Infra.Model.Values;

/// <summary>The rule of one kind of text: its form, its length, and the words in which a person is told.</summary>
public sealed class TextRule
{
    private readonly Regex form;

    /// <summary>A rule.</summary>
    /// <param name="noun">What the text is, with its article: "a project id".</param>
    /// <param name="form">The form of the whole text; it must mean the same in ECMAScript, because the JSON schema uses it.</param>
    /// <param name="minLength">The least number of characters.</param>
    /// <param name="maxLength">The greatest number of characters.</param>
    /// <param name="says">What the form demands: "is 6 to 30 ...".</param>
    /// <param name="example">A good text.</param>
    /// <param name="source">The page that the rule was taken from.</param>
    public TextRule(string noun, Regex form, int minLength, int maxLength, string says, string example, string source)
    {
        (Noun, this.form, MinLength, MaxLength) = (noun, form, minLength, maxLength);
        (Says, Example, Source) = (says, example, source);
    }

    /// <summary>What the text is, with its article.</summary>
    public string Noun { get; }

    /// <summary>The form of the whole text, as a regular expression that is also good ECMAScript.</summary>
    public string Pattern => form.ToString();

    /// <summary>The least number of characters.</summary>
    public int MinLength { get; }

    /// <summary>The greatest number of characters.</summary>
    public int MaxLength { get; }

    /// <summary>What the form demands, in words.</summary>
    public string Says { get; }

    /// <summary>A good text.</summary>
    public string Example { get; }

    /// <summary>The page that the rule was taken from.</summary>
    public string Source { get; }

    /// <summary>Null when the text keeps the rule. Length is tested first, so a hostile text costs nothing.</summary>
    public Misfit? Check(string? text)
    {
        var length = text?.Length ?? 0;
        if (length >= MinLength && length <= MaxLength && text is not null)
        {
            // `$` matches before a last line feed too, so the whole length must have matched.
            var match = form.Match(text);
            if (match.Success && match.Length == length)
            {
                return null;
            }
        }

        return new Misfit($"{Noun} {Says}", $"Write {Noun} such as {Example}.");
    }

    /// <summary>The text made into a value, or an exception that says the rule: for constants in code, never for input.</summary>
    internal static T Must<T>(string text)
        where T : class, ITextValue<T> =>
        T.TryParse(text, out var value, out var misfit)
            ? value
            : throw new ArgumentException($"\"{text}\": {misfit.Rule}. {misfit.Mend}", nameof(text));
}
