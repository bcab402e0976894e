using System.Globalization;
using System.Text.Json;
using Infra.Pipeline.Workspace;

namespace Infra.Cli.Tests.Releases;

/// <summary>A release on its way through the two regions of staging.</summary>
public sealed class RolloutTests
{
    private const string Phases = "    rollout:\n      primary:\n        regions:\n          - asia-south2\n      tertiary:\n        regions:\n          - asia-south1\n";

    private readonly SetClock clock = new("2026-11-21T04:30:00Z");

    private int files;

    [Fact]
    public async Task A_release_goes_through_a_phase_too_early_healthy_and_failed_and_every_region_goes_back()
    {
        using ReleaseWorkspace workspace = await StagedAsync();
        string before = workspace.Git.Git("rev-parse", "main:stacks/staging/release.yaml");
        await workspace.PlayAsync("rollout", "staging");

        workspace.Say("The first phase: half of the clusters.");
        await workspace.PlayAsync("promote", "dev", "staging");
        workspace.Merge("promote/staging");
        await workspace.PlayAsync("promote", "dev", "staging");
        await workspace.PlayAsync("rollout", "staging");
        await workspace.ApplyAsync("staging");
        await workspace.PlayAsync("apps", "list", "staging");

        Later(workspace, 2);
        await workspace.PlayAsync(["rollout", "staging", .. await EvidenceAsync(workspace, errors: 3, latency: 120)]);
        await workspace.PlayAsync("hotfix", "staging", "--app", $"auth={workspace.Application("Fix", null)}", "--reason", "INC-9");

        Later(workspace, 2);
        await workspace.PlayAsync("rollout", "staging");
        await workspace.PlayAsync(["rollout", "staging", .. await EvidenceAsync(workspace, errors: 3, latency: 120)]);
        await workspace.PlayAsync(["rollout", "staging", .. await EvidenceAsync(workspace, errors: 3, latency: 120)]);

        workspace.Merge("rollout/staging");
        await workspace.ApplyAsync("staging");
        Later(workspace, 1);
        await workspace.PlayAsync(["rollout", "staging", .. await EvidenceAsync(workspace, errors: 10, latency: 120)]);
        await workspace.PlayAsync(["rollout", "staging", .. await EvidenceAsync(workspace, errors: 0, latency: 1)]);

        await workspace.PlayAsync("rollback", "staging", "--reason", "the last phase fails");
        workspace.Merge("rollback/staging");
        await workspace.ApplyAsync("staging");
        await workspace.PlayAsync("rollout", "staging");
        await workspace.PlayAsync("audit", "show", "--action", "rollout");
        await workspace.PlayAsync("audit", "verify");

        await Approved.AssertAsync("rollout.txt", workspace.Played);
        Assert.Equal(before, workspace.Git.Git("rev-parse", "main:stacks/staging/release.yaml"));
    }

    [Fact]
    public async Task A_machine_reads_where_it_stands_also_where_the_exit_code_is_10()
    {
        using ReleaseWorkspace workspace = await StagedAsync();
        workspace.Files.PullRequests = (_, _) => new OpenedPullRequests();
        string[] rollout = ["rollout", "staging", "--format", "json"];
        await workspace.PlayDataAsync(rollout);
        await workspace.MustAsync("promote", "dev", "staging");
        workspace.Merge("promote/staging");
        await workspace.PlayDataAsync(rollout);
        await workspace.ApplyAsync("staging");
        await workspace.PlayDataAsync(rollout);
        Later(workspace, 4);
        await workspace.PlayDataAsync(rollout);
        string[] healthy = await EvidenceAsync(workspace, errors: 3, latency: 120);
        await workspace.PlayDataAsync([.. rollout, .. healthy]);
        await workspace.PlayDataAsync([.. rollout, .. healthy]);
        workspace.Merge("rollout/staging");
        await workspace.ApplyAsync("staging");
        Later(workspace, 1);
        await workspace.PlayDataAsync([.. rollout, .. await EvidenceAsync(workspace, errors: 10, latency: 120)]);

        await Approved.AssertAsync("rollout-json.txt", workspace.Played);
    }

