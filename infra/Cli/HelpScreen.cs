using System.CommandLine;
using System.CommandLine.Invocation;
using Infra.Help;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>--help</c> of every command: what the library writes has neither groups nor examples, and does not wrap.</summary>
internal sealed class HelpScreen(Host host) : SynchronousCommandLineAction
{
    /// <inheritdoc />
    public override bool ClearsParseErrors => true;

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        host.Out.Write(HelpOutput.Of(host, parseResult.CommandResult.Command));
        return (int)ExitCode.Ok;
    }
}
