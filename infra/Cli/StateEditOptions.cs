using System.CommandLine;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary>The options that commands which edit the record of an environment share.</summary>
internal sealed class StateEditOptions
{
    private readonly Option<string> backend = Parameters.Backend();
    private readonly Option<string?> reason = Parameters.Reason();
    private readonly Option<bool> yes = Parameters.Yes();

    /// <summary>Puts them behind those of the command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(backend);
        command.Options.Add(reason);
        command.Options.Add(yes);
    }

    public string Backend(ParseResult parsed) => parsed.GetRequiredValue(backend);

    public string Why(ParseResult parsed) => parsed.GetValue(reason) ?? "";

    public bool Yes(ParseResult parsed) => parsed.GetValue(yes);

    /// <summary>Shows what is to be written, and asks.</summary>
    public void Confirm(Host host, ParseResult parsed, string shown, string question)
    {
        host.Out.Write(shown);
        Question.Confirm(host, Yes(parsed), question);
    }
}
