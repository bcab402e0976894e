using System.Text.Json.Nodes;
using Infra.GitHub.Api;
using Infra.GitHub.SignIn;
using Infra.GitHub.Sync;
using Infra.GitHub.Tests.Server;
using Infra.GitHub.Tests.Sync;
using Infra.Model.Values;

namespace Infra.Attack.Tests;

/// <summary>Classes 2, 4 and 11: what guards main, the records and the environments at GitHub, and what the gate says where somebody took it away.</summary>
public sealed class LiveGuardTests
{
    private const long OwnApp = 1234567;

    private static readonly string[] Records = ["refs/heads/infra/audit", "refs/heads/infra/approvals"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Tampered => new()
    {
        { "the ruleset of main is switched off", "ruleset infra-main: enforcement is disabled and not active" },
        { "the ruleset of main only evaluates", "ruleset infra-main: enforcement is evaluate and not active" },
        { "the ruleset of main is gone", "there is no ruleset infra-main" },
        { "the ruleset of main is about another branch", "ruleset infra-main: refs is refs/heads/other and not refs/heads/main" },
        { "main is left out of its ruleset", "ruleset infra-main: refs left out is refs/heads/main and not none" },
        { "no review of code owners", "ruleset infra-main: pull_request.require_code_owner_review is false and not true" },
        { "no review of the team of rules", "ruleset infra-main: pull_request.required_reviewers is none and not" },
        { "a review of the team of rules that is asked of nobody", "ruleset infra-main: pull_request.required_reviewers is 0 of team" },
        { "a check less", "ruleset infra-main: required_status_checks.required_status_checks is" },
        { "records may be deleted", "ruleset infra-records: deletion is not there and not yes" },
        { "records may be written by all", "there is no ruleset infra-records-writers" },
        { "production is for every branch", "environment prod: branches is any and not main" },
        { "production has a branch more", "environment prod: branches is feature/*, main and not main" },
        { "production has no reviewers", "environment prod: reviewers is nobody and not team business, team platform, team security" },
        { "production may be let in by oneself", "environment prod: self-review is allowed and not refused" },
        { "who seals is for every branch", "environment prod-seal: branches is any and not main" },
        { "who plans production is for every branch", "environment prod-plan: branches is any and not main" },
        { "production is gone", "there is no environment prod" },
    };

    [Theory]
    [MemberData(nameof(Tampered))]
    public async Task What_somebody_took_away_closes_the_gate_of_production(string what, string said)
    {
        await using GitHubServer server = await SynchronisedAsync();
        RepositoryState state = server.Repository;
        JsonObject Ruleset(string name) => state.Rulesets.Single(r => (string?)r["name"] == name);
        JsonNode Parameters(string rule) => Ruleset("infra-main")["rules"]!.AsArray().Single(r => (string?)r!["type"] == rule)!["parameters"]!;
        JsonObject Environment(string name) => state.Environments.Single(e => (string?)e["name"] == name);
        JsonNode Review() => Environment("prod")["protection_rules"]!.AsArray().Single(r => (string?)r!["type"] == "required_reviewers")!;
        Action tamper = what switch
        {
            "the ruleset of main is switched off" => () => Ruleset("infra-main")["enforcement"] = "disabled",
            "the ruleset of main only evaluates" => () => Ruleset("infra-main")["enforcement"] = "evaluate",
            "the ruleset of main is gone" => () => state.Rulesets.Remove(Ruleset("infra-main")),
            "the ruleset of main is about another branch" => () => Ruleset("infra-main")["conditions"]!["ref_name"]!["include"] = new JsonArray("refs/heads/other"),
            "main is left out of its ruleset" => () => Ruleset("infra-main")["conditions"]!["ref_name"]!["exclude"] = new JsonArray("refs/heads/main"),
            "no review of code owners" => () => Parameters("pull_request")["require_code_owner_review"] = false,
            "no review of the team of rules" => () => Parameters("pull_request")["required_reviewers"] = new JsonArray(),
            "a review of the team of rules that is asked of nobody" => () => Parameters("pull_request")["required_reviewers"]![0]!["minimum_approvals"] = 0,
            "a check less" => () => Parameters("required_status_checks")["required_status_checks"]!.AsArray().RemoveAt(0),
            "records may be deleted" => () => Ruleset("infra-records")["rules"]!.AsArray().RemoveAt(0),
            "records may be written by all" => () => state.Rulesets.Remove(Ruleset("infra-records-writers")),
            "production is for every branch" => () => Environment("prod")["deployment_branch_policy"] = null,
            "production has a branch more" => () => state.Policies["prod"].Add(new() { ["id"] = 1, ["name"] = "feature/*", ["type"] = "branch" }),
            "production has no reviewers" => () => Review()["reviewers"] = new JsonArray(),
            "production may be let in by oneself" => () => Review()["prevent_self_review"] = false,
            "who seals is for every branch" => () => Environment("prod-seal")["deployment_branch_policy"] = null,
            "who plans production is for every branch" => () => Environment("prod-plan")["deployment_branch_policy"] = null,
            _ => () => state.Environments.Remove(Environment("prod")),
        };
        tamper();

        string difference = Assert.Single(await DifferencesAsync(server));

        Assert.StartsWith(said, difference, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_differs_where_nobody_took_anything_away_and_a_jobs_token_asks_for_no_team()
    {
        await using GitHubServer server = await SynchronisedAsync();
        server.Requests.Clear();

        Assert.Empty(await DifferencesAsync(server));
        Assert.All(server.Requests, r => Assert.StartsWith("GET ", r, StringComparison.Ordinal));
        Assert.DoesNotContain(server.Requests, r => r.Contains("/teams/", StringComparison.Ordinal) || r.Contains("/variables", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("writer", "push", false)]
    [InlineData("writer", "create", false)]
    [InlineData("writer", "force", false)]
    [InlineData("writer", "delete", false)]
    [InlineData("another App", "push", false)]
    [InlineData("administrator", "push", false)]
    [InlineData("administrator", "delete", false)]
    [InlineData("own App", "force", false)]
    [InlineData("own App", "delete", false)]
    [InlineData("own App", "push", true)]
    [InlineData("own App", "create", true)]
    [InlineData("team of approvers", "push", true)]
    [InlineData("team of approvers", "create", true)]
    [InlineData("team of approvers", "force", false)]
    [InlineData("team of approvers", "delete", false)]
    [InlineData("another team", "push", false)]
    public async Task Nobody_but_the_companys_App_and_those_who_approve_write_the_records_and_nobody_at_all_deletes_or_forces_them(string actor, string operation, bool may)
    {
        await using GitHubServer server = await SynchronisedAsync();
        (string Type, long Id) identity = actor switch { "own App" => ("Integration", OwnApp), "another App" => ("Integration", 15368), "administrator" => ("RepositoryRole", 5), "team of approvers" => ("Team", 302), "another team" => ("Team", 999), _ => ("User", 666) };
        string[] rules = operation switch { "push" => ["update"], "create" => ["creation"], "force" => ["update", "non_fast_forward"], _ => ["deletion"] };

        Assert.All(Records, reference => Assert.Equal(may, !server.Repository.Rulesets
            .Where(r => (string?)r["target"] == "branch" && (string?)r["enforcement"] == "active" && r["conditions"]!["ref_name"]!["include"]!.AsArray().Any(i => (string?)i == reference))
            .Where(r => !r["bypass_actors"]!.AsArray().Any(b => (string?)b!["actor_type"] == identity.Type && (long?)b["actor_id"] == identity.Id))
            .SelectMany(r => r["rules"]!.AsArray()).Any(r => rules.Contains((string?)r!["type"], StringComparer.Ordinal))));
    }

    [Theory]
    [InlineData("modules/Pipeline/Gating/Gatekeeper.cs", true)]
    [InlineData("infra/.hidden/Extra.cs", true)]
    [InlineData("modules/Policy/Rules/Workflows/JobsEnd.cs", true)]
    [InlineData("modules/Delivery/Approvals/ApprovalJudge.cs", true)]
    [InlineData("modules/Delivery/.editorconfig", true)]
    [InlineData("offline/feed-probe", true)]
    [InlineData("run", true)]
    [InlineData(".ci/run", true)]
    [InlineData("Directory.Build.props", true)]
    [InlineData("Directory.Build.rsp", true)]
    [InlineData("tests/Cli.Tests/Directory.Build.targets", true)]
    [InlineData(".github/workflows/ci.yml", true)]
    [InlineData(".github/CODEOWNERS", true)]
    [InlineData("stacks/delivery/approvals.yaml", true)]
    [InlineData("stacks/delivery/gates.yaml", true)]
    [InlineData("stacks/delivery/calendar.yaml", true)]
    [InlineData("stacks/rules/waivers.yaml", true)]
    [InlineData("stacks/delivery/github.yaml", true)]
    [InlineData("stacks/delivery/tools.sha256", true)]
    [InlineData("stacks/prod/foundation.yaml", true)]
    [InlineData("stacks/Pulumi.bootstrap.yaml", true)]
    [InlineData(".gitattributes", true)]
    [InlineData("gitops/.gitattributes", true)]
    [InlineData("Pulumi.yaml", true)]
    [InlineData("global.json", true)]
    [InlineData("stacks/catalog/apps.yaml", false)]
    [InlineData("gitops/prod/apps.yaml", false)]
    [InlineData("docs/gates.md", false)]
    public async Task A_change_of_what_judges_is_not_merged_by_code_owners_without_the_team_of_rules(string file, bool asks)
    {
        await using GitHubServer server = await SynchronisedAsync();
        JsonNode required = Assert.Single(server.Repository.Rulesets.Single(r => (string?)r["name"] == "infra-main")["rules"]!.AsArray().Single(r => (string?)r!["type"] == "pull_request")!["parameters"]!["required_reviewers"]!.AsArray())!;

        Assert.Equal((1, "Team", 302), ((int)required["minimum_approvals"]!, (string?)required["reviewer"]!["type"], (int)required["reviewer"]!["id"]!));
        Assert.Equal(asks, required["file_patterns"]!.AsArray().Any(p => Fits((string)p!, file)));
    }

    // fnmatch with FNM_PATHNAME, as GitHub documents it: * within a folder, **/ for any folders, and a dot at the beginning of a name only where it is written.
    private static bool Fits(string pattern, string file)
    {
        string form = System.Text.RegularExpressions.Regex.Replace(System.Text.RegularExpressions.Regex.Escape(pattern), @"\\\*\\\*/|(?<=^|/)\\\*|\\\*", m => m.Value switch
        {
            "\\*\\*/" => "(?:(?!\\.)[^/]+/)*",
            _ when m.Index == 0 || pattern.Length > 0 && System.Text.RegularExpressions.Regex.Escape(pattern)[m.Index - 1] == '/' => "(?!\\.)[^/]*",
            _ => "[^/]*",
        });
        return System.Text.RegularExpressions.Regex.IsMatch(file, $"^{form}$");
    }

    private static async Task<GitHubServer> SynchronisedAsync()
    {
        GitHubServer server = await GitHubServer.StartAsync(prism: null);
        await SyncSample.Over(server, new JumpingClock()).ApplyAsync(_ => { }, Cancellation);
        return server;
    }

    private static async Task<IEnumerable<string>> DifferencesAsync(GitHubServer server)
    {
        GitHubApi api = new GitHubSignIn(server.Address, "1.0.0", new JumpingClock(), null).WithToken(GitHubRepository.Of("setu-retail/platform"), GitHubServer.Token).Api;
        IEnumerable<string> found = await new RepositoryGuards(api, SyncSample.Options).DifferencesAsync(StackName.Of("prod"), Cancellation);
        Assert.Empty(server.Problems);
        return found;
    }
}
