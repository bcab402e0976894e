using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Infra.GitHub.Api;
using Infra.GitHub.SignIn;
using Infra.GitHub.Tests.Server;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Values;

namespace Infra.GitHub.Tests;

public sealed class SignInTests(Prism prism)
{
    private static readonly GitHubRepository Repository = GitHubRepository.Of("setu-retail/platform");

    private readonly JumpingClock clock = new();

    [Fact]
    public async Task A_repository_that_is_only_read_gets_a_token_that_reads_its_contents_alone_and_one_without_the_App_none()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        using RSA key = RSA.Create(2048);
        GitHubSignIn signIn = new(server.Address, "1.0.0", clock, null);
        AppKey app = new("4711", key.ExportPkcs8PrivateKeyPem());

        GitHubSession? deploy = await signIn.ReadingAsync(GitHubRepository.Of("setu-retail/deploy"), app, TestContext.Current.CancellationToken);
        GitHubSession? other = await signIn.ReadingAsync(GitHubRepository.Of("setu-retail/other"), app, TestContext.Current.CancellationToken);

        Assert.NotNull(deploy);
        Assert.Null(other);
        Assert.Equal(["{\"repositories\":[\"deploy\"],\"permissions\":{\"contents\":\"read\"}}"], server.Granted);
        Assert.Empty(server.Problems);
    }

    [Fact]
    public async Task An_App_signs_in_with_a_token_that_its_key_signed_and_goes_on_with_one_for_this_repository_alone()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        using RSA key = RSA.Create(2048);
        List<string> said = [];

        GitHubApi api = (await new GitHubSignIn(server.Address, "1.0.0", clock, said.Add).AsAppAsync(Repository, new AppKey("4711", key.ExportPkcs8PrivateKeyPem()), TestContext.Current.CancellationToken)).Api;
        _ = await api.ListAsync("issues?state=open", null, TestContext.Current.CancellationToken);

        Assert.Equal("infra-app[bot]", api.Login);
        Assert.Equal(["POST /app/installations/77/access_tokens"], server.Writes);
        Assert.Equal($"Token {GitHubServer.Token}", server.Authorizations[^1]);
        string[] parts = server.Authorizations[0]["Bearer ".Length..].Split('.');
        Assert.True(key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Equal("{\"alg\":\"RS256\",\"typ\":\"JWT\"}", Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[0])));
        JsonNode claims = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        Assert.Equal((clock.GetUtcNow().AddMinutes(-1).ToUnixTimeSeconds(), clock.GetUtcNow().AddMinutes(9).ToUnixTimeSeconds(), "4711"), ((long)claims["iat"]!, (long)claims["exp"]!, (string)claims["iss"]!));
        Assert.Empty(server.Problems);
        Assert.Empty(said);
    }

    [Fact]
    public void A_key_that_is_none_is_refused_without_being_shown()
    {
        InfraException refused = Assert.Throws<InfraException>(() => new AppKey("4711", "-----BEGIN RSA PRIVATE KEY-----\nplanted0key\n-----END RSA PRIVATE KEY-----").Sign(clock.GetUtcNow()));

        Assert.Equal(ErrorKind.Authentication, refused.Kind);
        Assert.DoesNotContain("planted0key", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_next_page_on_another_server_is_not_asked()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        server.Faults.Enqueue(new Fault("GET", 200, Body: "[]") { Headers = [("Link", "<https://evil.example/api/v3/repos/x?page=2>; rel=\"next\"")] });

        InfraException refused = await Assert.ThrowsAsync<InfraException>(() =>
            new GitHubSignIn(server.Address, "1.0.0", clock).WithToken(Repository, GitHubServer.Token).Api.ListAsync("issues", null, TestContext.Current.CancellationToken));

        Assert.Equal($"The next page is said to be on evil.example, and not below {server.Address}/: it is not asked. Look whether GITHUB_API_URL is right.", refused.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task An_Enterprise_server_is_asked_below_its_own_path_also_for_what_is_of_no_repository_and_for_later_pages(string end)
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism, pageSize: 1);
        server.Add(server.Issues, "a", "one");
        server.Add(server.Issues, "a", "two");
        GitHubApi api = new GitHubSignIn(new Uri(server.Address.AbsoluteUri + end), "1.0.0", clock).WithToken(Repository, GitHubServer.Token).Api;

        // The server takes /api/v3 off every path, and knows none without it.
        Assert.Equal("infra-bot", (string?)(await api.GetAsync("/user", TestContext.Current.CancellationToken))["login"]);
        Assert.Equal(["one", "two"], (await api.ListAsync("issues", null, TestContext.Current.CancellationToken)).Select(i => (string?)i["body"]));

        Assert.Equal(["GET /user", "GET /repos/setu-retail/platform/issues?per_page=100", "GET /repos/setu-retail/platform/issues?per_page=100&page=2"], server.Requests);
        Assert.Empty(server.Problems);
    }

    [Fact]
    public async Task A_list_that_does_not_end_is_given_up()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        server.FaultAt = (number, method) => new Fault(method, 200, Body: "[{}]") { Headers = [("Link", $"<{server.Address}/repos/setu-retail/platform/issues?page={number + 2}>; rel=\"next\"")] };

        InfraException refused = await Assert.ThrowsAsync<InfraException>(() =>
            new GitHubSignIn(server.Address, "1.0.0", clock).WithToken(Repository, GitHubServer.Token).Api.ListAsync("issues", null, TestContext.Current.CancellationToken));

        Assert.Equal("GitHub lists more than 100 pages of issues in setu-retail/platform; nobody means that. Clear them up, or look whether the server is the right one.", refused.Message);
        Assert.Equal(100, server.Requests.Count);
    }
}
