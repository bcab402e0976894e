using System.Collections.Immutable;
using System.Text;

using Infra.Backends.Local;
using Infra.Backends.Pulumi;
using Infra.Bootstrapping;
using Infra.Calendar;
using Infra.Cloud;
using Infra.GitHub;
using Infra.GitOps;
using Infra.Model;
using Infra.Pipeline;
using Infra.Policy;

namespace Infra;

/// <summary>The repository that the command line works on, and what is wired from its files.</summary>
internal sealed class Repository
{
    /// <summary>The name in Pulumi.yaml.</summary>
    public const string Project = "infra";

    private readonly Host host;

    private Repository(Host host, string root, string? localFolder = null) => (this.host, Root, LocalFolder) = (host, root, localFolder ?? Path.Combine(root, ".infra"));

    /// <summary>The folder that holds Pulumi.yaml.</summary>
    public string Root { get; }

    /// <summary>Where the local backend keeps state and pretended cloud.</summary>
    public string LocalFolder { get; }

    /// <summary>Whether it is a git repository.</summary>
    public bool IsGit => Directory.Exists(Path.Combine(Root, ".git")) || File.Exists(Path.Combine(Root, ".git"));

    private LocalBackendOptions Local => new()
    {
        Folder = LocalFolder,
        Files = host.Files,
        Clock = host.Clock,
        Entropy = host.Entropy,
    };

    /// <summary>Finds the repository from the current folder upwards.</summary>
    /// <exception cref="InfraException">There is none.</exception>
    public static Repository Find(Host host)
    {
        for (DirectoryInfo? folder = new(host.Folder); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Pulumi.yaml")) && Directory.Exists(Path.Combine(folder.FullName, "stacks")))
            {
                return new Repository(host, folder.FullName);
            }
        }

        throw new InfraException(
            ExitCode.Configuration, $"'{host.Folder}' is not inside a repository of infra: neither it nor a folder above it has Pulumi.yaml and stacks/. Change to the repository.");
    }

    /// <summary>The same repository as another commit has it, checked out in a folder; state and pretended cloud stay those of this one.</summary>
    public Repository At(string folder) => new(host, folder, LocalFolder);

    /// <summary>The stacks that have a file, in ordinal order.</summary>
    public IReadOnlyList<string> Stacks() =>
        [.. Directory.GetFiles(Path.Combine(Root, "stacks"), "Pulumi.*.yaml")
            .Select(f => Path.GetFileName(f)["Pulumi.".Length..^".yaml".Length])
            .Order(StringComparer.Ordinal)];

    /// <summary>The settings of an environment, which match what bootstrap made for it.</summary>
    /// <exception cref="InfraException">There is no such stack, or a file of it has problems; all of them are named.</exception>
    public StackSettings Settings(string name)
    {
        StackName stack = Existing(name);
        string file = $"stacks/Pulumi.{name}.yaml";
        StackSettings settings = Checked(SettingsFile.Parse(file, ReadText(file), stack));
        _ = Foundation(settings);
        return settings;
    }

    /// <summary>The settings of the stack bootstrap.</summary>
    /// <exception cref="InfraException">There is no such stack, or its file has problems; all of them are named.</exception>
    public BootstrapSettings Bootstrap()
    {
        string file = $"stacks/Pulumi.{Existing(BootstrapSettings.Stack.Value)}.yaml";
        return Checked(SettingsFile.ParseBootstrap(file, ReadText(file)));
    }

    /// <summary>What bootstrap made for an environment; null where it has not run yet.</summary>
    /// <exception cref="InfraException">The file has problems, or does not match the settings.</exception>
    public Foundation? Foundation(StackSettings settings)
    {
        string file = Model.Foundation.PathOf(settings.Stack);
        return File.Exists(Path.Combine(Root, file)) ? Checked(FoundationFile.Parse(file, ReadText(file), settings)) : null;
    }

