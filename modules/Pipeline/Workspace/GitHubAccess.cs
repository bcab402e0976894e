using Infra.Git;
using Infra.GitHub.Repositories;
using Infra.GitHub.SignIn;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Values;

namespace Infra.Pipeline.Workspace;

/// <summary>The repository on GitHub that the environment variables of a job name, and who asks. Signs in once, when it is needed.</summary>
public sealed class GitHubAccess(Host host)
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    private GitHubSession? session;

    /// <summary>The machine whose variables count.</summary>
    public Host Host => host;

    /// <summary>Whether anything names a repository at GitHub.</summary>
    public bool IsJoined => Given("GITHUB_REPOSITORY") is not null;

    /// <summary>Whether somebody could sign in to it.</summary>
    public bool CanSignIn => IsJoined && (Given("GITHUB_TOKEN") ?? Given("INFRA_GITHUB_APP_KEY")) is not null;

    /// <summary>The run that this job belongs to; null outside of GitHub Actions.</summary>
    public Uri? Run =>
        Given("GITHUB_SERVER_URL") is { } server && Given("GITHUB_REPOSITORY") is { } repository && Given("GITHUB_RUN_ID") is { } run
        && Uri.TryCreate($"{server}/{repository}/actions/runs/{run}", UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttps ? address : null;

    /// <summary>
    /// What git needs to sign in to the server in a job, whose clone holds no credential; nothing elsewhere, because people have credentials of
    /// their own, and nothing in a job that was given no token.
    /// </summary>
    /// <exception cref="InfraException">As of <see cref="SignInAsync"/>.</exception>
    public async Task<IReadOnlyDictionary<string, string>> GitVariablesAsync(CancellationToken cancellation) =>
        Given("GITHUB_ACTIONS") == "true" && CanSignIn && Uri.TryCreate(Given("GITHUB_SERVER_URL") ?? "https://github.com", UriKind.Absolute, out Uri? server) && IsSafe(server)
            ? (await SignInAsync(cancellation)).GitVariables(server)
            : None;

    /// <summary>
    /// What git needs to read the repository of applications in a job, whose own token reaches no other repository: a token of the App that reads, or else of the
    /// App that writes, which then may only read there.
    /// </summary>
    /// <exception cref="InfraException">A variable is wrong; or GitHub refused.</exception>
    public async Task<IReadOnlyDictionary<string, string>> ApplicationsVariablesAsync(RepositoryUrl url, CancellationToken cancellation)
    {
        (string? id, string? key) = Given("INFRA_READER_APP_KEY") is { } reader ? (Given("INFRA_READER_APP_ID"), reader) : (Given("INFRA_GITHUB_APP_ID"), Given("INFRA_GITHUB_APP_KEY"));
        if (Given("GITHUB_ACTIONS") != "true" || id is null || key is null || Written() is not { } settings || RemotePlace.Of(url) is not { } place || place.Server != GitHubOptions.Place(settings).Server)
        {
            return await GitVariablesAsync(cancellation);
        }

        if (!host.TrustsAddresses && Redirections(settings).ToArray() is { Length: > 0 } problems)
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', problems));
        }

        GitHubSignIn signIn = new(new Uri(Given("GITHUB_API_URL") ?? settings.Api?.Value ?? "https://api.github.com"), ProgramInfo.Version, host.Clock, said => host.Error.Write($"note: {said}\n"));
        return await signIn.ReadingAsync(GitHubRepository.Of(place.Name), new AppKey(id, key), cancellation) is { } session ? session.GitVariables(new Uri($"https://{place.Server}")) : None;
    }

    /// <summary>Signs in: as the App where its key is given, and with the token otherwise.</summary>
    /// <param name="cancellation">Stops waiting.</param>
    /// <param name="settings">What names the repository and its server where no variable does; null for nothing.</param>
    /// <exception cref="InfraException">A variable is missing or wrong, all of them named; or GitHub refused.</exception>
    public async Task<GitHubSession> SignInAsync(CancellationToken cancellation, RepositorySettings? settings = null) => session ??= await OpenAsync(settings, cancellation);

    // What GitHub vouches for opens gates, and the token goes where the variables say: so they say what stacks/ say, or nothing.
    private IEnumerable<string> Redirections(RepositorySettings settings)
    {
        string api = settings.Api?.Value ?? "https://api.github.com";
        string server = $"https://{GitHubOptions.Place(settings).Server}";
        foreach ((string variable, string meant) in new[] { ("GITHUB_API_URL", api), ("GITHUB_SERVER_URL", server) })
        {
            if (Given(variable) is { } given && !string.Equals(given.TrimEnd('/'), meant, StringComparison.OrdinalIgnoreCase))
            {
                yield return $"{variable} is {Shown(given)}, and {RepositoryFile.Path} says {meant}: nobody else is asked or sent the token. Take the variable away, or name the server there (api).";
            }
        }

        foreach (string variable in new[] { "SSL_CERT_FILE", "SSL_CERT_DIR" }.Where(v => host.IsJob && Given(v) is not null))
        {
            yield return $"{variable} is set, and in a job no variable says whose certificates are believed. Take it away, and put a company's own authority into the certificates of the runner.";
        }
    }

    // Outside of a repository there is nothing to compare with, and nothing to open.
    private RepositorySettings? Written() => Repository.IsAt(host) ? GitHubOptions.Settings(Repository.Find(host)) : null;

    private async Task<GitHubSession> OpenAsync(RepositorySettings? settings, CancellationToken cancellation)
    {
        if (!host.TrustsAddresses)
        {
            settings ??= Written();
        }

        List<string> problems = settings is null || host.TrustsAddresses ? [] : [.. Redirections(settings)];
        Misfit? misfit = null;
        if ((Given("GITHUB_REPOSITORY") ?? settings?.Repository.Value) is not { } name || !GitHubRepository.TryParse(name, out GitHubRepository? repository, out misfit))
        {
            repository = null;
            problems.Add($"GITHUB_REPOSITORY is {Shown(Given("GITHUB_REPOSITORY"))}: {misfit?.Rule ?? "it names the repository"}. {misfit?.Mend ?? "Write OWNER/NAME; jobs of GitHub Actions have it."}");
        }

        if (settings is not null && repository is not null && !string.Equals(repository.Value, settings.Repository.Value, StringComparison.OrdinalIgnoreCase))
        {
            problems.Add($"GITHUB_REPOSITORY is '{repository}', and {RepositoryFile.Path} is about {settings.Repository}: a copy does not change the original. Take the variable away, or name the repository in the file.");
        }

        string address = Given("GITHUB_API_URL") ?? settings?.Api?.Value ?? "https://api.github.com";
        bool isServer = Uri.TryCreate(address, UriKind.Absolute, out Uri? server) && IsSafe(server);
        if (!isServer)
        {
            problems.Add($"GITHUB_API_URL is {Shown(address)}: it is an address with https, because the token is sent there. Write https://api.github.com, or https://HOST/api/v3 of an Enterprise server.");
        }

        (string? token, string? appId, string? key) = (Given("GITHUB_TOKEN"), Given("INFRA_GITHUB_APP_ID"), Given("INFRA_GITHUB_APP_KEY"));
        if ((appId is null) != (key is null))
        {
            problems.Add($"{(appId is null ? "INFRA_GITHUB_APP_KEY is set and INFRA_GITHUB_APP_ID" : "INFRA_GITHUB_APP_ID is set and INFRA_GITHUB_APP_KEY")} is not. Set both to sign in as the App, or neither.");
        }
        else if (token is null && key is null)
        {
            problems.Add("GITHUB_TOKEN is not set, so there is nothing to sign in with. Set it, or INFRA_GITHUB_APP_ID and INFRA_GITHUB_APP_KEY.");
        }

        // Where the App signs in, the token is not used.
        if (key is null && token is not null && !GitHubSignIn.IsToken(token))
        {
            problems.Add("GITHUB_TOKEN holds a character that no token has (it is not shown). Copy it again, without quotation marks and line ends.");
        }

        if (problems.Count > 0)
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', problems));
        }

        GitHubSignIn signIn = new(server!, ProgramInfo.Version, host.Clock, said => host.Error.Write($"note: {said}\n"));
        return key is null ? signIn.WithToken(repository!, token!) : await signIn.AsAppAsync(repository!, new AppKey(appId!, key), cancellation);
    }

    private static bool IsSafe(Uri server) => (server.Scheme == Uri.UriSchemeHttps || (server.Scheme == Uri.UriSchemeHttp && server.IsLoopback)) && server.UserInfo.Length == 0;

    private string? Given(string variable) => host.Variable(variable) is { Length: > 0 } value ? value : null;

    private static string Shown(string? value) => value is null ? "not set" : $"'{Printable.Text(Printable.Cut(new CredentialMask().Apply(value), 200))}'";
}
