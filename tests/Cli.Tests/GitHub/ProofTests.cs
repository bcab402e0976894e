using System.Globalization;
using Infra.Delivery.Approvals;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Gates;
using Infra.Delivery.Risk;
using Infra.GitHub.Tests.Server;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;

namespace Infra.Cli.Tests.GitHub;

/// <summary>Approvals that GitHub vouches for, about an envelope of the real cloud: a real merge commit, and a GitHub with a memory.</summary>
public sealed class ProofTests : IAsyncLifetime
{
    // Asha and Meera of stacks/delivery/approvals.yaml.
    private const long Asha = 90210001;
    private const long Meera = 90210003;
    private const string During = "2026-11-21T04:40:00Z";

    private GitWorkspace git = null!;

    private GitHubServer server = null!;

    private string head = "";

    private string merge = "";

    private string plan = "";

    public async ValueTask InitializeAsync()
    {
        server = await GitHubServer.StartAsync(prism: null);
        git = await GitWorkspace.CopyAsync("merged", MergedAsync);
        head = git.Git("rev-parse", "feature").Trim();
        Shown();
        git.Files.TrustsAddresses = true;
        git.Files.Variables["GITHUB_REPOSITORY"] = "setu-retail/platform";
        git.Files.Variables["GITHUB_API_URL"] = server.Address.ToString();
        git.Files.Variables["GITHUB_TOKEN"] = GitHubServer.Token;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        git.Dispose();
    }

    [Fact]
    public async Task A_review_of_what_a_plain_merge_merged_is_one_of_the_sealed_commit()
    {
        Reviewed(Asha, head);

        Assert.Equal(["asha: counts"], await CountedAsync());
    }

    [Fact]
    public async Task A_review_of_an_earlier_commit_of_the_pull_request_does_not_count()
    {
        Reviewed(Asha, git.Git("rev-parse", $"{head}^").Trim());

        Assert.Equal(["asha: the commit that was reviewed is not the sealed one"], await CountedAsync());
    }

    [Fact]
    public async Task A_merge_that_puts_something_in_beside_is_not_what_was_reviewed()
    {
        await File.AppendAllTextAsync(Path.Combine(git.Files.Folder, "stacks", "catalog", "apps.yaml"), "# beside\n", TestContext.Current.CancellationToken);
        git.Git("add", "--all");
        git.Git("commit", "--quiet", "--amend", "--no-edit");
        await SealAsync(git);
        Shown();
        Reviewed(Asha, head);

        Assert.Equal(["asha: the commit that was reviewed is not the sealed one"], await CountedAsync());
    }

    [Fact]
    public async Task Whoever_opened_the_pull_request_does_not_approve_it()
    {
        Reviewed(Asha, head, author: Asha);

        Assert.Equal(["asha: asha wrote, committed, pushed or asked for this change"], await CountedAsync());
    }

    [Fact]
    public async Task Whoever_lets_the_run_into_the_environment_approves_its_envelope()
    {
        git.Files.Variables["GITHUB_RUN_ID"] = "99";
        server.Run(99, merge, "staging", [Meera, 4242]);

        Assert.Equal(["4242: approvals.yaml does not know this GitHub id", "meera: counts"], await CountedAsync());
    }

    [Theory]
    [InlineData("prod", 1, "in_progress", "2026-11-21T04:20:00Z", "")]
    [InlineData("staging", 2, "in_progress", "2026-11-21T04:20:00Z", "meera: the run that was approved carries another envelope")]
    [InlineData("staging", 1, "completed", "2026-11-21T04:20:00Z", "meera: the run that was approved carries another envelope")]
    [InlineData("staging", 1, "in_progress", "2026-11-21T04:39:00Z", "meera: the run that was approved carries another envelope")]
    public async Task A_run_of_another_environment_a_second_attempt_one_that_ended_and_one_that_began_later_prove_nothing(string environment, long attempt, string status, string started, string counted)
    {
        git.Files.Variables["GITHUB_RUN_ID"] = "99";
        server.Run(99, merge, environment, [Meera], attempt: attempt, status: status, started: started);

        Assert.Equal(counted, string.Join("; ", await CountedAsync()));
    }

    [Fact]
    public async Task Whoever_started_the_run_does_not_approve_it()
    {
        git.Files.Variables["GITHUB_RUN_ID"] = "99";
        server.Run(99, merge, "staging", [Meera], actor: Meera);

        Assert.Equal(["meera: meera wrote, committed, pushed or asked for this change"], await CountedAsync());
    }

