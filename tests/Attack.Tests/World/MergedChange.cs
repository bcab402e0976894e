using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Cli.Tests;
using Infra.Delivery.Approvals;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Gates;
using Infra.Delivery.Risk;
using Infra.GitHub.Tests.Server;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;

namespace Infra.Attack.Tests;

/// <summary>
/// A change on its way to staging of a real cloud: a branch that was merged into main as GitHub does it, the commit sealed, and a GitHub with a memory.
/// Asha and Ravi are the platform team, which staging needs one of; Meera is of the security team.
/// </summary>
internal sealed class MergedChange : IAsyncDisposable
{
    public const long Asha = 90210001;
    public const long Ravi = 90210002;
    public const long Meera = 90210003;
    public const long Leela = 90210005;

    /// <summary>The GitHub App of the company, as stacks/delivery/approvals.yaml lists it.</summary>
    public const long Bot = 90219001;

    /// <summary>Somebody who may push and whom stacks/delivery/approvals.yaml does not list.</summary>
    public const long Mallory = 666;

    private const string Now = "2026-11-21T04:40:00Z";

    private MergedChange(GitHubServer server, GitWorkspace git) => (Server, Git) = (server, git);

    public GitHubServer Server { get; }

    public GitWorkspace Git { get; }

    /// <summary>What main was before.</summary>
    public required string Before { get; init; }

    /// <summary>The commit that was merged.</summary>
    public required string Head { get; init; }

    /// <summary>The commit on main, which is sealed.</summary>
    public required string Merge { get; init; }

    public string Plan => PlanOf(Merge);

    /// <summary>The change, with a commit of this author.</summary>
    public static async Task<MergedChange> ByAsync(string email, string message = "feature", string? committer = null) =>
        await OfAsync(await GitWorkspace.CopyAsync($"merged {email} {message} {committer}", () => MergedAsync(git => Commit(git, email, message, committer))));

    /// <summary>The change, with whatever is committed to the branch <c>feature</c>.</summary>
    public static async Task<MergedChange> OfAsync(Action<GitWorkspace> commit) => await OfAsync(await MergedAsync(commit));

