using System.CommandLine;
using Infra.Delivery.Envelopes;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Pipeline.Approving;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary>The option <c>--as</c>, and what commands that a person gives make of it.</summary>
internal static class Acting
{
    public static Option<string?> As() => new("--as")
    {
        Description = "Who you are, in a dry run: a person of stacks/delivery/approvals.yaml. Without it whom git config user.email names; `infra whoami` says who that is.",
        HelpName = "PERSON",
    };

    /// <summary>The machine on which the person acts, and says on standard error who that is.</summary>
    public static async Task<Host> SaidAsync(Host host, Repository repository, string backend, string? named, CancellationToken cancellation)
    {
        ActingPerson.RequireDryRun(named, backend);
        using SigningKey? key = named is null ? SigningKeys.AtHand(host, repository) : null;
        if (backend != BackendNames.Local || key is not null)
        {
            // The owner of the key is named by what it signs.
            return host;
        }

        ActingPerson who = await ActingPerson.FindAsync(host, repository, named, cancellation);
        host.Error.Write($"as {Printable.Text(who.Name)} (from {who.Source})\n");
        return who.On(host, backend);
    }

    /// <summary>The same without a word, for commands whose record names the person and that ask for nobody: a list that cannot be read is said by those.</summary>
    public static async Task<Host> QuietlyAsync(Host host, Repository repository, string backend, CancellationToken cancellation)
    {
        try
        {
            return backend != BackendNames.Local ? host : (await ActingPerson.FindAsync(host, repository, null, cancellation)).On(host, backend);
        }
        catch (InfraException)
        {
            return host;
        }
    }
}
