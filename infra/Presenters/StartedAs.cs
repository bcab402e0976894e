using System.Text;
using System.Text.RegularExpressions;
using Infra.Pipeline.Workspace;

namespace Infra.Presenters;

/// <summary>
/// What a person typed to start this: <c>./run</c>, which says so in a variable, or <c>infra</c>. Hints everywhere are written with <c>infra</c>; this is the
/// one place that puts the other in. Data is never touched: only what is said on standard error, and on a terminal.
/// </summary>
internal static partial class StartedAs
{
    /// <summary>The variable in which a script that starts the program says how it was itself started.</summary>
    public const string Variable = "INFRA_STARTED_AS";

    private const string Program = "infra";

    /// <summary>How the program was started.</summary>
    public static string Name(Host host) => host.Variable(Variable) is { } given && Plain().IsMatch(given) ? given : Program;

    /// <summary>The same machine, with hints that name the command so.</summary>
    public static Host On(Host host) => Name(host) is var name && name == Program ? host : host with
    {
        Error = new Naming(host.Error, name),
        Out = host.OutIsTerminal ? new Naming(host.Out, name) : host.Out,
    };

    // A word that can be typed, and nothing that a terminal or a runner would obey.
    [GeneratedRegex("^[A-Za-z0-9_./~-]{1,60}$")]
    private static partial Regex Plain();

    [GeneratedRegex("`infra (?=[a-z-])")]
    private static partial Regex Hint();

    private sealed class Naming(TextWriter writer, string name) : TextWriter
    {
        public override Encoding Encoding => writer.Encoding;

        public override void Write(char value) => writer.Write(value);

        public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

        public override void Write(string? value) => writer.Write(value is null ? null : Hint().Replace(value, $"`{name} "));

        public override void Flush() => writer.Flush();
    }
}
