using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Infra.GitHub.Repositories;
using Infra.Model.Actions;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Settings.Stacks;

namespace Infra.GitHub.Sync;

/// <summary>The repository as it should be: pure, from stacks/ and what only GitHub knows.</summary>
/// <param name="options">What follows from stacks/.</param>
/// <param name="facts">What only GitHub knows.</param>
/// <param name="isOfJob">Whether the facts are what a job's own token is shown, which are no teams.</param>
internal sealed class WantedRepository(RepositoryOptions options, RepositoryFacts facts, bool isOfJob = false)
{
    /// <summary>The ruleset of the main branch.</summary>
    public const string MainRules = "infra-main";

    /// <summary>The ruleset of all tags.</summary>
    public const string TagRules = "infra-tags";

    /// <summary>The ruleset by which the branches of records are neither deleted nor forced, by nobody.</summary>
    public const string RecordRules = "infra-records";

    /// <summary>The ruleset by which the App of the company writes them, and the teams that approve at their own machines.</summary>
    public const string RecordWriters = "infra-records-writers";

    private const string App = "INFRA_GITHUB_APP_ID";

    // The audit record and the approvals.
    private static readonly string[] Records = ["refs/heads/infra/approvals", "refs/heads/infra/audit"];

    private readonly RepositorySettings settings = options.Settings;

    private readonly List<string> problems = [];

    /// <summary>All parts, in the order in which they are made.</summary>
    /// <exception cref="InfraException">Something is missing, or the repository's plan of GitHub lacks it; all of it named.</exception>
    public ImmutableArray<RepositoryPart> Parts()
    {
        problems.AddRange(WantedLimits.Problems(facts, settings));
        problems.AddRange(settings.Environments.SelectMany(e => e.Teams).Concat(settings.CodeOwners.SelectMany(o => o.Teams)).Append(settings.RulesTeam).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Where(t => !isOfJob && !facts.Teams.ContainsKey(t))
            .Select(t => $"{RepositoryFile.Path}: there is no team '{t}' of {settings.Repository.Owner}, or it is not shown to this token. Write the short name of a team, or make it."));
        ImmutableArray<RepositoryPart> parts =
        [
            .. settings.Labels.Select(l => new RepositoryPart(PartKind.Label, l.Name, RepositoryPart.Map(("color", l.Color), ("description", l.Description)))
            {
                Body = new JsonObject { ["name"] = l.Name, ["color"] = l.Color, ["description"] = l.Description },
            }),
            .. settings.Without.Contains(PlanFeature.Environments) ? [] : Environments(),
            .. settings.Variables.Select(v => Variable(PartKind.Variable, v.Key, v.Key, v.Value)),
            .. Actions(),
            .. settings.Without.Contains(PlanFeature.Rulesets) ? ImmutableArray<RepositoryPart>.Empty : [Main(), Tags(), .. RecordRulesets()],
        ];
        return problems.Count == 0 ? parts : throw new InfraException(ErrorKind.Configuration, string.Join('\n', problems));
    }

    private ImmutableArray<RepositoryPart> Environments()
    {
        ImmutableArray<string> main = ["main"];
        ImmutableArray<RepositoryPart> environments =
        [
            .. options.Delivery.Environments.SelectMany(e => new[]
            {
                Environment(e.Name.Value, TierPolicy.Of(e.Tier).ApprovalRequired, main),
                // Pull requests run in that of development from branches of any name, and its identity only reads; in others main alone is compared.
                Environment(e.Plan, isProtected: false, e.Tier == Tier.Development ? null : main),
                // It holds the key that signs envelopes.
                Environment(e.Seal, isProtected: false, main),
            }),
            Environment(BootstrapSettings.Stack.Value, isProtected: true, main),
            Environment(GitHubEnvironments.Seal(BootstrapSettings.Stack), isProtected: false, main),
            Environment(GitHubEnvironments.Release, isProtected: false, main),
        ];
        problems.AddRange(Missing());
        return [.. environments.OrderBy(e => e.Name, StringComparer.Ordinal), .. environments.OrderBy(e => e.Name, StringComparer.Ordinal).SelectMany(e => Variables(e.Name))];
    }