    /// <summary>The local backend of a stack.</summary>
    /// <exception cref="InfraException">The settings have problems.</exception>
    public LocalBackend Backend(string name, TimeSpan? wait = null)
    {
        StackProgram program = Program(name);
        if (program.Stack == BootstrapSettings.Stack.Value && IsBootstrapUnfinished)
        {
            throw new InfraException(
                ExitCode.Configuration, $"The state of bootstrap is in {BootstrapSteps.LocalCopyFolder}, where an `infra bootstrap` that was interrupted, or an undo, left it. Run `infra bootstrap`, which goes on from there.");
        }

        return new(program, Local with { Wait = wait });
    }

    /// <summary>The backend of a stack, by its name.</summary>
    /// <param name="name">The stack.</param>
    /// <param name="kind"><c>local</c> or <c>pulumi</c>.</param>
    /// <param name="wait">How long to wait for another run; Pulumi's own lock refuses at once.</param>
    /// <param name="envelope">The digest of the envelope that is carried out; empty where there is none.</param>
    /// <exception cref="InfraException">The settings have problems, or the pulumi backend cannot be had.</exception>
    public IBackend Backend(string name, string kind, TimeSpan? wait = null, string envelope = "")
    {
        if (kind == LocalBackend.BackendName)
        {
            return Backend(name, wait);
        }

        if (string.Equals(name, BootstrapSettings.Stack.Value, StringComparison.Ordinal))
        {
            throw new InfraException(ExitCode.Configuration, "The stack bootstrap is made through the Pulumi CLI by `infra bootstrap --backend pulumi`.");
        }

        StackSettings settings = Settings(name);
        Foundation foundation = Foundation(settings)
            ?? throw new InfraException(ExitCode.Configuration, $"{Model.Foundation.PathOf(settings.Stack)} does not exist, so nobody knows where the state of {name} is. Run `infra bootstrap` first.");
        return PackageKind.IsOffline
            ? throw new InfraException(ExitCode.Configuration, "This program was built with the stand-ins of offline/, which cannot talk to the Pulumi engine. offline/README.md says how to use the official packages; `--backend local` rehearses without.")
            : Pulumi(settings, foundation, envelope);
    }

    /// <summary>The pulumi backend of an environment, whatever the packages are: previews and plans of it are still refused by the CLI's program.</summary>
    internal PulumiBackend Pulumi(StackSettings settings, Foundation foundation, string envelope) => new(new PulumiBackendOptions
    {
        Stack = settings.Stack,
        Url = foundation.BackendUrl,
        Commands = new PulumiCommands(PulumiProgram()),
        Programs = host.Programs,
        Folder = Root,
        Scratch = Path.Combine(LocalFolder, "pulumi"),
        Files = host.Files,
        Envelope = envelope,
        Line = line => host.Error.Write($"  {Printable.Text(line)}\n"),
    });

    /// <summary>The local backend of a stack whose program is not asked, so that its settings need not be good.</summary>
    public LocalBackend BareBackend(StackName stack) =>
        new(new StackProgram(Project, stack.Value, _ => throw new InvalidOperationException("The program of this stack is not asked.")), Local);

    /// <summary>The local backend of bootstrap, with its state in a folder of its own or, for null, beside those of the other stacks.</summary>
    /// <exception cref="InfraException">The settings have problems.</exception>
    public LocalBackend BootstrapBackend(string? stateFolder) => new(Program(BootstrapSettings.Stack.Value), Local with { StateFolder = stateFolder });

    /// <summary>The secrets provider that the settings file of bootstrap names, which the Pulumi CLI writes there; null for none.</summary>
    /// <exception cref="InfraException">The file cannot be read.</exception>
    public string? BootstrapSecretsProvider() => SettingsFile.SecretsProviderOf(ReadText($"stacks/Pulumi.{BootstrapSettings.Stack}.yaml"));

