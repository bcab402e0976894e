using System.Text.Json.Nodes;
using Infra.GitHub.Repositories;
using Infra.GitHub.Sync;
using Infra.GitHub.Tests.Server;
using Infra.Model.Backends;
using Infra.Model.Errors;

namespace Infra.GitHub.Tests.Sync;

/// <summary>Synchronisation over a server with a memory; Prism reads every request.</summary>
public sealed class SyncTests(Prism prism)
{
    private readonly JumpingClock clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_repository_becomes_what_stacks_say_and_a_second_run_changes_nothing()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism, pageSize: 3);

        await SyncSample.Over(server, clock).ApplyAsync(_ => { }, Cancellation);
        int writes = server.Writes.Count();
        await SyncSample.Over(server, clock).ApplyAsync(_ => { }, Cancellation);

        Assert.Empty(server.Problems);
        Assert.Equal(writes, server.Writes.Count());
        Committed.AssertGenerated("tests/GitHub.Tests/Sync/repository.json", server.Repository.Show());
    }

    [Fact]
    public async Task Looking_writes_nothing_and_names_what_only_people_can_do()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        await SyncSample.Over(server, clock).ApplyAsync(_ => { }, Cancellation);
        server.Repository.Secrets["dev-seal"] = [new() { ["name"] = "INFRA_SIGNING_KEY" }];
        server.Repository.Environments.Single(e => (string?)e["name"] == "prod")["can_admins_bypass"] = false;
        server.Requests.Clear();

        RepositoryPlan plan = await SyncSample.Over(server, clock).LookAsync(Cancellation);

        Assert.Empty(server.Problems);
        Assert.Empty(server.Writes);
        Assert.Empty(plan.Changes);
        Assert.Equal(
        [
            "Environment bootstrap has no secret INFRA_GITHUB_APP_KEY, which bootstrap.yml reads. Write it on GitHub: Settings, Environments, bootstrap.",
            "Environment bootstrap has no secret INFRA_SIGNING_KEY, which bootstrap.yml reads. Write it on GitHub: Settings, Environments, bootstrap.",
            "Administrators can start runs of environment bootstrap without a reviewer. Take it away on GitHub: Settings, Environments, bootstrap, Allow administrators to bypass configured protection rules.",
            "Environment bootstrap-seal has no secret INFRA_SIGNING_KEY, which bootstrap.yml reads. Write it on GitHub: Settings, Environments, bootstrap-seal.",
            "Environment dev has no secret INFRA_GITHUB_APP_KEY, which deploy.yml reads. Write it on GitHub: Settings, Environments, dev.",
            "Environment prod has no secret INFRA_GITHUB_APP_KEY, which deploy.yml reads. Write it on GitHub: Settings, Environments, prod.",
            "Environment prod-seal has no secret INFRA_SIGNING_KEY, which deploy.yml reads. Write it on GitHub: Settings, Environments, prod-seal.",
            "Environment release has no secret INFRA_GITHUB_APP_KEY, which hotfix.yml, promote.yml, rollback.yml and rollout.yml read. Write it on GitHub: Settings, Environments, release.",
            "Environment release has no secret INFRA_SIGNING_KEY, which hotfix.yml, promote.yml, rollback.yml and rollout.yml read. Write it on GitHub: Settings, Environments, release.",
            "Environment staging has no secret INFRA_GITHUB_APP_KEY, which deploy.yml reads. Write it on GitHub: Settings, Environments, staging.",
            "Administrators can start runs of environment staging without a reviewer. Take it away on GitHub: Settings, Environments, staging, Allow administrators to bypass configured protection rules.",
            "Environment staging-seal has no secret INFRA_SIGNING_KEY, which deploy.yml reads. Write it on GitHub: Settings, Environments, staging-seal.",
        ], plan.ByHand);
    }

    [Fact]
    public async Task Where_a_script_gathers_evidence_the_key_that_signs_it_is_asked_for_in_that_environment()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);

        RepositoryPlan plan = await SyncSample.Over(server, clock, SyncSample.Options with { Delivery = Committed.Gathering }).LookAsync(Cancellation);
        RepositoryPlan without = await SyncSample.Over(server, clock).LookAsync(Cancellation);

        Assert.Empty(server.Problems);
        Assert.Equal(
            new[] { "prod", "staging" }.Select(e => $"Environment {e} has no secret INFRA_SIGNING_KEY, which deploy.yml reads. Write it on GitHub: Settings, Environments, {e}."), plan.ByHand.Except(without.ByHand));
    }

    [Fact]
    public async Task What_nobody_asked_for_is_named_and_left_alone()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        await SyncSample.Over(server, clock).ApplyAsync(_ => { }, Cancellation);
        server.Repository.Environments.Add(new() { ["name"] = "pages", ["protection_rules"] = new JsonArray(), ["deployment_branch_policy"] = null });
        server.Repository.Variables["release"].Add(new() { ["name"] = "OTHER", ["value"] = "x" });
        server.Repository.Variables[""].Add(new() { ["name"] = "REGION", ["value"] = "x" });
        server.Repository.Rulesets.Add(new() { ["id"] = 9, ["name"] = "their rules", ["rules"] = new JsonArray() });
        string before = server.Repository.Show();
        server.Requests.Clear();

        RepositoryPlan plan = await SyncSample.Over(server, clock).ApplyAsync(_ => { }, Cancellation);

        Assert.Empty(server.Problems);
        Assert.Empty(server.Writes);
        Assert.Equal(before, server.Repository.Show());
        Assert.Equal(
            [(PartKind.Label, "bug"), (PartKind.Environment, "pages"), (PartKind.EnvironmentVariable, "release/OTHER"), (PartKind.Variable, "REGION"), (PartKind.Ruleset, "their rules")], plan.Others);
    }

    public static TheoryData<string, string> Tamperings => new()
    {
        { "a reviewer less", "Environment prod: reviewers 'team platform' -> 'team business, team platform, team security'" },
        { "self-review", "Environment prod: self-review 'allowed' -> 'refused'" },
        { "a branch more", "Environment prod: branches 'feature/*, main, tag v*' -> 'main'" },
        { "any branch", "Environment prod: branches 'any' -> 'main'" },
        { "a bypass", "Ruleset infra-main: not bound 'RepositoryRole 5 always' -> 'nobody'" },
        { "not enforced", "Ruleset infra-main: enforcement 'disabled' -> 'active'" },
        { "a rule less", "Ruleset infra-main: non_fast_forward '' -> 'yes'" },
        { "a rule more", "Ruleset infra-tags: creation 'yes' -> ''" },
        { "no code owners", "Ruleset infra-main: pull_request.require_code_owner_review 'false' -> 'true'" },
        { "another branch", "Ruleset infra-main: refs 'refs/heads/other' -> 'refs/heads/main'" },
        { "an action more", "Actions selected-actions: patterns_allowed 'evil/*, pulumi/actions@*' -> 'actions/attest-build-provenance@*, actions/checkout@*, actions/download-artifact@*, actions/setup-dotnet@*, actions/upload-artifact@*, github/codeql-action/analyze@*, github/codeql-action/init@*, google-github-actions/auth@*'" },
        { "tokens that write", "Actions workflow: default_workflow_permissions 'write' -> 'read'" },
        { "a variable", "EnvironmentVariable bootstrap/BOOTSTRAP_ACCOUNT: value 'mallory@x' -> 'setu-bootstrap@setu-seed-284517.iam.gserviceaccount.com'" },
        { "a label", "Label infra: color 'ffffff' -> '1d76db'" },
    };

    [Theory]
    [MemberData(nameof(Tamperings))]
    public async Task What_somebody_changed_is_named_and_mended(string tampering, string change)
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        RepositorySync sync = SyncSample.Over(server, clock);
        await sync.ApplyAsync(_ => { }, Cancellation);
        string good = server.Repository.Show();
        Tamper(server.Repository, tampering);

        RepositoryPlan plan = await sync.LookAsync(Cancellation);
        await sync.ApplyAsync(_ => { }, Cancellation);

        Assert.Empty(server.Problems);
        Assert.Equal([change], plan.Changes.SelectMany(c => c.Fields.Select(f => $"{c.Kind} {c.Name}: {f.Name} '{f.Old}' -> '{f.New}'")));
        Assert.Equal(good, server.Repository.Show());
    }

    [Theory]
    [InlineData("free", "which has no environments for private repositories", "which has no reviewers and wait timers", "which has no rulesets")]
    [InlineData("team", "setu-retail/platform is private and on the plan 'team' of GitHub, which has no reviewers and wait timers of environments for private repositories. Use GitHub Enterprise, make the repository public, or write reviewers below without in stacks/delivery/github.yaml to go without them.")]
    public async Task What_a_private_repository_lacks_on_its_plan_is_said_at_once_and_nothing_is_changed(string plan, params string[] problems)
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        (server.Repository.IsPrivate, server.Repository.Plan) = (true, plan);

        InfraException refused = await Assert.ThrowsAsync<InfraException>(() => SyncSample.Over(server, clock).ApplyAsync(_ => { }, Cancellation));

        Assert.Equal(ErrorKind.Configuration, refused.Kind);
        string[] lines = refused.Message.Split('\n');
        Assert.Equal(problems.Length, lines.Length);
        Assert.All(problems.Zip(lines), p => Assert.Contains(p.First, p.Second, StringComparison.Ordinal));
        Assert.Empty(server.Writes);
        Assert.Empty(server.Problems);
    }

    [Theory]
    [InlineData("free", "environments\n  - reviewers\n  - rulesets", "[]", "[]")]
    [InlineData("team", "reviewers", "branch_policy", "infra-main")]
    public async Task What_was_given_up_by_decision_is_left_out_and_everything_else_is_made(string plan, string without, string kept, string ruleset)
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        (server.Repository.IsPrivate, server.Repository.Plan) = (true, plan);
        RepositoryOptions options = SyncSample.With(Committed.Read("stacks/delivery/github.yaml") + $"without:\n  - {without}\n");

        await SyncSample.Over(server, clock, options).ApplyAsync(_ => { }, Cancellation);

        Assert.Empty(server.Problems);
        Assert.Contains(kept, new JsonArray([.. server.Repository.Environments.Select(e => e.DeepClone())]).ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(ruleset, new JsonArray([.. server.Repository.Rulesets.Select(e => e.DeepClone())]).ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("required_reviewers\"", new JsonArray([.. server.Repository.Environments.Select(e => e.DeepClone())]).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("selected", (string?)server.Repository.Actions["permissions"]["allowed_actions"]);
    }

    [Fact]
    public async Task A_protection_is_not_given_up_where_GitHub_has_it()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        RepositoryOptions options = SyncSample.With(Committed.Read("stacks/delivery/github.yaml") + "without:\n  - reviewers\n");

        InfraException refused = await Assert.ThrowsAsync<InfraException>(() => SyncSample.Over(server, clock, options).LookAsync(Cancellation));

        Assert.Equal("stacks/delivery/github.yaml: without has reviewers, and setu-retail/platform is public, so GitHub has reviewers and wait timers of environments for it. Take it out.", refused.Message);
    }

    [Fact]
    public async Task Everything_that_is_missing_is_named_at_once_and_nothing_is_changed()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        server.Repository.Teams.Remove("security");
        string yaml = Committed.Read("stacks/delivery/github.yaml")
            .Replace("  INFRA_GITHUB_APP_ID: \"1234567\"", "  OTHER: \"1\"", StringComparison.Ordinal)
            .Replace("  prod:\n    teams:\n      - business\n      - platform\n      - security\n", "  prod: {}\n", StringComparison.Ordinal)
            .Replace("  bootstrap:\n    teams:\n      - platform\n      - security\n", "  bootstrap:\n", StringComparison.Ordinal);

        InfraException refused = await Assert.ThrowsAsync<InfraException>(() => SyncSample.Over(server, clock, SyncSample.With(yaml)).ApplyAsync(_ => { }, Cancellation));

        Assert.Equal(
            """
            stacks/delivery/github.yaml: there is no team 'security' of setu-retail, or it is not shown to this token. Write the short name of a team, or make it.
            stacks/delivery/github.yaml: environments.prod has no teams, 7 people may approve it by stacks/delivery/approvals.yaml, and GitHub takes 6. Write teams.
            stacks/delivery/github.yaml: environments.bootstrap has no teams and no people, and nobody could hold its runs back. Write who may approve them.
            stacks/delivery/github.yaml: variables.INFRA_GITHUB_APP_ID is missing, and bootstrap.yml, deploy.yml, hotfix.yml, promote.yml, rollback.yml and rollout.yml read it. Write it.
            """.ReplaceLineEndings("\n"), refused.Message);
        Assert.Empty(server.Writes);
    }

    [Fact]
    public async Task Without_teams_the_people_whose_approvals_are_needed_review()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        string yaml = Committed.Read("stacks/delivery/github.yaml").Replace("  staging:\n    teams:\n      - platform\n", "  staging:\n    waitMinutes: 5\n", StringComparison.Ordinal);

        await SyncSample.Over(server, clock, SyncSample.With(yaml)).ApplyAsync(_ => { }, Cancellation);

        Assert.Empty(server.Problems);
        string staging = server.Repository.Environments.Single(e => (string?)e["name"] == "staging").ToJsonString();
        Assert.Contains("\"id\":90210001", staging, StringComparison.Ordinal);
        Assert.Contains("\"id\":90210002", staging, StringComparison.Ordinal);
        Assert.Contains("\"wait_timer\":5", staging, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_GitHub_took_and_did_not_keep_is_an_error_and_no_success()
    {
        await using GitHubServer server = await GitHubServer.StartAsync(prism);
        (server.Repository.IsPrivate, server.Repository.DropsReviewers) = (true, true);

        InfraException refused = await Assert.ThrowsAsync<InfraException>(() => SyncSample.Over(server, clock).ApplyAsync(_ => { }, Cancellation));

        Assert.Contains("GitHub took the change of prod in setu-retail/platform and did not keep it: reviewers is nobody and not team business, team platform, team security; self-review is allowed and not refused.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(3, refused.Message.Split('\n').Length);
    }

    private static void Tamper(RepositoryState state, string tampering)
    {
        JsonObject prod = state.Environments.Single(e => (string?)e["name"] == "prod");
        JsonNode review = prod["protection_rules"]!.AsArray().Single(r => (string?)r!["type"] == "required_reviewers")!;
        JsonObject main = state.Rulesets.Single(r => (string?)r["name"] == "infra-main");
        JsonArray rules = main["rules"]!.AsArray();
        switch (tampering)
        {
            case "a reviewer less": review["reviewers"] = new JsonArray(review["reviewers"]![1]!.DeepClone()); break;
            case "self-review": review["prevent_self_review"] = false; break;
            case "a branch more":
                state.Policies["prod"].Add(new() { ["id"] = 1, ["name"] = "feature/*", ["type"] = "branch" });
                state.Policies["prod"].Add(new() { ["id"] = 2, ["name"] = "v*", ["type"] = "tag" });
                break;
            case "any branch": prod["deployment_branch_policy"] = null; prod["protection_rules"]!.AsArray().RemoveAt(1); break;
            case "a bypass": main["bypass_actors"] = new JsonArray(new JsonObject { ["actor_type"] = "RepositoryRole", ["actor_id"] = 5, ["bypass_mode"] = "always" }); break;
            case "not enforced": main["enforcement"] = "disabled"; break;
            case "a rule less": rules.RemoveAt(1); break;
            case "a rule more": state.Rulesets.Single(r => (string?)r["name"] == "infra-tags")["rules"]!.AsArray().Add(new JsonObject { ["type"] = "creation" }); break;
            case "no code owners": rules[2]!["parameters"]!["require_code_owner_review"] = false; break;
            case "another branch": main["conditions"]!["ref_name"]!["include"] = new JsonArray("refs/heads/other"); break;
            case "an action more": state.Actions["selected-actions"]["patterns_allowed"] = new JsonArray("evil/*", "pulumi/actions@*"); break;
            case "tokens that write": state.Actions["workflow"]["default_workflow_permissions"] = "write"; break;
            case "a variable": state.Variables["bootstrap"].Single(v => (string?)v["name"] == "BOOTSTRAP_ACCOUNT")["value"] = "mallory@x"; break;
            case "a label": state.Labels.Single(l => (string?)l["name"] == "infra")["color"] = "ffffff"; break;
            default: throw new ArgumentException(tampering, nameof(tampering));
        }
    }
}