    private static async Task<MergedChange> OfAsync(GitWorkspace git)
    {
        // Of main: the first commit, the release, and the merges; each with its parents behind it.
        string[][] main = [.. git.Git("rev-list", "--first-parent", "--reverse", "--parents", "main").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' '))];
        MergedChange change = new(await GitHubServer.StartAsync(prism: null), git) { Before = main[1][0], Head = main[^1][2], Merge = main[^1][0] };
        foreach ((string name, string value) in new[] { ("GITHUB_REPOSITORY", "setu-retail/platform"), ("GITHUB_API_URL", change.Server.Address.ToString()), ("GITHUB_TOKEN", GitHubServer.Token) })
        {
            git.Files.Variables[name] = value;
        }

        git.Files.Clock = new SetClock(Now);
        return change;
    }

    /// <summary>Commits an edit of staging.</summary>
    public static void Commit(GitWorkspace git, string email, string message, string? committer = null)
    {
        git.Files.Replace("stacks/Pulumi.staging.yaml", "config:\n", "# reviewed\nconfig:\n");
        git.Git("add", "--all");
        git.Git("-c", $"user.email={committer ?? email}", "commit", "--quiet", "--author", $"Somebody <{email}>", "--cleanup=verbatim", "--message", message);
    }

    private static string PlanOf(string merge) => $".infra/{merge[..7]}.json";

    private static async Task<GitWorkspace> MergedAsync(Action<GitWorkspace> commit)
    {
        GitWorkspace git = await GitWorkspace.CopyAsync("about to change", async () =>
        {
            GitWorkspace made = await GitWorkspace.CommittedAsync();

            // The server is one of this machine, which no variable and no file of a repository could allow.
            made.Files.TrustsAddresses = true;
            made.Release("staging", made.Head);
            await made.CommitAsync("release");
            return made;
        });
        git.Git("switch", "--quiet", "--create", "feature");
        commit(git);
        git.Git("switch", "--quiet", "main");
        git.Git("-c", "user.email=leela@setu-retail.example", "merge", "--quiet", "--no-ff", "--message", "Merge feature", "feature");
        (string output, int exitCode) = await git.Files.RunAsync(["preview", "staging", "--seal", "--out", PlanOf(git.Head)]);
        Assert.True(exitCode == 0, output);
        return git;
    }

    /// <summary>The envelope, as one of the real cloud.</summary>
    public (Host Host, Repository Repository, Envelope Envelope) Read()
    {
        Host host = Git.Files.Host(TextWriter.Null, TextWriter.Null, null);
        Repository repository = Repository.Find(host);
        Envelope read = new Sealer(host, repository).Read(Plan);
        return (host, repository, read with { Plan = read.Plan with { Backend = "pulumi" } });
    }

    /// <summary>What evidence of tests there is: each suite with how many of its jobs passed and failed.</summary>
    public async Task<string> SuitesAsync()
    {
        (Host host, Repository repository, Envelope envelope) = Read();
        Evidence? tests = await GitHubTests.OfAsync(host, repository, EvidenceSubject.Of(envelope), TestContext.Current.CancellationToken);
        Assert.Empty(Server.Problems);
        return string.Join(", ", tests!.Facts.GetProperty("suites").EnumerateArray().Select(s => $"{s.GetProperty("name")} {s.GetProperty("passed")}/{s.GetProperty("failed")}"));
    }

    /// <summary>The pull request of the change: who opened it, who reviewed its head with an approval, and who pushed that head.</summary>
    public JsonObject Pull(long opener, long[] reviewers, params long?[] pushers)
    {
        JsonObject pull = Server.AddPull("feature", "Feature", "text");
        Server.Merge(pull, Head, Merge, opener);
        Server.Reviews[(long)pull["number"]!] = [.. reviewers.Select(r => GitHubServer.Review(r, "APPROVED", Head, "2026-11-21T04:00:00Z"))];
        foreach (long? pusher in pushers)
        {
            Server.Push("feature", Head, pusher);
        }

        return pull;
    }

    /// <summary>GitHub shows the commits of the change as git has them; whom it takes their addresses for, and whose signature it verified, are the test's.</summary>
    public void Show(Action<JsonObject>? adjust = null)
    {
        string[] ids = Git.Git("rev-list", $"{Before}..{Merge}").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (string id in ids)
        {
            string[] lines = Git.Git("show", "--no-patch", "--format=%ae%n%ce%n%P", id).Split('\n');
            JsonObject shown = Server.Commit(id, lines[0], lines[1], Git.Git("show", "--no-patch", "--format=%B", id), lines[2].Split(' '));
            adjust?.Invoke(shown);
        }

        Server.Compare[$"{Before}...{Merge}"] = ids;
    }

    /// <summary>What the judge makes of it: who counts and who does not, who is a stranger, what is not known, and whether staging may have it.</summary>
    public async Task<string> JudgedAsync(bool first = false)
    {
        (Host host, Repository repository, Envelope envelope) = Read();
        GitHubProofs proofs = await GitHubProofs.OfAsync(host, repository, envelope, first ? null : Before, TestContext.Current.CancellationToken);
        ApprovalRequest request = new()
        {
            Envelope = envelope.Digest, Commit = envelope.Seal.Commit, Environment = "staging", IsLocal = false, SealedAt = envelope.SealedAt, Risk = RiskLevel.Low,
            Involved = proofs.Involved, Strangers = proofs.Strangers, Unknown = proofs.Unknown,
        };
        ApprovalVerdict verdict = ApprovalJudge.Judge(repository.Approvals(), request, [], proofs.Proofs, DateTimeOffset.Parse(Now, CultureInfo.InvariantCulture));
        Assert.Empty(Server.Problems);
        IEnumerable<string> said =
        [
            .. verdict.Approvals.Select(a => $"{a.Person}: {(a.Refusal is null ? "counts" : a.Refusal.EndsWith("asked for this change", StringComparison.Ordinal) ? "took part" : a.Refusal)}").Order(StringComparer.Ordinal),
            .. verdict.Strangers.Select(s => $"stranger: {s}"),
            .. verdict.Unknown is { } unknown ? [$"unknown: {unknown.Replace(Head[..7], "HEAD", StringComparison.Ordinal).Replace(Merge[..7], "MERGE", StringComparison.Ordinal)}"] : (string[])[],
            verdict.IsMet ? "open" : "closed",
        ];
        return string.Join("; ", said);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Git.Dispose();
    }
}
