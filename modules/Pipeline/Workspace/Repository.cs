using System.Collections.Immutable;
using System.Text;
using Infra.Delivery.Approvals;
using Infra.Delivery.Calendars;
using Infra.Delivery.Gates;
using Infra.Delivery.KeptRules;
using Infra.Git;
using Infra.GitHub.Generators;
using Infra.GitHub.Repositories;
using Infra.GitOps.Generators;
using Infra.Machine.Files;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Values;
using Infra.Settings.Companies;
using Infra.Settings.Foundations;
using Infra.Settings.Platform;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Workspace;

/// <summary>The repository that the command line works on, and what is wired from its files.</summary>
public sealed class Repository
{
    /// <summary>The name in Pulumi.yaml.</summary>
    public const string Project = "infra";

    /// <summary>The folder in which the state of bootstrap begins, from the repository.</summary>
    public const string BootstrapCopy = ".infra/bootstrap";

    private static readonly UTF8Encoding Encoded = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Host host;
    private readonly ImmutableSortedDictionary<string, string>? rules;

    private Repository(Host host, string root, string? localFolder = null, ImmutableSortedDictionary<string, string>? rules = null) =>
        (this.host, Root, LocalFolder, this.rules) = (host, root, localFolder ?? Path.Combine(root, ".infra"), rules);

    /// <summary>The machine that it is on.</summary>
    public Host Host => host;

    /// <summary>The folder that holds Pulumi.yaml.</summary>
    public string Root { get; }

    /// <summary>Where the local backend keeps state and pretended cloud.</summary>
    public string LocalFolder { get; }

    /// <summary>The folders of its disk.</summary>
    public IFolders Folders => host.Folders;

    /// <summary>Whether it is a git repository.</summary>
    public bool IsGit => Folders.HasFolder(Path.Combine(Root, ".git")) || Folders.HasFile(Path.Combine(Root, ".git"));

    /// <summary>Its git, signed in to the server where a job was given a token. It talks to the repository that <c>stacks/delivery/github.yaml</c> names.</summary>
    public GitProcess Git => new(Root, host.GitHub.GitVariablesAsync, Reach(() => GitHubOptions.Place(GitHubOptions.Settings(this))), host.Patience, host.Remembered(Root));

    /// <summary>The git that talks to the repository of applications.</summary>
    /// <param name="backend">On the local backend, what this clone says stands for it (<c>url.*.insteadOf</c>); nothing real follows from that.</param>
    /// <param name="url">Its address.</param>
    public GitProcess GitOf(string backend, RepositoryUrl url) => new(Root, host.GitHub.GitVariablesAsync, ReachOf(backend, url), host.Patience);

    /// <summary>What may be talked to for the repository of applications.</summary>
    public GitReach ReachOf(string backend, RepositoryUrl url) => backend == BackendNames.Local && !host.TrustsAddresses ? GitReach.Rehearsal : Reach(() => RemotePlace.Of(url));

    private GitReach Reach(Func<RemotePlace> place) => host.TrustsAddresses ? GitReach.Trusting(host.IsJob) : GitReach.Of(host.IsJob, place);

    /// <summary>The file of the envelope of an update that nobody sealed, which development alone may have.</summary>
    public string UnsealedFile(string stack) => Path.Combine(LocalFolder, "pulumi", $"{stack}.envelope.json");

    /// <summary>Whether the current folder is inside a repository.</summary>
    public static bool IsAt(Host host) => RootOf(host) is not null;

    /// <summary>Finds the repository from the current folder upwards.</summary>
    /// <exception cref="InfraException">There is none, or its local folder is reached through a symbolic link.</exception>
    public static Repository Find(Host host)
    {
        if (RootOf(host) is not { } root)
        {
            throw new InfraException(
                ErrorKind.Configuration, $"'{host.Folder}' is not inside a repository of infra: neither it nor a folder above it has Pulumi.yaml and stacks/. Change to the repository.");
        }

        RefuseStrays(host.Folders, root);
        Repository found = new(host, root);
        RefuseLinks(host.Folders, found.LocalFolder);
        return found;
    }

