using System.Collections.Immutable;
using System.CommandLine;
using Infra.Model.Masking;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra state verify ENV</c>: whether every record of the state is good.</summary>
internal static class StateVerify
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Command command = new("verify", "Check every record of the state; exits with 1 when it is damaged, 12 when a run has not ended.") { environment };
        command.SetAction(parsed =>
        {
            string stack = parsed.GetRequiredValue(environment);
            ImmutableArray<string> findings = StackBackends.Here(host).Local(stack).VerifyState();
            host.Out.Write(findings.IsEmpty ? $"The state of {stack} is good.\n" : string.Concat(findings.Select(f => $"{Printable.Text(f)}\n")));
            return (int)(findings.IsEmpty ? ExitCode.Ok : ExitCode.ChangesFound);
        });
        return command;
    }
}