    private RepositoryPart Environment(string name, bool isProtected, ImmutableArray<string>? branches)
    {
        RepositoryEnvironment given = settings.Environment(name);
        ImmutableArray<string> people = given.Teams.IsEmpty && given.People.IsEmpty && isProtected ? options.Approvers.GetValueOrDefault(name, []) : given.People;
        if (settings.Without.Contains(PlanFeature.Reviewers))
        {
            return EnvironmentPart.Wanted(name, [], 0, branches, hasReviewers: false);
        }

        if (isProtected && given.Teams.IsEmpty && people.IsEmpty)
        {
            problems.Add($"{RepositoryFile.Path}: environments.{name} has no teams and no people, and nobody could hold its runs back. Write who may approve them.");
        }
        else if (people.Length > RepositoryFileRules.MostReviewers)
        {
            problems.Add($"{RepositoryFile.Path}: environments.{name} has no teams, {people.Length} people may approve it by stacks/delivery/approvals.yaml, and GitHub takes {RepositoryFileRules.MostReviewers}. Write teams.");
        }

        return EnvironmentPart.Wanted(
            name,
            [
                .. given.Teams.Select(t => ("Team", facts.Teams.GetValueOrDefault(t), $"team {t}")),
                .. people.Select(p => options.People[p]).Order().Select(id => ("User", id, EnvironmentPart.PersonWords(id))),
            ],
            given.WaitMinutes, branches);
    }

    // One provider for all environments, which bootstrap made.
    private ImmutableSortedDictionary<string, string> Given(string environment) => environment == BootstrapSettings.Stack.Value || environment == GitHubEnvironments.Seal(BootstrapSettings.Stack)
        ? settings.Environment(environment).Variables.SetItem("BOOTSTRAP_IDENTITY_PROVIDER", options.Delivery.Environments[0].Foundation.IdentityProvider.Value)
        : settings.Environment(environment).Variables;

    // What jobs of several environments read is written once.
    private IEnumerable<string> Missing() => WorkflowRead.Of(options.Delivery)
        .Where(r => !r.IsSecret && r.Environment is not null && !Given(r.Environment).ContainsKey(r.Name) && !settings.Variables.ContainsKey(r.Name))
        .GroupBy(r => r.Name, StringComparer.Ordinal)
        .Select(r => (Reads: r.DistinctBy(x => x.File), Environments: r.Select(x => x.Environment).Distinct(StringComparer.Ordinal).ToArray(), r.Key))
        .Select(r => $"{RepositoryFile.Path}: {(r.Environments is [var one] ? $"environments.{one}." : "")}variables.{r.Key} is missing, and {WorkflowRead.Readers(r.Reads)} it. Write it.");

    private IEnumerable<RepositoryPart> Variables(string environment) =>
        Given(environment).Select(v => Variable(PartKind.EnvironmentVariable, $"{environment}/{v.Key}", v.Key, v.Value));

    private static RepositoryPart Variable(PartKind kind, string name, string key, string value) =>
        new(kind, name, RepositoryPart.Map(("value", value))) { Body = new JsonObject { ["name"] = key, ["value"] = value } };