    /// <summary>The calls of the Pulumi CLI for each step of bootstrap.</summary>
    /// <param name="settings">The settings of bootstrap.</param>
    /// <param name="dry">Whether they are only shown: then the CLI need not be there, and paths are short.</param>
    /// <exception cref="InfraException">There is no Pulumi CLI.</exception>
    public PulumiCalls PulumiCalls(BootstrapSettings settings, bool dry)
    {
        string copy = dry ? $"./{BootstrapSteps.LocalCopyFolder}" : Path.Combine(Root, BootstrapSteps.LocalCopyFolder);
        string? given = Bootstrapping.PulumiBootstrap.GivenPassphrase(host);
        string? file = given switch
        {
            PulumiCommands.Passphrase => null,
            PulumiCommands.PassphraseFile => host.Variable(PulumiCommands.PassphraseFile),
            _ => Path.Combine(copy, "passphrase"),
        };
        return new PulumiCalls(new PulumiCommands(dry ? "pulumi" : PulumiProgram(), file), settings, copy);
    }

    /// <summary>Bootstrap through the Pulumi CLI.</summary>
    /// <param name="settings">The settings of bootstrap.</param>
    /// <param name="calls">The calls of each step.</param>
    public PulumiBootstrap PulumiBootstrap(BootstrapSettings settings, PulumiCalls calls) =>
        new(host, this, settings, new PulumiCli(host.Programs, calls.Commands, Root, line => host.Error.Write($"  {Printable.Text(line)}\n")), calls);

    /// <summary>What the generated files of an environment follow from.</summary>
    /// <exception cref="InfraException">A file has problems; all of them are named.</exception>
    public RenderOptions RenderOptions(string name)
    {
        _ = Environment(name);
        return Options(Settings(name));
    }

    /// <summary>What there is to release in an environment, whatever its release says now.</summary>
    /// <exception cref="InfraException">A file has problems; all of them are named.</exception>
    public (StackSettings Settings, Catalog Catalog) Releasable(string name)
    {
        CatalogResult read = ReadCatalog();
        return (Settings(name), read.TryGet(out Catalog? catalog) ? catalog : throw new InfraException(ExitCode.Configuration, string.Join('\n', read.Problems.Select(p => p.ToString()))));
    }

    /// <summary>The environment of a name.</summary>
    /// <exception cref="InfraException">There is no such environment.</exception>
    public StackName Environment(string name)
    {
        StackName stack = Existing(name);
        return Environments().Contains(name, StringComparer.Ordinal)
            ? stack
            : throw new InfraException(
                ExitCode.Configuration, $"stacks/{name}/release.yaml does not exist, so {name} runs no applications. Write the file for an environment; there are: {string.Join(", ", Environments())}.");
    }

    /// <summary>Where Argo CD reads an environment from; null where there is no release, because then it runs no applications.</summary>
    /// <exception cref="InfraException">A file has problems, all of them named; or Argo CD has no credential for a repository.</exception>
    public PlatformSource? Source(StackSettings settings)
    {
        if (!Environments().Contains(settings.Stack.Value, StringComparer.Ordinal))
        {
            return null;
        }

        RenderOptions options = Options(settings);
        string[] unread =
        [
            .. new[] { ("platform", options.Catalog.Platform), ("repository", options.Catalog.Repository) }
                .Where(r => !settings.ArgoCd.Git.Reads(r.Item2))
                .Select(r => $"stacks/apps.yaml: {r.Item1} is \"{r.Item2}\": Argo CD signs in to repositories of {settings.ArgoCd.Git.Owner} only (infra:argocd.git.owner of {settings.Stack}). Name a repository below it, or change the owner."),
        ];
        return unread.Length == 0 ? new PlatformSource(options.Catalog.Platform, options.Release) : throw new InfraException(ExitCode.Configuration, string.Join('\n', unread));
    }

    /// <summary>The stack of a name.</summary>
    /// <exception cref="InfraException">There is no such stack.</exception>
    public StackName Stack(string name) => Existing(name);

