using System.Collections.Immutable;

namespace Infra.PulumiCli;

/// <summary>One call of a program, as data: it can be shown before it is made.</summary>
/// <param name="Program">The program: a name, or the path that was found for it.</param>
/// <param name="Arguments">Its arguments, each passed as it is; no shell reads them. No secrets.</param>
public sealed record ProgramCall(string Program, ImmutableArray<string> Arguments)
{
    /// <summary>Variables that are set for the call, with values that may be shown.</summary>
    public ImmutableSortedDictionary<string, string> Variables { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Names of variables with secrets that the call takes over from the environment of this program. Their values are not kept here.</summary>
    public ImmutableSortedSet<string> Secrets { get; init; } = [];

    /// <summary>Variables with secret values that were made for this call, and that nobody else needs. They are not shown.</summary>
    public ImmutableSortedDictionary<string, string> Hidden { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Whether the call sees nothing of this program's environment but where programs and temporary files are: no login, no credentials, no settings of a user.</summary>
    public bool Alone { get; init; }

    /// <summary>After how long the program is ended with all that it started; null for never.</summary>
    public TimeSpan? Limit { get; init; }

    /// <summary>The call as a line that a POSIX shell reads as this call. A secret is the name of its variable.</summary>
    public override string ToString() => string.Join(
        ' ',
        [
            .. Variables.Select(v => $"{v.Key}={ShellText.Quote(v.Value)}"),
            .. Secrets.Union(Hidden.Keys).Select(s => $"{s}=\"${s}\""),
            ShellText.Quote(Program),
            .. Arguments.Select(ShellText.Quote),
        ]);
}