    [Fact]
    public async Task Where_GitHub_does_not_answer_nobody_knows_and_nothing_is_open()
    {
        server.Faults.Enqueue(new Fault("GET", 403, Body: "{\"message\":\"Resource not accessible by integration\"}"));

        InfraException refused = await Assert.ThrowsAsync<InfraException>(CountedAsync);

        Assert.Equal(ErrorKind.Authentication, refused.Kind);
        Assert.DoesNotContain(GitHubServer.Token, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rehearsal_asks_nobody()
    {
        (Host host, Repository repository, Envelope envelope) = Read();

        Assert.Equal(GitHubProofs.None, await GitHubProofs.OfAsync(host, repository, envelope with { Plan = envelope.Plan with { Backend = "local" } }, after: null, TestContext.Current.CancellationToken));
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("success", "success", "success", "integration 1/0, performance 1/0, unit 2/0")]
    [InlineData("failure", "success", null, "integration 1/0, performance 0/1, unit 1/1")]
    [InlineData("", "success", "success", "integration 1/0, performance 1/0")]
    public async Task Runs_of_the_workflows_of_suites_on_main_are_evidence_of_tests(string unit, string integration, string? performance, string suites)
    {
        server.Ran("ci.yml", merge, unit.Length == 0 ? [("test (official)", "success")] : [("test (official)", "success"), ("test (offline)", unit), ("program", "failure")]);
        server.Ran("integration.yml", merge, [("Integration tests", integration)]);
        server.Ran("performance.yml", merge, [("Performance tests", performance)]);

        (Host host, Repository repository, Envelope envelope) = Read();
        Evidence tests = (await GitHubTests.OfAsync(host, repository, EvidenceSubject.Of(envelope) with { Commit = merge }, TestContext.Current.CancellationToken))!;

        Assert.Equal((GateName.TestsPassed, envelope.Digest, $"workflow runs of {merge}"), (tests.Gate, tests.Envelope, tests.Source));
        Assert.Equal(suites, string.Join(", ", tests.Facts.GetProperty("suites").EnumerateArray().Select(s => $"{s.GetProperty("name")} {s.GetProperty("passed")}/{s.GetProperty("failed")}")));
        Assert.Empty(server.Problems);
    }

    private static async Task<GitWorkspace> MergedAsync()
    {
        GitWorkspace made = await GitWorkspace.CommittedAsync();
        made.Release("staging", made.Head);
        await made.CommitAsync("release");
        made.Git("switch", "--quiet", "--create", "feature");
        made.Files.Replace("stacks/Pulumi.staging.yaml", "config:\n", "# reviewed\nconfig:\n");
        _ = made.CommitAsItIs("feature");
        made.Git("switch", "--quiet", "main");
        made.Git("merge", "--quiet", "--no-ff", "--message", "Merge feature", "feature");
        await SealAsync(made);
        return made;
    }

    private static string PlanOf(GitWorkspace sealing) => $".infra/{sealing.Head[..7]}.json";

    // What main is at.
    private static async Task SealAsync(GitWorkspace sealing)
    {
        (string output, int exitCode) = await sealing.Files.RunAsync(["preview", "staging", "--seal", "--out", PlanOf(sealing)]);
        Assert.True(exitCode == 0, output);
    }

    // GitHub has what was sealed.
    private void Shown()
    {
        (merge, plan) = (git.Head, PlanOf(git));
        server.Commit(merge, "leela@setu-retail.example");
        server.Push("main", merge, 90210005);
    }

    private void Reviewed(long user, string commit, long author = 1)
    {
        var pull = server.AddPull("feature", "Feature", "text");
        server.Merge(pull, head, merge, author);
        server.Push("feature", head, author);
        server.Reviews[(long)pull["number"]!] = [GitHubServer.Review(user, "APPROVED", commit, "2026-11-21T04:00:00Z")];
    }

    private (Host Host, Repository Repository, Envelope Envelope) Read()
    {
        git.Files.Clock = new SetClock(During);
        Host host = git.Files.Host(TextWriter.Null, TextWriter.Null, null);
        Repository repository = Repository.Find(host);
        Envelope read = new Sealer(host, repository).Read(plan);
        return (host, repository, read with { Plan = read.Plan with { Backend = "pulumi" } });
    }

    // What the judge of approvals makes of the proofs.
    private async Task<string[]> CountedAsync()
    {
        (Host host, Repository repository, Envelope envelope) = Read();
        GitHubProofs proofs = await GitHubProofs.OfAsync(host, repository, envelope, after: null, TestContext.Current.CancellationToken);
        ApprovalRequest request = new()
        {
            Envelope = envelope.Digest, Commit = envelope.Seal.Commit, Environment = "staging", IsLocal = false, SealedAt = envelope.SealedAt,
            Paths = [], Resources = [], Risk = RiskLevel.Low, Involved = proofs.Involved,
        };
        ApprovalVerdict verdict = ApprovalJudge.Judge(repository.Approvals(), request, [], proofs.Proofs, DateTimeOffset.Parse(During, CultureInfo.InvariantCulture));
        Assert.Empty(server.Problems);
        return [.. verdict.Approvals.Select(a => $"{a.Person}: {a.Refusal ?? "counts"}").Order(StringComparer.Ordinal)];
    }
}
