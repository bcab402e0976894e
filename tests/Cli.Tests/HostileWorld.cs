using System.Text.Json;
using Infra.Cli.Tests.Live;
using Infra.Cli.Tests.Releases;
using Infra.GitHub.Tests.Server;
using Infra.Machine.Chance;
using Infra.Pipeline.Rendering;
using Infra.Pipeline.Workspace;

namespace Infra.Cli.Tests;

/// <summary>A repository in which everything that people may write is hostile: names of who acts, reasons, messages of commits, what is in the cloud, what is at GitHub.</summary>
public sealed class HostileWorld : IAsyncLifetime
{
    private GitHubServer server = null!;
    private ApiServer clusters = null!;
    private ReleaseWorkspace releases = null!;
    private string fix = "";

    /// <summary>Everything at once that a text may try; half characters and NUL aside, which no argument of a process can hold.</summary>
    public static string Trouble { get; } =
        "harm ${{ github.token }} `id` ```\n::set-output name=a::b\n##[error]x\r\n\u001b[31m\u001b]8;;http://evil.example\u0007\u009b2J<script>alert(1)</script><img src=x onerror=y></td>&lt;"
        + "<!-- infra:dev -->\u202e\u2066\u200f\u200b\u2028\u0085\ufeff\U000E0041 @everyone #1 | a |\n|---|\n# Head [x](javascript:y) \\*_ plan é 日本 😀 $(id);'\"";

    /// <summary>The envelope of staging.</summary>
    public const string Envelope = ".infra/hostile.json";

    /// <summary>A hotfix whose commit has a hostile message: <see cref="Meant"/> knows the commit.</summary>
    public const string Fix = "auth=FIX";

    internal Workspace Files => releases.Files;

    /// <summary>A branch with as much of it as git takes.</summary>
    public const string Branch = "harm/${{x}}`id`<img>\u202e@everyone";

    public async ValueTask InitializeAsync()
    {
        server = await GitHubServer.StartAsync(prism: null);
        server.Repository.Labels.Add(new() { ["name"] = Trouble, ["color"] = "ffffff", ["description"] = Trouble });
        releases = await ReleaseWorkspace.StagedAsync();
        Files.Entropy = new SystemEntropy();
        Files.TrustsAddresses = true;
        releases.Git.Git("commit", "--quiet", "--allow-empty", "--message", Trouble, "--author", $"{Trouble.ReplaceLineEndings(" ").Replace('<', '(').Replace('>', ')')} <x@setu-retail.example>");
        releases.Git.Git("branch", Branch);
        fix = releases.Application(Trouble, releases.Runs);
        foreach ((string name, string value) in new[] { ("GITHUB_REPOSITORY", "setu-retail/platform"), ("GITHUB_API_URL", server.Address.ToString()), ("GITHUB_TOKEN", GitHubServer.Token), ("USER", Trouble) })
        {
            Files.Variables[name] = value;
        }

        Files.Write(".infra/text.md", Trouble);
        Files.Write(".infra/facts.json", JsonSerializer.Serialize(new { unhealthy = new[] { Trouble }, requests = 1, errorBasisPoints = 0, latencyP99Ms = 1 }));
        await MustAsync("preview", "staging", "--seal", "--out", ".infra/first.json");
        await MustAsync("up", "staging", "--plan", ".infra/first.json", "--yes", "--reason", Trouble);
        await MustAsync("cloud", "edit", "staging", "projects/setu-staging-628350/global/firewalls/setu-staging-deny-ingress", "description", Trouble);
        await MustAsync("preview", "staging", "--seal", "--out", Envelope);
        await MustAsync("freeze", "override", "prod", "--reason", Trouble, "--until", "2026-11-21T06:00:00Z", "--approver", "leela:incident_commander", "--approver", "vikram:cto");
        Files.Variables["USER"] = "asha";
        await MustAsync("approve", Envelope, "--role", "platform_team", "--reason", Trouble);
        Files.Variables["USER"] = Trouble;
        await releases.ApplyAsync("dev");
        clusters = await ApiServer.StartAsync();
        ApiObjects.Fill(clusters, [new AppRow(Trouble, null, 0, Trouble, "-", Trouble, Trouble, Trouble, "", Trouble)], Trouble, Trouble);
        clusters.Kept[ApiObjects.Sets].Add(ApiObjects.Set(Trouble));
        Func<Host, Host> before = Files.Adjusted;
        Files.Adjusted = host => before(host) with { Cluster = clusters.Client };
    }

    public async ValueTask DisposeAsync()
    {
        releases.Dispose();
        await clusters.DisposeAsync();
        await server.DisposeAsync();
    }

    internal string[] Meant(string[] arguments) => [.. arguments.Select(a => a == Fix ? $"auth={fix}" : a)];

    internal Task<(string Output, int ExitCode)> RunAsync(params string[] arguments) => Files.RunAsync(Meant(arguments));

    private async Task MustAsync(params string[] arguments)
    {
        (string output, int exitCode) = await RunAsync(arguments);
        Assert.True(exitCode == 0, output);
    }
}
