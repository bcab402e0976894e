using System.Collections.Immutable;
using System.Text;

using Infra.Backends.Local;
using Infra.Cloud;
using Infra.GitOps;
using Infra.Model;

namespace Infra;

/// <summary>The repository that the command line works on, and what is wired from its files.</summary>
internal sealed class Repository
{
    /// <summary>The name in Pulumi.yaml.</summary>
    public const string Project = "infra";

    private readonly Host host;

    private Repository(Host host, string root) => (this.host, Root) = (host, root);

    /// <summary>The folder that holds Pulumi.yaml.</summary>
    public string Root { get; }

    /// <summary>Where the local backend keeps state and pretended cloud.</summary>
    public string LocalFolder => Path.Combine(Root, ".infra");

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
    public LocalBackend Backend(string name, TimeSpan? wait = null) => new(Program(name), Local with { Wait = wait });

    /// <summary>What the generated files of an environment follow from.</summary>
    /// <exception cref="InfraException">A file has problems; all of them are named.</exception>
    public RenderOptions RenderOptions(string name)
    {
        string file = $"stacks/{Existing(name)}/release.yaml";
        if (!Environments().Contains(name, StringComparer.Ordinal))
        {
            throw new InfraException(
                ExitCode.Configuration, $"{file} does not exist, so {name} runs no applications. Write the file for an environment; there are: {string.Join(", ", Environments())}.");
        }

        return Options(Settings(name));
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

    /// <summary>The environments that have a release, in ordinal order; the stack bootstrap has none.</summary>
    public IReadOnlyList<string> Environments() => [.. Stacks().Where(s => File.Exists(Path.Combine(Root, "stacks", s, "release.yaml")))];

    /// <summary>The pretended cloud of a stack.</summary>
    /// <exception cref="InfraException">There is no such stack.</exception>
    public CloudConsole Cloud(string name)
    {
        _ = Existing(name);
        return new CloudConsole(Local, name);
    }

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
        CatalogResult catalog = CatalogFiles.Parse("stacks/tenants.yaml", ReadText("stacks/tenants.yaml"), "stacks/apps.yaml", ReadText("stacks/apps.yaml"));
        (Release? release, ImmutableArray<SettingsProblem> problems) = ReleaseFile.Parse(file, ReadText(file), settings.Tier);
        return catalog.TryGet(out Catalog? good) && release is not null
            ? new RenderOptions(settings, good, release)
            : throw new InfraException(ExitCode.Configuration, string.Join('\n', catalog.Problems.Concat(problems).Select(p => p.ToString())));
    }

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
