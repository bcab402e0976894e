using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Pipeline.Applying;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Workspace;
using Infra.PulumiCli;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Bootstrapping;

/// <summary>What bootstrap needs of the Pulumi CLI.</summary>
/// <param name="host">The machine.</param>
/// <param name="repository">The repository.</param>
public sealed class PulumiWork(Host host, Repository repository)
{
    /// <summary>The calls of the Pulumi CLI for each step of bootstrap.</summary>
    /// <param name="settings">The settings of bootstrap.</param>
    /// <param name="dry">Whether they are only shown: then the CLI need not be there, and paths are short.</param>
    /// <exception cref="InfraException">There is no Pulumi CLI.</exception>
    public PulumiCalls Calls(BootstrapSettings settings, bool dry)
    {
        string copy = dry ? $"./{BootstrapSteps.LocalCopyFolder}" : Path.Combine(repository.Root, BootstrapSteps.LocalCopyFolder);
        string? given = PulumiBootstrap.GivenPassphrase(host);
        string? file = given switch
        {
            PulumiCommands.Passphrase => null,
            PulumiCommands.PassphraseFile => host.Variable(PulumiCommands.PassphraseFile),
            _ => Path.Combine(copy, "passphrase"),
        };
        return new PulumiCalls(new PulumiCommands(dry ? "pulumi" : new StackBackends(host, repository).PulumiProgram(), file), settings, copy, dry ? "./.infra/bootstrap.unsealed.json" : repository.UnsealedFile(BootstrapSettings.Stack.Value));
    }

    /// <summary>Bootstrap through the Pulumi CLI.</summary>
    /// <param name="settings">The settings of bootstrap.</param>
    /// <param name="calls">The calls of each step.</param>
    /// <param name="change">The sealed change of what was made before; null where there is none.</param>
    public PulumiBootstrap Work(BootstrapSettings settings, PulumiCalls calls, ApplyRequest? change) =>
        new(host, repository, settings, new PulumiRunner(host.Programs, calls.Commands, repository.Root, line => host.Error.Write($"  {Printable.Text(line)}\n")), calls, change);
}
