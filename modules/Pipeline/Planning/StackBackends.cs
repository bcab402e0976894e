using Infra.Cloud.Bootstrap;
using Infra.Cloud.Environments;
using Infra.Emulator;
using Infra.Engine;
using Infra.Engine.Capture;
using Infra.Machine.Files;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Machines;
using Infra.Model.Masking;
using Infra.Model.Values;
using Infra.Pipeline.Workspace;
using Infra.PulumiCli;
using Infra.Settings.Foundations;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Planning;

/// <summary>What carries out the stacks of a repository: the local engine, or the Pulumi CLI.</summary>
public sealed class StackBackends(Host host, Repository repository)
{
    /// <summary>Those of the repository that the current folder is in.</summary>
    /// <exception cref="InfraException">It is in none.</exception>
    public static StackBackends Here(Host host) => new(host, Repository.Find(host));

    private LocalBackendOptions Options => new()
    {
        Folder = repository.LocalFolder,
        Files = host.Files,
        Cloud = LocalCloud.Open,
        Clock = host.Clock,
        Entropy = host.Entropy,
        Patience = host.Patience ?? LocalBackendOptions.DefaultPatience,
    };

    /// <summary>The local backend of a stack.</summary>
    /// <exception cref="InfraException">The settings have problems.</exception>
    public LocalBackend Local(string name, TimeSpan? wait = null)
    {
        StackProgram program = Program(name);
        if (program.Stack == BootstrapSettings.Stack.Value && IsBootstrapUnfinished)
        {
            throw new InfraException(
                ErrorKind.Configuration, $"The state of bootstrap is in {Repository.BootstrapCopy}, where an `infra bootstrap` that was interrupted, or an undo, left it. Run `infra bootstrap`, which goes on from there.");
        }

        return new(program, Options with { Wait = wait, Cloud = CloudOf(program.Stack) });
    }

    /// <summary>The backend of a stack, by its name.</summary>
    /// <param name="name">The stack.</param>
    /// <param name="kind"><c>local</c> or <c>pulumi</c>.</param>
    /// <param name="wait">How long to wait for another run; Pulumi's own lock refuses at once.</param>
    /// <param name="envelope">The file of the envelope that is carried out; null where there is none.</param>
    /// <exception cref="InfraException">The settings have problems, or the pulumi backend cannot be had.</exception>
    public IBackend Of(string name, string kind, TimeSpan? wait = null, string? envelope = null)
    {
        if (kind == BackendNames.Local)
        {
            return Local(name, wait);
        }

        if (string.Equals(name, BootstrapSettings.Stack.Value, StringComparison.Ordinal))
        {
            RequireOfficial();
            CommittedSecrets.RequireBootstrap(repository);
            return Pulumi(BootstrapSettings.Stack, $"gs://{repository.Bootstrap().StateBucketOf(BootstrapSettings.Stack)}", envelope);
        }

        StackSettings settings = repository.Settings(name);
        Foundation foundation = repository.Foundation(settings)
            ?? throw new InfraException(ErrorKind.Configuration, $"{Foundation.PathOf(settings.Stack)} does not exist, so nobody knows where the state of {name} is. Run `infra bootstrap` first.");
        if (foundation.IsDryRun)
        {
            throw new InfraException(ErrorKind.Configuration, $"{Foundation.PathOf(settings.Stack)} was made up by a dry run (dryRun: true), so nothing of it is at Google. Run `infra bootstrap --backend pulumi`, which replaces it.");
        }

        RequireOfficial();
        CommittedSecrets.Require(repository, foundation);
        return Pulumi(settings, foundation, envelope);
    }

    private void RequireOfficial()
    {
        if (host.Packages != PackageKind.Official)
        {
            throw new InfraException(ErrorKind.Configuration, "This program was built with the stubs of offline/, which cannot talk to the Pulumi engine. offline/README.md says how to use the official packages; `--backend local` needs none of it.");
        }
    }

