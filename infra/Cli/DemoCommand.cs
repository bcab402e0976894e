using System.CommandLine;
using Infra.Model.Errors;
using Infra.Pipeline.Demonstrating;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra demo</c>: the whole way of a release on a terminal, in a temporary copy.</summary>
internal static class DemoCommand
{
    public static Command Build(Host host)
    {
        Option<bool> fast = new("--fast") { Description = "Do not wait between steps; for a job." };
        Option<bool> keep = new("--keep") { Description = "Keep the temporary copy, and say where it is." };
        Option<bool> all = new("--all") { Description = "Show outputs whole; without, the middle of long ones is left out." };
        Command command = new("demo", "Play the whole way of a release in a temporary copy: plan, approvals, gates, drift, promotion, a freeze, a rollback. Your checkout stays as it is.")
        {
            fast, keep, all, DemoPrepare.Build(host),
        };
        command.SetAction((parsed, cancellation) =>
        {
            if (!parsed.GetValue(fast) && !host.CanAsk)
            {
                throw new InfraException(ErrorKind.Configuration, "The demo waits for somebody between its steps, and nobody is there. Pass --fast.");
            }

            DemoOutput screen = new(host, pauses: !parsed.GetValue(fast), whole: parsed.GetValue(all));
            return new DemoRunner(host, CommandLine.RunAsync, screen).RunAsync(parsed.GetValue(keep), cancellation);
        });
        return command;
    }
}
