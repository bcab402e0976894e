using System.CommandLine;
using Infra.Delivery.Envelopes;
using Infra.Pipeline.Approving;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli;

/// <summary><c>infra whoami</c>: who you are to this repository, and what you could approve.</summary>
internal static class WhoamiCommand
{
    public static Command Build(Host host)
    {
        Option<string?> named = Acting.As();
        Command command = new("whoami", "Say who you are to this repository: the person of stacks/delivery/approvals.yaml, roles, teams, and the key that signs.") { named };
        command.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            ActingPerson who = await ActingPerson.FindAsync(host, repository, parsed.GetValue(named), cancellation);
            using SigningKey? key = SigningKeys.AtHand(host, repository);
            host.Out.Write(Screen.Broken(WhoamiOutput.Of(who, repository.Approvals(), key, host.Clock.GetUtcNow()), Screen.OutColumns(host), "       "));
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
