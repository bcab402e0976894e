using System.Text.RegularExpressions;
using Infra.GitHub.Tests.Server;

namespace Infra.Cli.Tests.GitHub;

/// <summary><c>infra github sync</c> over a GitHub with a memory.</summary>
public sealed partial class GitHubSyncTests
{
    private static readonly string Approved = Path.Combine(Workspace.Root, "tests", "Cli.Tests", "GitHub", "sync.txt");

    [Fact]
    public async Task The_program_says_what_the_transcript_says()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism: null);
        using Workspace workspace = Of(server);
        string approved = await File.ReadAllTextAsync(Approved, TestContext.Current.CancellationToken);

        string played = await Transcript.PlayAsync(approved, workspace);

        if (Environment.GetEnvironmentVariable("INFRA_APPROVE") == "1")
        {
            await File.WriteAllTextAsync(Approved, played, TestContext.Current.CancellationToken);
        }

        Assert.Equal(approved, played);
        Assert.Empty(server.Problems);
        Assert.DoesNotContain(GitHubServer.Token, played, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_documentation_shows_is_what_the_program_prints()
    {
        string transcript = (await File.ReadAllTextAsync(Approved, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        string page = await File.ReadAllTextAsync(Path.Combine(Workspace.Root, "docs", "github.md"), TestContext.Current.CancellationToken);

        string shown = Assert.Single(Console().Matches(page), m => m.Value.Contains("infra github sync", StringComparison.Ordinal)).Groups["text"].Value;

        int at = 0;
        Assert.All(shown.Split('\n').Where(l => l.Length > 0 && l != "..."), line =>
        {
            at = transcript.IndexOf(line + "\n", at, StringComparison.Ordinal);
            Assert.True(at >= 0, $"docs/github.md shows '{line}', and the program does not print it there");
        });
    }

    [Fact]
    public async Task A_copy_of_the_repository_does_not_change_the_original()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism: null);
        using Workspace workspace = Of(server);
        workspace.Variables["GITHUB_REPOSITORY"] = "somebody/platform";

        (string output, int exitCode) = await workspace.RunAsync(["github", "sync"]);

        Assert.Equal("error: GITHUB_REPOSITORY is 'somebody/platform', and stacks/delivery/github.yaml is about setu-retail/platform: a copy does not change the original. Take the variable away, or name the repository in the file.\n", output);
        Assert.Equal(2, exitCode);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Names_on_GitHub_with_codes_and_markup_do_no_harm()
    {
        const string Hostile = "\u001b[31m\u202e::error::x\n<img src=x onerror=y>|@everyone";
        await using GitHubServer server = await GitHubServer.StartAsync(prism: null);
        server.Repository.Labels.Add(new() { ["name"] = Hostile, ["color"] = "ffffff", ["description"] = "" });
        using Workspace workspace = Of(server);

        (string tree, _) = await workspace.RunAsync(["github", "sync", "--check"]);
        (string markdown, _) = await workspace.RunAsync(["github", "sync", "--check", "--format", "markdown"]);

        Assert.All(new[] { tree, markdown }, output =>
        {
            Assert.DoesNotContain('\u001b', output);
            Assert.DoesNotContain('\u202e', output);
            Assert.DoesNotContain(output.Split('\n'), l => l.StartsWith("::", StringComparison.Ordinal));
        });
        Assert.DoesNotContain("<img", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("@everyone", markdown, StringComparison.Ordinal);
    }

    private static Workspace Of(GitHubServer server)
    {
        Workspace workspace = new() { TrustsAddresses = true };
        workspace.Variables["GITHUB_API_URL"] = server.Address.AbsoluteUri;
        workspace.Variables["GITHUB_TOKEN"] = GitHubServer.Token;
        return workspace;
    }

    [GeneratedRegex("```console\\n(?<text>.*?)```", RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Console();
}