    [Fact]
    public async Task From_the_first_phase_too_every_region_goes_back_and_no_phase_can_be_named()
    {
        using ReleaseWorkspace workspace = await StagedAsync();
        string before = workspace.Git.Git("rev-parse", "main:stacks/staging/release.yaml");
        await workspace.MustAsync("promote", "dev", "staging");
        string first = workspace.Branch("promote/staging")["promote/staging/".Length..];
        workspace.Merge("promote/staging");
        await workspace.ApplyAsync("staging");
        (string silent, int failed) = await workspace.RunAsync(["rollout", "staging", .. await EvidenceAsync(workspace, errors: 0, latency: 0, requests: 0)]);
        Later(workspace, 4);
        await workspace.MustAsync("rollback", "staging", "--reason", "nobody knows how it is");

        Assert.Equal(before, workspace.Git.Git("rev-parse", $"{workspace.Branch("rollback/staging")}:stacks/staging/release.yaml"));
        Assert.Equal(10, failed);
        Assert.Contains("error: Phase primary of staging failed: no request was measured, so nothing is known. It goes no further.", silent, StringComparison.Ordinal);
        workspace.Merge("rollback/staging");
        await workspace.ApplyAsync("staging");
        (string refused, int exitCode) = await workspace.RunAsync("rollback", "staging", "--to", first, "--reason", "back to a phase");
        Assert.Equal(2, exitCode);
        Assert.StartsWith("error: HASH of staging was a phase of a rollout and had not reached asia-south1, so it is nothing to go back to. Earlier ones, newest first: ", ReleaseWorkspace.Named(refused), StringComparison.Ordinal);
        Assert.DoesNotContain(first, refused[refused.IndexOf("Earlier", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_last_phase_the_environment_runs_the_release_everywhere_and_the_end_is_recorded_once()
    {
        using ReleaseWorkspace workspace = await StagedAsync();
        await workspace.MustAsync("promote", "dev", "staging");
        workspace.Merge("promote/staging");
        await workspace.ApplyAsync("staging");
        Later(workspace, 4);
        (JsonElement opened, string said) = await DataAsync(workspace, await EvidenceAsync(workspace, errors: 9, latency: 199));
        workspace.Merge("rollout/staging");
        await workspace.ApplyAsync("staging");

        Assert.Equal(JsonValueKind.Null, opened.GetProperty("opened").GetProperty("pullRequest").ValueKind);
        Assert.StartsWith("## Roll out in staging: phase tertiary of release ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("regions:", workspace.Files.Read("stacks/staging/release.yaml"), StringComparison.Ordinal);
        await workspace.MustAsync("render", "--check");
        Assert.EndsWith("Nothing to do.\n", await workspace.MustAsync("promote", "dev", "staging"), StringComparison.Ordinal);
        (_, int early) = await workspace.RunAsync("rollout", "staging");
        Later(workspace, 12);
        string ended = await workspace.MustAsync(["rollout", "staging", .. await EvidenceAsync(workspace, errors: 9, latency: 199)]);
        Later(workspace, 1);
        (JsonElement over, _) = await DataAsync(workspace, []);

        Assert.Equal(10, early);
        Assert.Equal(("passed", JsonValueKind.Null, JsonValueKind.Null), (over.GetProperty("standing").GetString(), over.GetProperty("next").ValueKind, over.GetProperty("opened").ValueKind));
        Assert.EndsWith("Release HASH is rolled out in staging: every phase is over and well.\n", ReleaseWorkspace.Named(ended), StringComparison.Ordinal);
        Assert.Equal(["succeeded", "succeeded"], await workspace.OutcomesAsync("rollout"));
    }

    [Fact]
    public async Task Another_release_in_the_middle_of_a_rollout_is_an_objection_and_evidence_of_another_is_refused()
    {
        using ReleaseWorkspace workspace = await StagedAsync();
        await workspace.MustAsync("promote", "dev", "staging");
        workspace.Merge("promote/staging");
        await workspace.ApplyAsync("staging");
        workspace.Files.Write(".infra/other.json", Evidence($"sha256:{new string('0', 64)}", 0, 1, 5));
        (string other, int otherCode) = await workspace.RunAsync("rollout", "staging", "--evidence", ".infra/other.json");
        workspace.Files.Replace("stacks/dev/release.yaml", "revision: main", $"revision: \"{workspace.Application("Next", null)}\"");
        await workspace.Git.CommitAsync("dev goes on");
        await workspace.ApplyAsync("dev");

        (string refused, int exitCode) = await workspace.RunAsync("promote", "dev", "staging");

        Assert.Equal((2, "error: .infra/other.json: it is about another release. Gather it again for this one.\n"), (otherCode, other));
        Assert.Equal(10, exitCode);
        Assert.StartsWith("error: release HASH is on its way in staging, and not yet in asia-south1.\n", ReleaseWorkspace.Named(refused), StringComparison.Ordinal);
    }

    // Staging, because a rule of policy holds production to gates that are not what these tests are about.
    private async Task<ReleaseWorkspace> StagedAsync()
    {
        ReleaseWorkspace workspace = await ReleaseWorkspace.StagedAsync();
        workspace.Files.Clock = clock;
        workspace.Files.Replace("stacks/delivery/gates.yaml", "  staging:\n    planFresh: {}\n", $"  staging:\n    planFresh: {{}}\n{Phases}");
        await workspace.Git.CommitAsync("staging has phases");
        return workspace;
    }

    // What a machine gets, and beside it what people do.
    private static async Task<(JsonElement Data, string Said)> DataAsync(ReleaseWorkspace workspace, string[] evidence)
    {
        using StringWriter data = new();
        using StringWriter said = new();
        int exitCode = await workspace.Files.RunAsync(["rollout", "staging", "--format", "json", .. evidence], data, said);
        Assert.True(exitCode == 0, said.ToString());
        return (JsonElement.Parse(data.ToString()), said.ToString());
    }

    private void Later(ReleaseWorkspace workspace, int hours)
    {
        clock.Now = clock.Now.AddHours(hours);
        workspace.Say(string.Create(CultureInfo.InvariantCulture, $"{hours} {(hours == 1 ? "hour" : "hours")} later, at {clock.Now:HH:mm} UTC."));
    }

    // Measured now, about the release that main gives staging.
    private async Task<string[]> EvidenceAsync(ReleaseWorkspace workspace, int errors, int latency, int requests = 5000)
    {
        (string standing, _) = await workspace.RunAsync("rollout", "staging");
        Assert.Contains("sha256:", standing, StringComparison.Ordinal);
        string file = string.Create(CultureInfo.InvariantCulture, $".infra/health-{++files}.json");
        workspace.Files.Write(file, Evidence(standing[standing.IndexOf("sha256:", StringComparison.Ordinal)..][..71], errors, latency, requests));
        return ["--evidence", file];
    }

    private string Evidence(string digest, int errors, int latency, int requests) => $$$"""
        {"schema": "infra.evidence/v1", "gate": "HealthGood", "envelope": "{{{digest}}}", "source": "monitoring", "at": "{{{clock.Now:yyyy-MM-ddTHH:mm:ssZ}}}", "facts": {"unhealthy": [], "requests": {{{requests}}}, "errorBasisPoints": {{{errors}}}, "latencyP99Ms": {{{latency}}}}, "signature": null}
        """;

    // A GitHub on which every pull request is the seventh.
    private sealed class OpenedPullRequests : IPullRequests
    {
        public Task<PullRequest?> FindAsync(string branch, CancellationToken cancellation) => Task.FromResult<PullRequest?>(null);

        public Task<PullRequestPlace> OpenAsync(PullRequestText text, CancellationToken cancellation) => Task.FromResult(PullRequestPlace.At("https://github.com/setu-retail/platform/pull/7"));

        public Task<PullRequestPlace> UpdateAsync(long number, PullRequestText text, CancellationToken cancellation) => throw new NotSupportedException("There is none to update.");
    }
}
