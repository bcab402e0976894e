using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Infra.Cli.Tests.Google;

namespace Infra.Cli.Tests.GitHub;

/// <summary>
/// The command line, as a process that takes a server of the test for GitHub, with every secret that a job has in its environment, and a git that is told to trace all that it does:
/// none of them is in what it writes, in a file, or on the record, whichever way a remote refuses and whatever it repeats.
/// </summary>
public sealed class PlantedSecretProcessTests : IDisposable
{
    private const string Granted = "ghs_granted+token/that-nobody.may_see=";

    private readonly string remote = Directory.CreateTempSubdirectory("infra-remote-").FullName;
    private readonly RSA app = RSA.Create(2048);
    private readonly ECDsa signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>What of the secrets may be seen nowhere: no line of a key, no token.</summary>
    private IEnumerable<string> Secrets =>
        [Granted, .. new[] { app.ExportPkcs8PrivateKeyPem(), signing.ExportPkcs8PrivateKeyPem() }.SelectMany(p => p.Split('\n')).Where(l => l.Length > 20 && !l.StartsWith('-'))];

    public void Dispose()
    {
        app.Dispose();
        signing.Dispose();
        Directory.Delete(remote, recursive: true);
    }

    [Theory]
    [InlineData(401, false)]
    [InlineData(403, false)]
    [InlineData(500, false)]
    [InlineData(401, true)]
    [InlineData(403, true)]
    [InlineData(500, true)]
    public async Task A_server_that_refuses_to_be_read_or_written_and_repeats_what_it_was_sent_shows_nothing(int status, bool isReadable)
    {
        using GitWorkspace git = await RepositoryAsync();
        git.Git("clone", "--quiet", "--bare", ".", Path.Combine(remote, "repo.git"));
        git.Git("--git-dir", Path.Combine(remote, "repo.git"), "update-server-info");
        await using EchoServer server = await EchoServer.StartAsync(status, Granted, isReadable ? Path.Combine(remote, "repo.git") : null);
        git.Git("remote", "add", "origin", $"{server.Address}repo.git");

        string output = await ApproveAsync(git, server);

        Assert.Contains(isReadable ? "cannot be written" : "cannot be read", output, StringComparison.Ordinal);
        Assert.Contains(server.Authorizations, a => a.StartsWith("Basic ", StringComparison.Ordinal));
        Nowhere(output, git, server);
    }