    /// <summary>Whether nothing reaches a stack that was not approved: those of staging and production, and bootstrap, which makes what they stand on.</summary>
    /// <exception cref="InfraException">There is no such stack, or its file has problems.</exception>
    public bool IsProtected(string name) => TierOf(name) != Tier.Development;

    /// <summary>When changes may begin.</summary>
    /// <exception cref="InfraException">The file is missing or has problems; all of them are named.</exception>
    public ReleaseCalendar ReadCalendar() => new(Checked(CalendarFile.Parse(CalendarSettings.Path, ReadText(CalendarSettings.Path), ReleaseCalendar.Zones)));

    /// <summary>The environments that have a release, in ordinal order; the stack bootstrap has none.</summary>
    public IReadOnlyList<string> Environments() => [.. Stacks().Where(s => File.Exists(Path.Combine(Root, "stacks", s, "release.yaml")))];

    /// <summary>The pretended cloud of a stack.</summary>
    /// <exception cref="InfraException">There is no such stack.</exception>
    public CloudConsole Cloud(string name)
    {
        _ = Existing(name);
        return new CloudConsole(Local, name);
    }

    /// <summary>Who may approve what.</summary>
    /// <exception cref="InfraException">stacks/approvals.yaml has problems; all of them are named.</exception>
    public ApprovalSettings Approvals() => Checked(ApprovalFile.Parse("stacks/approvals.yaml", ReadText("stacks/approvals.yaml")));

    /// <summary>What environments ask of a plan.</summary>
    /// <exception cref="InfraException">stacks/gates.yaml has problems; all of them are named.</exception>
    public GatesSettings Gates() => Checked(GatesFile.Parse("stacks/gates.yaml", ReadText("stacks/gates.yaml")));

    /// <summary>What a stack is for; bootstrap holds the keys of all and counts as production.</summary>
    public Tier TierOf(string name) => string.Equals(name, BootstrapSettings.Stack.Value, StringComparison.Ordinal) ? Tier.Production : Settings(name).Tier;

    /// <summary>What rules read of a stack: its plan and its generated files.</summary>
    /// <exception cref="InfraException">There is no such stack, or a file of it has problems.</exception>
    public PolicyInput PolicyInput(string name, Plan plan)
    {
        return new PolicyInput(Facts(name), plan, [.. new GitOpsFolder(Root, name).Paths().SelectMany(f => ManifestReader.Read(f, ReadText(f)))]);
    }

    /// <summary>What rules must know about a stack besides its plan.</summary>
    /// <exception cref="InfraException">There is no such stack, or its file has problems.</exception>
    public EnvironmentFacts Facts(string name) =>
        string.Equals(name, BootstrapSettings.Stack.Value, StringComparison.Ordinal) ? EnvironmentFacts.Of(Bootstrap()) : EnvironmentFacts.Of(Settings(name));

    /// <summary>The text of a file of manifests, named from the repository.</summary>
    /// <exception cref="InfraException">It cannot be read, or is not UTF-8.</exception>
    public string ReadManifest(string file) => ReadText(file);

    /// <summary>The violations that are let through; none where there is no file.</summary>
    /// <exception cref="InfraException">The file has problems; all of them are named.</exception>
    public ImmutableArray<Waiver> Waivers()
    {
        if (!File.Exists(Path.Combine(Root, WaiverFile.Path)))
        {
            return [];
        }

        (ImmutableArray<Waiver> waivers, ImmutableArray<SettingsProblem> problems) = WaiverFile.Parse(WaiverFile.Path, ReadText(WaiverFile.Path));
        return problems.IsEmpty ? waivers : throw new InfraException(ExitCode.Configuration, string.Join('\n', problems.Select(p => p.ToString())));
    }

    private bool IsBootstrapUnfinished =>
        host.Files.Read(Path.Combine(LocalFolder, "bootstrap", "state", "bootstrap.jsonl")) is not null && host.Files.Read(Path.Combine(LocalFolder, "state", "bootstrap.jsonl")) is null;