    /// <summary>The pulumi backend of an environment, whatever the packages are: previews and plans of it are still refused by the CLI's program.</summary>
    public PulumiBackend Pulumi(StackSettings settings, Foundation foundation, string? envelope) => Pulumi(settings.Stack, foundation.BackendUrl, envelope);

    private PulumiBackend Pulumi(StackName stack, string url, string? envelope) => new(new PulumiBackendOptions
    {
        Stack = stack,
        Url = url,
        Commands = new PulumiCommands(PulumiProgram()),
        Programs = host.Programs,
        Folder = repository.Root,
        Scratch = Path.Combine(repository.LocalFolder, "pulumi"),
        Files = host.Files,
        HoldsData = LocalCloud.MayHoldData,
        Envelope = envelope is null ? "" : Path.GetFullPath(envelope, host.Folder),
        Line = line => host.Error.Write($"  {Printable.Text(line)}\n"),
    });

    /// <summary>The local backend of a stack whose program is not asked, so that its settings need not be good.</summary>
    public LocalBackend Bare(StackName stack) =>
        new(new StackProgram(Repository.Project, stack.Value, _ => throw new InvalidOperationException("The program of this stack is not asked.")), Options);

    /// <summary>The local backend of bootstrap, with its state in a folder of its own or, for null, beside those of the other stacks.</summary>
    /// <exception cref="InfraException">The settings have problems.</exception>
    public LocalBackend Bootstrap(string? stateFolder) =>
        new(Program(BootstrapSettings.Stack.Value), Options with { StateFolder = stateFolder, Cloud = CloudOf(BootstrapSettings.Stack.Value) });

    /// <summary>The pretended cloud of a stack.</summary>
    /// <exception cref="InfraException">There is no such stack.</exception>
    public CloudConsole Cloud(string name)
    {
        _ = repository.Stack(name);
        return new CloudConsole(host.Files, repository.LocalFolder, name);
    }

    private bool IsBootstrapUnfinished =>
        host.Files.Read(Path.Combine(repository.LocalFolder, "bootstrap", "state", "bootstrap.jsonl")) is not null && host.Files.Read(Path.Combine(repository.LocalFolder, "state", "bootstrap.jsonl")) is null;

    /// <summary>The Pulumi CLI that the PATH names first; null where it names none.</summary>
    public static string? FindPulumi(Host host) =>
        (host.Variable("PATH") ?? "").Split(Path.PathSeparator).Where(f => f.Length > 0)
            .Select(f => Path.Combine(f, OperatingSystem.IsWindows() ? "pulumi.exe" : "pulumi"))
            .FirstOrDefault(host.Folders.HasFile);

    internal string PulumiProgram() =>
        FindPulumi(host)
        ?? throw new InfraException(ErrorKind.Configuration, $"There is no `pulumi` on the PATH, and bootstrap in the real cloud needs it, version {PulumiRunner.Oldest} or newer. Install it, https://www.pulumi.com/docs/iac/download-install/, or do a dry run with --backend local.");

    // What the settings list as newer than the program, the emulator has too.
    private Func<IFileSystem, string, string, ICloud> CloudOf(string name)
    {
        GoogleCatalog google = string.Equals(name, BootstrapSettings.Stack.Value, StringComparison.Ordinal) ? repository.Bootstrap().Google : repository.Settings(name).Google;
        return (files, folder, stack) => LocalCloud.Open(files, folder, stack, google);
    }

    private StackProgram Program(string name)
    {
        if (string.Equals(name, BootstrapSettings.Stack.Value, StringComparison.Ordinal))
        {
            BootstrapSettings bootstrap = repository.Bootstrap();
            return new StackProgram(Repository.Project, name, options => new BootstrapStack(bootstrap, options));
        }

        StackSettings settings = repository.Settings(name);
        PlatformSource? source = repository.Source(settings);
        return new StackProgram(Repository.Project, name, options => new EnvironmentStack(settings, source, options));
    }
}