    [Fact]
    public async Task A_hook_of_the_remote_that_writes_its_environment_has_nothing_to_write()
    {
        using GitWorkspace git = await RepositoryAsync();
        git.Git("clone", "--quiet", "--bare", ".", Path.Combine(remote, "repo.git"));
        string hook = Path.Combine(remote, "repo.git", "hooks", "pre-receive");
        await File.WriteAllTextAsync(hook, "#!/bin/sh\nenv >&2\necho the hook ran >&2\nexit 1\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await using EchoServer server = await EchoServer.StartAsync(403, Granted);
        git.Git("remote", "add", "origin", Path.Combine(remote, "repo.git"));

        string output = await ApproveAsync(git, server);

        Assert.Contains("the hook ran", output, StringComparison.Ordinal);
        Nowhere(output, git, server);
    }

    [Fact]
    public async Task What_is_written_at_a_remote_that_takes_it_holds_no_secret()
    {
        using GitWorkspace git = await RepositoryAsync();
        git.Git("clone", "--quiet", "--bare", ".", Path.Combine(remote, "repo.git"));
        await using EchoServer server = await EchoServer.StartAsync(403, Granted);
        git.Git("remote", "add", "origin", Path.Combine(remote, "repo.git"));

        string output = await ApproveAsync(git, server, isGood: true);

        string kept = git.Git("--git-dir", Path.Combine(remote, "repo.git"), "log", "--all", "--format=", "--patch", "--", "*.jsonl");
        Assert.Contains("signature", kept, StringComparison.Ordinal);
        Nowhere(output + kept, git, server);
    }

    private void Nowhere(string output, GitWorkspace git, EchoServer server)
    {
        string[] sent = [.. server.Authorizations.Select(a => a[(a.IndexOf(' ', StringComparison.Ordinal) + 1)..]).Where(a => a.Length > 0).Distinct(StringComparer.Ordinal)];
        Assert.NotEmpty(sent);
        Assert.All(Secrets.Concat(sent), secret => PlantedSecretTests.Nowhere(secret, output, git.Files.Folder));
    }

    private async Task<GitWorkspace> RepositoryAsync()
    {
        GitWorkspace git = await GitWorkspace.ReleasedAsync();
        string email = "      - vikram@setu-retail.example\n";
        git.Files.Replace(
            "stacks/delivery/approvals.yaml", email, $"{email}    keys:\n      first:\n        publicKey: {Convert.ToBase64String(signing.ExportSubjectPublicKeyInfo())}\n        from: \"{DateTimeOffset.UtcNow.AddDays(-1):yyyy-MM-dd}T00:00:00Z\"\n        until: \"{DateTimeOffset.UtcNow.AddDays(9):yyyy-MM-dd}T00:00:00Z\"\n");
        string first = Path.Combine(remote, "first.git");
        git.Git("init", "--quiet", "--bare", first);
        git.Git("remote", "add", "origin", first);
        git.Files.TrustsAddresses = true;
        git.Files.Clock = TimeProvider.System;
        _ = await git.Files.BeginRecordsAsync();
        git.Git("fetch", "--quiet", "origin", "refs/heads/infra/audit:refs/heads/infra/audit");
        git.Git("remote", "remove", "origin");
        git.CommitAsItIs("a key");
        return git;
    }

    // A signed approval: it signs in as the App, reads the records at the remote, and pushes one.
    private async Task<string> ApproveAsync(GitWorkspace git, EchoServer server, bool isGood = false)
    {
        await using GoogleSocket google = await GoogleSocket.StartAsync(git.Files.Google);
        string until = DateTimeOffset.UtcNow.AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        string child = Path.Combine(Workspace.Root, "artifacts", "bin", "Infra.Cli.Tests.Child", "release", "Infra.Cli.Tests.Child");
        ProcessStartInfo start = new(child, ["trusting", "freeze", "approve", "prod", "--backend", "pulumi", "--role", "cto", "--reason", "payments fail, INC-42", "--until", until])
        {
            WorkingDirectory = git.Files.Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in new[]
        {
            ("INFRA_TEST_GOOGLE", google.Address), ("GITHUB_ACTIONS", "true"), ("GITHUB_REPOSITORY", "setu-retail/platform"), ("GITHUB_API_URL", $"{server.Address}api/v3"), ("GITHUB_SERVER_URL", server.Address.GetLeftPart(UriPartial.Authority)),
            ("INFRA_GITHUB_APP_ID", "4711"), ("INFRA_GITHUB_APP_KEY", app.ExportPkcs8PrivateKeyPem()), ("INFRA_SIGNING_KEY", signing.ExportPkcs8PrivateKeyPem()), ("GITHUB_TOKEN", Granted),
            ("GIT_TRACE", "1"), ("GIT_CURL_VERBOSE", "1"), ("GIT_TRACE_CURL", "1"), ("GIT_TRACE_REDACT", "0"), ("GIT_TRACE_PACKET", "1"), ("GIT_TRACE_SETUP", "1"),
            ("GIT_TRACE2_EVENT", Path.Combine(git.Files.Folder, "trace2.json")), ("GIT_TRACE2_ENV_VARS", "GIT_CONFIG_VALUE_0,INFRA_SIGNING_KEY,INFRA_GITHUB_APP_KEY,GITHUB_TOKEN"),
        })
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> said = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) + await said;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(isGood == (process.ExitCode == 0), output);
        return output;
    }
}