    // Nobody reads them, and whoever wrote one would believe that it counts.
    private static void RefuseStrays(IFolders folders, string root)
    {
        string[] strays =
        [
            .. folders.Files(Path.Combine(root, "stacks")).Select(f => Path.GetRelativePath(root, f).Replace('\\', '/')).Order(StringComparer.Ordinal)
                .Where(f => DataPlaces.MeantAt(f) is not null)
                .Select(f => $"{Printable.Text(f)} is not read there. Move it: `git mv {Printable.Text(f)} {Printable.Text(DataPlaces.MeantAt(f)!)}`, or delete it where that is there already."),
        ];
        if (strays.Length > 0)
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', strays));
        }
    }

    /// <summary>The folder that holds Pulumi.yaml, whether or not a company is there; null where there is none.</summary>
    public static string? ProductRoot(Host host) => Above(host, folder => host.Folders.HasFile(Path.Combine(folder, "Pulumi.yaml")));

    private static string? RootOf(Host host) => Above(host, folder => host.Folders.HasFile(Path.Combine(folder, "Pulumi.yaml")) && host.Folders.HasFolder(Path.Combine(folder, "stacks")));

    private static string? Above(Host host, Func<string, bool> isRoot)
    {
        for (string? folder = Path.GetFullPath(host.Folder); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (isRoot(folder))
            {
                return folder;
            }
        }

        return null;
    }

    // Whoever made the link would choose what is read as state and where everything is written. The disk refuses links in the place of files.
    private static void RefuseLinks(IFolders folders, string folder)
    {
        IEnumerable<string> inside = folders.IsLink(folder) ? [] : folders.Folders(folder);
        string[] links = [.. inside.Prepend(folder).Where(folders.IsLink).Order(StringComparer.Ordinal)];
        if (links.Length > 0)
        {
            throw new InfraException(ErrorKind.Failed, string.Join('\n', links.Select(l => $"{Printable.Text(l)} is a symbolic link. State is never reached through links; remove the link.")));
        }
    }

    /// <summary>The same repository as another commit has it, checked out in a folder; state and pretended cloud stay those of this one.</summary>
    public Repository At(string folder) => new(host, folder, LocalFolder);

    /// <summary>The same repository with state and emulator of its own.</summary>
    /// <param name="folder">Where they are.</param>
    public Repository WithLocal(string folder) => new(host, Root, folder, rules);

    /// <summary>The same repository, judged by other rules.</summary>
    /// <param name="files">The text of each file of rules that there is, by its path.</param>
    public Repository JudgedBy(ImmutableSortedDictionary<string, string> files) => new(host, Root, LocalFolder, files);

    /// <summary>The text of each file of rules that there is, by its path.</summary>
    public ImmutableSortedDictionary<string, string> Rules() =>
        RulesBundle.Paths.Where(Has).ToImmutableSortedDictionary(p => p, ReadText, StringComparer.Ordinal)
            .Add(RulesBundle.Tiers, rules?.GetValueOrDefault(RulesBundle.Tiers) ?? string.Concat(Stacks().Select(s => $"{s} {TierOf(s)}\n")));

    /// <summary>Whether there is a file, named from the repository.</summary>
    public bool Has(string file) => rules is not null && RulesBundle.Paths.Contains(file, StringComparer.Ordinal) ? rules.ContainsKey(file) : Folders.HasFile(Path.Combine(Root, file));

    /// <summary>The stacks that have a file, in ordinal order.</summary>
    public IReadOnlyList<string> Stacks() =>
        [.. Folders.Files(Path.Combine(Root, "stacks"), "Pulumi.*.yaml", below: false)
            .Select(f => Path.GetFileName(f)["Pulumi.".Length..^".yaml".Length])
            .Order(StringComparer.Ordinal)];

    /// <summary>The settings of an environment, which match what bootstrap made for it.</summary>
    /// <exception cref="InfraException">There is no such stack, or a file of it has problems; all of them are named.</exception>
    public StackSettings Settings(string name)
    {
        StackName stack = Existing(name);
        string file = $"stacks/Pulumi.{name}.yaml";
        StackSettings settings = Checked(SettingsFile.Parse(file, ReadText(file), stack));
        RefuseSharedProject(settings);
        _ = Foundation(settings);
        return settings;
    }

    private void RefuseSharedProject(StackSettings settings)
    {
        string[] others = [.. Stacks().Where(s => s != settings.Stack.Value && SettingsFile.ProjectOf(ReadText($"stacks/Pulumi.{s}.yaml")) == settings.Project.Value)];
        if (others.Length > 0)
        {
            throw new InfraException(
                ErrorKind.Configuration,
                $"stacks/Pulumi.{settings.Stack}.yaml: gcp:project is {settings.Project}, and so it is in {string.Join(" and ", others.Select(o => $"stacks/Pulumi.{o}.yaml"))}. No two environments share a project: the workload identities of a project are shared by all its clusters. Write another project id in one of them.");
        }
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
        string file = Infra.Settings.Foundations.Foundation.PathOf(settings.Stack);
        return Folders.HasFile(Path.Combine(Root, file)) ? Checked(FoundationFile.Parse(file, ReadText(file), settings)) : null;
    }

    /// <summary>What the Pulumi CLI wrote into the settings of a stack about its secrets.</summary>
    /// <exception cref="InfraException">The file cannot be read.</exception>
    public StackSecrets Secrets(StackName stack) => SettingsFile.SecretsOf(ReadText(SettingsFile.PathOf(stack)));

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
        return (Settings(name), read.TryGet(out Catalog? catalog) ? catalog : throw new InfraException(ErrorKind.Configuration, string.Join('\n', read.Problems.Select(p => p.ToString()))));
    }

    /// <summary>The environment of a name.</summary>
    /// <exception cref="InfraException">There is no such environment.</exception>
    public StackName Environment(string name)
    {
        StackName stack = Existing(name);
        return Environments().Contains(name, StringComparer.Ordinal)
            ? stack
            : throw new InfraException(
                ErrorKind.Configuration, $"stacks/{name}/release.yaml does not exist, so {name} runs no applications. Write the file for an environment; there are: {string.Join(", ", Environments())}.");
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
                .Select(r => $"stacks/catalog/apps.yaml: {r.Item1} is \"{r.Item2}\": Argo CD signs in to repositories of {settings.ArgoCd.Git.Owner} only (infra:argocd.git.owner of {settings.Stack}). Name a repository below it, or change the owner."),
        ];
        return unread.Length == 0 ? new PlatformSource(options.Catalog.Platform, options.Release) : throw new InfraException(ErrorKind.Configuration, string.Join('\n', unread));
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
    public IReadOnlyList<string> Environments() => [.. Stacks().Where(s => Folders.HasFile(Path.Combine(Root, "stacks", s, "release.yaml")))];

    /// <summary>The environments that have a release, in the order in which a release passes them: by tier, and within one as bootstrap's settings name them.</summary>
    /// <exception cref="InfraException">The settings of an environment have problems; those of bootstrap are said where it is worked on.</exception>
    public IReadOnlyList<string> InOrder()
    {
        string file = $"stacks/Pulumi.{BootstrapSettings.Stack}.yaml";
        ImmutableArray<string> named = Has(file) ? SettingsFile.ParseBootstrap(file, ReadText(file)).Settings?.Order ?? [] : [];
        return [.. Environments().OrderBy(TierOf).ThenBy(e => named.IndexOf(e) is var place && place < 0 ? int.MaxValue : place).ThenBy(e => e, StringComparer.Ordinal)];
    }

    /// <summary>What the company is; null where nothing says it.</summary>
    /// <exception cref="InfraException">stacks/company.yaml has problems; all of them are named.</exception>
    public CompanySettings? Company() => Has(CompanyFile.Path) ? Checked(CompanyFile.Parse(CompanyFile.Path, ReadText(CompanyFile.Path))) : null;

    /// <summary>Who may approve what.</summary>
    /// <exception cref="InfraException">stacks/delivery/approvals.yaml has problems; all of them are named.</exception>
    public ApprovalSettings Approvals() => Checked(ApprovalFile.Parse("stacks/delivery/approvals.yaml", ReadText("stacks/delivery/approvals.yaml")));

    /// <summary>What environments ask of a plan.</summary>
    /// <exception cref="InfraException">stacks/delivery/gates.yaml has problems; all of them are named.</exception>
    public GatesSettings Gates() => Checked(GatesFile.Parse("stacks/delivery/gates.yaml", ReadText("stacks/delivery/gates.yaml"), RegionsOf));

    // Settings with problems are said where that environment is worked on; gates of another do not wait for them.
    private ImmutableArray<Region>? RegionsOf(string environment) =>
        StackName.TryParse(environment, out StackName? stack, out _) && Stacks().Contains(environment, StringComparer.Ordinal)
            && SettingsFile.Parse($"stacks/Pulumi.{stack}.yaml", ReadText($"stacks/Pulumi.{stack}.yaml"), stack).Settings is { } settings
            ? [.. settings.Clusters.Select(c => c.Region)]
            : null;

    /// <summary>What a stack is for; bootstrap holds the keys of all and counts as production.</summary>
    public Tier TierOf(string name) => KeptTier(name) ?? (string.Equals(name, BootstrapSettings.Stack.Value, StringComparison.Ordinal) ? Tier.Production : Settings(name).Tier);

    // By the rules of another time; an environment that was not there then is as it is now.
    private Tier? KeptTier(string name) => rules?.GetValueOrDefault(RulesBundle.Tiers)?.Split('\n').Select(l => l.Split(' ')).FirstOrDefault(l => l.Length == 2 && l[0] == name) is [_, var tier]
        && Enum.TryParse(tier, out Tier kept) ? kept : null;

    /// <summary>The environments as workflows see them, from development to production.</summary>
    /// <param name="repository">What <c>stacks/delivery/github.yaml</c> says.</param>
    /// <exception cref="InfraException">An environment has no foundation yet, or a file has problems.</exception>
    public DeliveryOptions Delivery(RepositorySettings repository)
    {
        GatesSettings gates = Gates();
        return new(
        [
            .. InOrder().Select(Settings).Select(s => new DeliveryEnvironment(
                s.Stack,
                s.Tier,
                Foundation(s) ?? throw new InfraException(ErrorKind.Configuration, $"{Infra.Settings.Foundations.Foundation.PathOf(s.Stack)} does not exist, so nobody knows who may plan and apply {s.Stack}. Run `infra bootstrap` first."))
            {
                RehearsesRollback = gates.Environments.GetValueOrDefault(s.Stack.Value)?.RollbackReady is not null,
                HasRollout = gates.Environments.GetValueOrDefault(s.Stack.Value)?.Rollout is not null,
                Evidence = repository.Environment(s.Stack.Value).Evidence,
                ReaderApp = repository.ReaderApp,
            }),
        ])
        {
            HasCodeScanning = !repository.Without.Contains(PlanFeature.CodeScanning),
        };
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
            : throw new InfraException(ErrorKind.Configuration, string.Join('\n', all.Select(p => p.ToString())));
    }

    /// <summary>The text of a file, named from the repository.</summary>
    /// <exception cref="InfraException">It cannot be read, or is not UTF-8.</exception>
    public string ReadText(string file)
    {
        if (rules is not null && RulesBundle.Paths.Contains(file, StringComparer.Ordinal))
        {
            return rules.GetValueOrDefault(file) ?? throw new InfraException(ErrorKind.Configuration, $"{file} is not among the rules that were approved before, so nothing is known of what it asked for.");
        }

        try
        {
            return Encoded.GetString(WithoutMark(Bytes(file)));
        }
        catch (DecoderFallbackException noText)
        {
            throw new InfraException(ErrorKind.Configuration, $"{file} cannot be read: {noText.Message}", noText);
        }
    }

    /// <summary>The bytes of a file, named from the repository. No link leads out of it, in the place of the file or of a folder above it.</summary>
    /// <exception cref="InfraException">It cannot be read, is no file, or is larger than any that people write.</exception>
    public byte[] Bytes(string file)
    {
        try
        {
            string[] parts = file.Split('/');
            return Enumerable.Range(1, parts.Length - 1).FirstOrDefault(n => Folders.IsLink(Path.Combine([Root, .. parts[..n]]))) is > 0 and var linked
                ? throw new IOException($"{string.Join('/', parts[..linked])} is a symbolic link, and files of the repository are read from its own folders. Put a folder in its place.")
                : InputFile.Read(Path.Combine(Root, file));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InfraException(ErrorKind.Configuration, $"{Printable.Text(file)} cannot be read: {unreadable.Message}", unreadable);
        }
    }

    // A mark of the order of bytes is no character of the text.
    private static ReadOnlySpan<byte> WithoutMark(byte[] bytes) => bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes;

    private CatalogResult ReadCatalog() => CatalogFiles.Parse(Named("stacks/catalog/tenants.yaml"), Named("stacks/catalog/apps.yaml"), Named("stacks/catalog/addons.yaml"));

    private StackName Existing(string name)
    {
        if (StackName.TryParse(name, out StackName? stack, out _) && Stacks().Contains(name, StringComparer.Ordinal))
        {
            return stack;
        }

        string known = Stacks() is { Count: > 0 } stacks ? string.Join(", ", stacks) : "none";
        throw new InfraException(
            ErrorKind.StackNotFound, $"There is no stack '{Printable.Text(name)}'. A stack is a file stacks/Pulumi.NAME.yaml; there are: {known}.");
    }

    private static T Checked<T>(SettingsResult<T> result)
        where T : class =>
        result.TryGet(out T? settings) ? settings : throw new InfraException(ErrorKind.Configuration, string.Join('\n', result.Problems.Select(p => p.ToString())));

    private (string Name, string Yaml) Named(string file) => (file, ReadText(file));
}
