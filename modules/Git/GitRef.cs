using System.Text.RegularExpressions;
using Infra.Model.Errors;
using Infra.Model.Masking;

namespace Infra.Git;

/// <summary>A revision that a person writes: a commit, a branch, a tag, with <c>~N</c> and <c>^N</c> behind it. Nothing that git could take for an option or a range.</summary>
public sealed partial record GitRef
{
    private const int MaxLength = 200;

    private GitRef(string value) => Value = value;

    /// <summary>The text.</summary>
    public string Value { get; }

    /// <summary>
    /// The names that it stands for, the first that exists counts: a commit by its hash, a branch, a branch of a remote, a tag. git itself takes a tag
    /// for a branch of the same name, and a branch for a hash that is written in short.
    /// </summary>
    public IEnumerable<string> FullNames
    {
        get
        {
            int at = Value.IndexOfAny(['~', '^']);
            (string name, string steps) = at < 0 ? (Value, "") : (Value[..at], Value[at..]);
            bool isFull = name == "HEAD" || name.StartsWith("refs/", StringComparison.Ordinal) || (name.Length is 40 or 64 && name.All(char.IsAsciiHexDigit));
            return isFull ? [Value] : [.. new[] { "refs/heads/", "refs/remotes/", "refs/tags/" }.Select(p => p + name + steps), .. name.All(char.IsAsciiHexDigit) ? (string[])[Value] : []];
        }
    }

    /// <summary>Reads a revision.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="where">What it was written for, such as <c>--base</c>.</param>
    /// <exception cref="InfraException">It is none.</exception>
    public static GitRef Parse(string text, string where)
    {
        // `$` matches before a last line feed too, so the whole length must have matched.
        bool good = text.Length <= MaxLength && Form().Match(text) is { Success: true } match && match.Length == text.Length && !text.Contains("..", StringComparison.Ordinal);
        return good
            ? new GitRef(text)
            : throw new InfraException(
                ErrorKind.Configuration,
                $"{where} is '{Printable.Text(Short(new CredentialMask().Apply(text)))}': a revision is a commit, branch or tag of letters, digits and . _ / - with ~N or ^N behind it, begins with a letter or digit, and has no '..'. Write one such as main or HEAD~1.");
    }

    private static string Short(string text) => text.Length <= MaxLength ? text : text[..MaxLength] + "...";

    /// <summary>The text itself.</summary>
    public override string ToString() => Value;

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._/-]*([~^][0-9]*)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