    private string PulumiProgram() =>
        (host.Variable("PATH") ?? "").Split(Path.PathSeparator).Where(f => f.Length > 0)
            .SelectMany(f => OperatingSystem.IsWindows() ? (string[])[Path.Combine(f, "pulumi.exe")] : [Path.Combine(f, "pulumi")])
            .FirstOrDefault(File.Exists)
        ?? throw new InfraException(ExitCode.Configuration, $"There is no `pulumi` on the PATH, and bootstrap in the real cloud needs it, version {PulumiCli.Oldest} or newer. Install it, https://www.pulumi.com/docs/iac/download-install/, or rehearse with --backend local.");

    /// <summary>The environments as workflows see them, from development to production.</summary>
    /// <exception cref="InfraException">An environment has no foundation yet, or a file has problems.</exception>
    public DeliveryOptions Delivery() => new(
    [
        .. Environments().Select(Settings).OrderBy(s => s.Tier).ThenBy(s => s.Stack.Value, StringComparer.Ordinal).Select(s => new DeliveryEnvironment(
            s.Stack,
            s.Tier,
            Foundation(s) ?? throw new InfraException(ExitCode.Configuration, $"{Model.Foundation.PathOf(s.Stack)} does not exist, so nobody knows who may plan and apply {s.Stack}. Run `infra bootstrap` first."))),
    ]);

    private StackProgram Program(string name)
    {
        if (string.Equals(name, BootstrapSettings.Stack.Value, StringComparison.Ordinal))
        {
            BootstrapSettings bootstrap = Bootstrap();
            return new StackProgram(Project, name, options => new BootstrapStack(bootstrap, options));
        }

        StackSettings settings = Settings(name);
        PlatformSource? source = Source(settings);
        return new StackProgram(Project, name, options => new EnvironmentStack(settings, source, options));
    }

    private RenderOptions Options(StackSettings settings)
    {
        string file = $"stacks/{settings.Stack}/release.yaml";
        CatalogResult read = ReadCatalog();
        (Release? release, ImmutableArray<SettingsProblem> problems) = ReleaseFile.Parse(file, ReadText(file), settings.Tier, read.Catalog, settings);
        IEnumerable<SettingsProblem> strays = read.TryGet(out Catalog? catalog) ? TenantWorkloads.Strays($"stacks/Pulumi.{settings.Stack}.yaml", settings, catalog) : [];
        SettingsProblem[] all = [.. read.Problems, .. strays, .. problems];
        return catalog is not null && release is not null && all.Length == 0
            ? new RenderOptions(settings, catalog, release)
            : throw new InfraException(ExitCode.Configuration, string.Join('\n', all.Select(p => p.ToString())));
    }

    private CatalogResult ReadCatalog() => CatalogFiles.Parse(Named("stacks/tenants.yaml"), Named("stacks/apps.yaml"), Named("stacks/addons.yaml"));

    private StackName Existing(string name)
    {
        if (StackName.TryParse(name, out StackName? stack, out _) && Stacks().Contains(name, StringComparer.Ordinal))
        {
            return stack;
        }

        string known = Stacks() is { Count: > 0 } stacks ? string.Join(", ", stacks) : "none";
        throw new InfraException(
            ExitCode.StackNotFound, $"There is no stack '{Printable.Text(name)}'. A stack is a file stacks/Pulumi.NAME.yaml; there are: {known}.");
    }

    private static T Checked<T>(SettingsResult<T> result)
        where T : class =>
        result.TryGet(out T? settings) ? settings : throw new InfraException(ExitCode.Configuration, string.Join('\n', result.Problems.Select(p => p.ToString())));

    private (string Name, string Yaml) Named(string file) => (file, ReadText(file));

    private string ReadText(string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(Root, file), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new InfraException(ExitCode.Configuration, $"{file} cannot be read: {unreadable.Message}", unreadable);
        }
    }
}
