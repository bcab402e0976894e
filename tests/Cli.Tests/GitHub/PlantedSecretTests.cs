using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Pipeline.Workspace;

namespace Infra.Cli.Tests.GitHub;

/// <summary>What signs in at GitHub is planted and looked for, in every form, in everything that a person or a file gets, while a server repeats what it was sent.</summary>
public sealed class PlantedSecretTests
{
    private const string Token = "ghs_planted+token/that-nobody.may_see=";
    private const string Password = "planted-password-of-the-remote";

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<int> Refusals => [401, 403, 500];

    // A header cannot carry it, and what refuses to make the header quotes it.
    [Theory]
    [InlineData("ghs_planted\"token")]
    [InlineData("ghs_planted token")]
    [InlineData("ghs_planted\ntoken")]
    [InlineData("ghs_plantedé")]
    public async Task A_token_that_no_header_can_carry_is_refused_and_not_shown(string token)
    {
        await using EchoServer server = await EchoServer.StartAsync(401);
        using Workspace workspace = Joined(server);
        workspace.Variables["GITHUB_TOKEN"] = token;

        (string output, int exitCode) = await workspace.RunAsync(["github", "sync", "--check"]);

        Assert.Equal((2, "error: GITHUB_TOKEN holds a character that no token has (it is not shown). Copy it again, without quotation marks and line ends.\n"), (exitCode, output));
        Assert.Empty(server.Authorizations);
    }

    [Fact]
    public async Task A_token_that_an_App_is_given_and_no_header_can_carry_is_refused_and_not_shown()
    {
        const string granted = "ghs_granted\"token";
        await using EchoServer server = await EchoServer.StartAsync(401, granted);
        using RSA rsa = RSA.Create(2048);
        using Workspace workspace = Joined(server);
        (workspace.Variables["INFRA_GITHUB_APP_ID"], workspace.Variables["INFRA_GITHUB_APP_KEY"]) = ("4711", rsa.ExportPkcs8PrivateKeyPem());

        (string output, int exitCode) = await workspace.RunAsync(["github", "sync", "--check"]);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("error: GitHub answered with a token for setu-retail/platform that no header can carry (it is not shown).", output, StringComparison.Ordinal);
        Nowhere(granted, output, workspace.Folder);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_token_that_GitHub_repeats_is_not_shown(int status)
    {
        await using EchoServer server = await EchoServer.StartAsync(status);
        using Workspace workspace = Joined(server);
        workspace.Variables["GITHUB_TOKEN"] = Token;
        workspace.Write("text.md", "text\n");
        foreach (string[] command in (string[][])
            [["github", "comment", "--pull-request", "7", "--marker", "dev", "--file", "text.md"], ["github", "issue", "--marker", "dev", "--close"], ["github", "sync"], ["github", "sync", "--check"]])
        {
            (string output, int exitCode) = await workspace.RunAsync(command);

            Assert.Equal((int)(status == 500 ? ExitCode.Error : ExitCode.Authentication), exitCode);
            Assert.Contains($": {status}, echoed Authorization: ***", output, StringComparison.Ordinal);
            Nowhere(Token, output, workspace.Folder);
        }

        Assert.Contains($"Token {Token}", server.Authorizations);
        Host host = workspace.Host(TextWriter.Null, TextWriter.Null, null);
        InfraException refused = await Assert.ThrowsAsync<InfraException>(async () => await (await host.GitHub.SignInAsync(TestContext.Current.CancellationToken)).Api.GetAsync("", TestContext.Current.CancellationToken));
        Nowhere(Token, refused.ToString(), workspace.Folder);
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task The_key_of_an_App_and_what_it_signed_are_not_shown(int status)
    {
        await using EchoServer server = await EchoServer.StartAsync(status);
        using RSA rsa = RSA.Create(2048);
        string pem = rsa.ExportPkcs8PrivateKeyPem();
        using Workspace workspace = Joined(server);
        (workspace.Variables["INFRA_GITHUB_APP_ID"], workspace.Variables["INFRA_GITHUB_APP_KEY"]) = ("4711", pem);

        (string output, int exitCode) = await workspace.RunAsync(["github", "sync"]);

        Assert.Equal((int)(status == 500 ? ExitCode.Error : ExitCode.Authentication), exitCode);
        Nowhere(pem, output, workspace.Folder);
        Assert.All(pem.Split('\n').Where(l => !l.StartsWith('-') && l.Length > 20), line => Nowhere(line, output, workspace.Folder));
        Assert.NotEmpty(server.Authorizations);
        Assert.All(server.Authorizations, sent =>
        {
            Assert.StartsWith("Bearer ", sent, StringComparison.Ordinal);
            Nowhere(sent["Bearer ".Length..], output, workspace.Folder);
        });
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task What_git_signs_in_with_goes_to_the_server_of_the_job_and_is_not_shown(int status)
    {
        await using EchoServer server = await EchoServer.StartAsync(status);
        using GitWorkspace git = await ReleasedAsync(server, $"{server.Address}repo.git");

        string output = await PromoteAsync(git);

        string sent = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"x-access-token:{Token}"))}";
        Assert.Contains(sent, server.Authorizations);
        Nowhere(Token, output, git.Files.Folder);
        Nowhere(sent["Basic ".Length..], output, git.Files.Folder);
    }

