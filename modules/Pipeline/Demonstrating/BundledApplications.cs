using System.Globalization;
using System.Text;
using Infra.Git;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Values;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Demonstrating;

/// <summary>
/// The repository of applications that comes with the program: a small history, the same commits wherever it is made. On the local backend it answers
/// for the repository that <c>stacks/catalog/apps.yaml</c> names, because this clone's git is told so; on a real backend that setting counts for nothing.
/// </summary>
/// <param name="repository">The repository.</param>
public sealed class BundledApplications(Repository repository)
{
    private const string History = "applications.fast-import";

    /// <summary>Its folder, from the repository.</summary>
    public const string Place = ".infra/applications.git";

    /// <summary>The branch with the version that fails.</summary>
    public const string Bad = "payments-1.2.0";

    /// <summary>The branch with the version that mends it.</summary>
    public const string Fixed = "payments-1.2.1";

    private readonly string folder = Path.Combine(repository.LocalFolder, Path.GetFileName(Place));

    /// <summary>Makes it, and tells this clone's git that it stands for the one that the catalogue names. A second time changes nothing.</summary>
    /// <exception cref="InfraException">This is no git repository, or its git has another place for that address.</exception>
    public async Task<PreparedApplications> PrepareAsync(CancellationToken cancellation)
    {
        if (!repository.IsGit)
        {
            throw new InfraException(ErrorKind.Configuration, $"{Printable.Text(repository.Root)} is no git repository, and releases are commits. Clone it, or run `infra demo`, which makes a repository of its own.");
        }

        RepositoryUrl url = Catalogue();
        GitProcess git = repository.GitOf(BackendNames.Local, url);
        string asked = Text(await git.RunAsync(["ls-remote", "--get-url", url.Value], [0], cancellation));
        if (asked != url.Value && asked != folder)
        {
            throw new InfraException(
                ErrorKind.Configuration,
                $"git has {Printable.Text(new CredentialMask().Apply(asked))} for {url} already (url.*.insteadOf), so nothing was changed. Take that setting out first: `git config --get-regexp insteadOf` shows it.");
        }

        string main = await MakeAsync(cancellation);
        if (asked != folder)
        {
            await git.RunAsync(["config", $"url.{folder}.insteadOf", url.Value], [0], cancellation);
        }

        byte[] count = await In(folder).RunAsync(["rev-list", "--all", "--count"], [0], cancellation);
        return new PreparedApplications(url, main, int.Parse(Text(count), CultureInfo.InvariantCulture))
        {
            IsShallow = Text(await repository.Git.RunAsync(["rev-parse", "--is-shallow-repository"], [0], cancellation)) == "true",
        };
    }

    /// <summary>The text that its history is made from, as <c>git fast-import</c> reads it.</summary>
    public static string Read()
    {
        using Stream stream = typeof(BundledApplications).Assembly.GetManifestResourceStream(History) ?? throw new InvalidOperationException($"{History} is not in the program.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    // All environments have one catalogue.
    private RepositoryUrl Catalogue() => repository.Environments() is [var first, ..]
        ? repository.Releasable(first).Catalog.Repository
        : throw new InfraException(ErrorKind.Configuration, "No environment has a release, so there is nothing to promote. Write stacks/ENV/release.yaml.");

    // Branches appear when everything else is there: what was interrupted has no main, and is read once more.
    private async Task<string> MakeAsync(CancellationToken cancellation)
    {
        await In(repository.Root).RunAsync(["init", "--quiet", "--bare", "--initial-branch=main", folder], [0], cancellation);
        GitProcess applications = In(folder);
        GitRef main = GitRef.Parse("refs/heads/main", "main");
        if (await applications.CommitAsync(main, cancellation) is { } there)
        {
            return there;
        }

        await applications.RunAsync(["fast-import", "--quiet", "--done"], [0], cancellation, Read());
        return await applications.CommitAsync(main, cancellation) ?? throw new InvalidOperationException($"{History} makes no branch main.");
    }

    private GitProcess In(string place) => new(place, patience: repository.Host.Patience);

    private static string Text(byte[] output) => Encoding.UTF8.GetString(output).Trim();
}
