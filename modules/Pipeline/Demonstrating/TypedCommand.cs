using System.Collections.Immutable;

namespace Infra.Pipeline.Demonstrating;

/// <summary>One command of the demo, as a person would type it, and how it has to end.</summary>
public sealed record TypedCommand
{
    private const string Plain = "-_./=:,+@%^~";

    /// <summary>What carries it out.</summary>
    public required TypedProgram Program { get; init; }

    /// <summary>What follows the program's name; for a file its path and its text.</summary>
    public required ImmutableArray<string> Arguments { get; init; }

    /// <summary>Whose key signs, by name; null for none.</summary>
    public string? Person { get; init; }

    /// <summary>The exit code that it must have, or the demo stops.</summary>
    public int Exit { get; init; }

    /// <summary>A command of this program.</summary>
    public static TypedCommand Infra(params string[] arguments) => new() { Program = TypedProgram.Infra, Arguments = [.. arguments] };

    /// <summary>A command of git.</summary>
    public static TypedCommand Git(params string[] arguments) => new() { Program = TypedProgram.Git, Arguments = [.. arguments] };

    /// <summary>A text that is written into a file, as <c>echo</c> does.</summary>
    public static TypedCommand Write(string file, string text) => new() { Program = TypedProgram.Echo, Arguments = [file, text] };

    /// <summary>The same, signed by somebody's key.</summary>
    public TypedCommand As(string person) => this with { Person = person };

    /// <summary>The same, which must be refused so.</summary>
    public TypedCommand Ending(int exit) => this with { Exit = exit };

    /// <summary>The line that a person types in a shell.</summary>
    public string Typed => Program switch
    {
        TypedProgram.Echo => $"echo {Quoted(Arguments[1])} > {Quoted(Arguments[0])}",
        TypedProgram.Git => string.Join(' ', Arguments.Select(Quoted).Prepend("git")),
        _ => (Person is null ? "" : $"INFRA_SIGNING_KEY_FILE={DemoKeys.FileOf(Person)} ") + string.Join(' ', Arguments.Select(Quoted).Prepend("infra")),
    };

    // What a shell would read otherwise stands between single quotes.
    private static string Quoted(string argument) =>
        argument.Length > 0 && argument.All(c => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal)) ? argument : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