    [Fact]
    public async Task What_git_signs_in_with_is_not_sent_to_another_server()
    {
        await using EchoServer job = await EchoServer.StartAsync(403);
        await using EchoServer other = await EchoServer.StartAsync(403);
        using GitWorkspace git = await ReleasedAsync(job, $"{other.Address}repo.git");

        Nowhere(Token, await PromoteAsync(git), git.Files.Folder);

        Assert.NotEmpty(other.Authorizations);
        Assert.All(other.Authorizations, Assert.Empty);
    }

    [Theory]
    [InlineData(401, true)]
    [InlineData(403, true)]
    [InlineData(500, true)]
    [InlineData(401, false)]
    public async Task A_credential_in_the_address_of_the_remote_is_not_shown(int status, bool isOrigin)
    {
        await using EchoServer server = await EchoServer.StartAsync(status);
        string address = $"http://x:{Password}@{server.Address.Authority}/repo.git";
        using GitWorkspace git = await ReleasedAsync(server, isOrigin ? address : $"{server.Address}repo.git");
        git.Files.Variables.Remove("GITHUB_ACTIONS");
        if (!isOrigin)
        {
            git.Files.Variables["INFRA_AUDIT_REMOTE"] = address;
        }

        string output = await PromoteAsync(git);

        // It stands where it was planted, in the configuration of git.
        git.Git("remote", "remove", "origin");
        Nowhere(Password, output, git.Files.Folder);
    }

    private static Workspace Joined(EchoServer server)
    {
        Workspace workspace = new() { Clock = new ImpatientClock(), TrustsAddresses = true };
        workspace.Variables["GITHUB_REPOSITORY"] = "setu-retail/platform";
        workspace.Variables["GITHUB_API_URL"] = $"{server.Address}api/v3";
        return workspace;
    }

    private static async Task<GitWorkspace> ReleasedAsync(EchoServer server, string remote)
    {
        GitWorkspace git = await GitWorkspace.ReleasedAsync();
        git.Files.TrustsAddresses = true;
        git.Git("remote", "add", "origin", remote);
        foreach ((string name, string value) in new[] { ("GITHUB_ACTIONS", "true"), ("GITHUB_REPOSITORY", "setu-retail/platform"), ("GITHUB_TOKEN", Token), ("GITHUB_API_URL", $"{server.Address}api/v3"), ("GITHUB_SERVER_URL", server.Address.GetLeftPart(UriPartial.Authority)) })
        {
            git.Files.Variables[name] = value;
        }

        return git;
    }

    private static async Task<string> PromoteAsync(GitWorkspace git)
    {
        (string output, int exitCode) = await git.Files.RunAsync(["promote", "dev", "staging", "--backend", "pulumi"]);
        Assert.NotEqual(0, exitCode);
        Assert.Contains("error: git fetch in ", output, StringComparison.Ordinal);
        return output;
    }

    /// <summary>Asserts that a secret is in no form in an output or in a file below a folder.</summary>
    internal static void Nowhere(string secret, string output, string folder)
    {
        string[] forms = [secret, Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), Convert.ToBase64String(Encoding.UTF8.GetBytes($"x-access-token:{secret}")), Convert.ToBase64String(Encoding.UTF8.GetBytes($"x:{secret}")), JsonEncodedText.Encode(secret).ToString(), JsonSerializer.Serialize(secret, Relaxed)[1..^1], Uri.EscapeDataString(secret)];
        string[] files = [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(File.ReadAllText)];
        Assert.All(forms, form => Assert.All(files.Prepend(output), text => Assert.DoesNotContain(form, text, StringComparison.Ordinal)));
    }

    /// <summary>A clock on which every wait is over at once.</summary>
    private sealed class ImpatientClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 21, 4, 30, 0, TimeSpan.Zero);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
    }
}