    // Only what is reviewed runs, pinned to a commit; the token of a job reads, and nothing but people approves.
    private ImmutableArray<RepositoryPart> Actions()
    {
        string[] patterns = [.. ActionTable.All.Select(a => $"{a.Name}@*").Concat(settings.Actions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return
        [
            ActionsPart.Of("permissions", new JsonObject { ["enabled"] = true, ["allowed_actions"] = "selected", ["sha_pinning_required"] = true }),
            ActionsPart.Of("selected-actions", new JsonObject { ["github_owned_allowed"] = false, ["verified_allowed"] = false, ["patterns_allowed"] = new JsonArray([.. patterns.Select(p => (JsonNode)p)]) }),
            ActionsPart.Of("workflow", new JsonObject { ["default_workflow_permissions"] = "read", ["can_approve_pull_request_reviews"] = false }),
        ];
    }

    // A promotion is merged by a merge commit, and its own commits are not signed: so neither a linear history nor signatures are asked for.
    private RepositoryPart Main() => RulesetPart.Wanted(
        MainRules, "branch", "refs/heads/main",
        RulesetPart.Rule("deletion"),
        RulesetPart.Rule("non_fast_forward"),
        RulesetPart.Rule("pull_request", new JsonObject
        {
            // A squash would lose the commit that a promotion names.
            ["allowed_merge_methods"] = new JsonArray("merge"),
            ["dismiss_stale_reviews_on_push"] = true,
            ["require_code_owner_review"] = true,
            ["require_last_push_approval"] = true,
            ["required_approving_review_count"] = settings.Reviews,
            ["required_review_thread_resolution"] = true,
            // Of code owners any one is enough, also one of another team that owns the same line.
            ["required_reviewers"] = new JsonArray(new JsonObject
            {
                ["file_patterns"] = new JsonArray([.. JudgingFiles.Of(settings).Select(p => (JsonNode)p)]),
                ["minimum_approvals"] = 1,
                ["reviewer"] = new JsonObject { ["id"] = facts.Teams.GetValueOrDefault(settings.RulesTeam), ["type"] = "Team" },
            }),
        }),
        RulesetPart.Rule("required_status_checks", new JsonObject
        {
            // What was previewed is what is merged.
            ["strict_required_status_checks_policy"] = true,
            // Whoever can push can report a check of any name; only those of GitHub Actions count.
            ["required_status_checks"] = new JsonArray(
            [
                .. WorkflowRead.Checks(options.Delivery).Concat(settings.Checks).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                    .Select(c => new JsonObject { ["context"] = c, ["integration_id"] = facts.ActionsApp }),
            ]),
        }));

    // Two, because whom a ruleset does not bind none of its rules binds: the App adds to the records, and deletes and forces them no more than others do.
    private ImmutableArray<RepositoryPart> RecordRulesets()
    {
        string? written = settings.Environment(GitHubEnvironments.Release).Variables.GetValueOrDefault(App) ?? settings.Variables.GetValueOrDefault(App);
        bool isNumber = long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out long app) && app > 0;
        if (written is not null && !isNumber)
        {
            problems.Add($"{RepositoryFile.Path}: environments.{GitHubEnvironments.Release}.variables.{App} is '{Printable.Text(written)}': it is the number of a GitHub App, which writes the records. Write the App ID of its settings.");
        }

        return
        [
            RulesetPart.Wanted(RecordRules, "branch", Records, [], RulesetPart.Rule("deletion"), RulesetPart.Rule("non_fast_forward")),
            RulesetPart.Wanted(RecordWriters, "branch", Records, [.. isNumber ? [("Integration", app)] : Array.Empty<(string, long)>(), .. Approvers()], RulesetPart.Rule("creation"), RulesetPart.Rule("update")),
        ];
    }

    // Whoever approves with a key, or overrides a freeze, pushes that from their own machine.
    private IEnumerable<(string, long)> Approvers() => settings.Environments.SelectMany(e => e.Teams).Append(settings.RulesTeam).Distinct(StringComparer.Ordinal)
        .Select(t => facts.Teams.GetValueOrDefault(t)).Where(t => t > 0).Order().Select(t => ("Team", t));

    // A tag that was made names the same commit for ever.
    private static RepositoryPart Tags() => RulesetPart.Wanted(
        TagRules, "tag", "~ALL", RulesetPart.Rule("deletion"), RulesetPart.Rule("non_fast_forward"), RulesetPart.Rule("update"));
}
