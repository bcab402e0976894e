using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Infra.GitHub.Api;
using Infra.GitHub.Repositories;
using Infra.Model.Errors;

namespace Infra.GitHub.Sync;

/// <summary>Reads what a repository is, in the form of what it should be.</summary>
/// <param name="api">The repository.</param>
internal sealed class RepositoryReader(GitHubApi api)
{
    /// <summary>What only GitHub knows and the wanted state follows from.</summary>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public async Task<RepositoryFacts> FactsAsync(RepositorySettings settings, CancellationToken cancellation)
    {
        JsonNode repository = await api.GetAsync("", cancellation);
        bool isPrivate = Json.Flag(repository, "private");
        string owner = Uri.EscapeDataString(settings.Repository.Owner);
        bool isOrganisation = Json.Text(repository["owner"], "type") == "Organization";
        JsonNode? account = isPrivate ? await api.FindAsync($"/{(isOrganisation ? "orgs" : "users")}/{owner}", cancellation) : null;
        long actions = await ActionsAppAsync(cancellation);
        ImmutableSortedDictionary<string, long>.Builder teams = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        foreach (string team in settings.Environments.SelectMany(e => e.Teams).Concat(settings.CodeOwners.SelectMany(o => o.Teams)).Append(settings.RulesTeam).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (isOrganisation && Json.Number(await api.FindAsync($"/orgs/{owner}/teams/{Uri.EscapeDataString(team)}", cancellation), "id") is { } id)
            {
                teams.Add(team, id);
            }
        }

        return new RepositoryFacts(isPrivate, Json.Text(account?["plan"], "name"), actions, teams.ToImmutable());
    }

    /// <summary>The same as far as the token of a job is shown it: no teams, and no plan.</summary>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public async Task<RepositoryFacts> FactsOfJobAsync(CancellationToken cancellation) =>
        new(IsPrivate: true, Plan: null, await ActionsAppAsync(cancellation), ImmutableSortedDictionary<string, long>.Empty);

    private async Task<long> ActionsAppAsync(CancellationToken cancellation) =>
        Json.Number(await api.GetAsync("/apps/github-actions", cancellation), "id")
            ?? throw new InfraException(ErrorKind.Failed, "GitHub does not say which App checks of GitHub Actions come from (GET /apps/github-actions has no id), so a check could not be told from a forged one. Look whether GITHUB_API_URL is right.");

    /// <summary>The environments and rulesets that there are, without what is below environments.</summary>
    /// <param name="wanted">Those that there should be.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public async Task<ImmutableArray<RepositoryPart>> GuardsAsync(ImmutableArray<RepositoryPart> wanted, CancellationToken cancellation) =>
    [
        .. wanted.Any(w => w.Kind == PartKind.Environment) ? await EnvironmentsAsync(wanted, cancellation, withVariables: false) : [],
        .. wanted.Any(w => w.Kind == PartKind.Ruleset) ? await RulesetsAsync(wanted, cancellation) : [],
    ];

    /// <summary>The parts that there are.</summary>
    /// <param name="wanted">Those that there should be: what is below others is not looked at.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public async Task<ImmutableArray<RepositoryPart>> PartsAsync(ImmutableArray<RepositoryPart> wanted, CancellationToken cancellation) =>
    [
        .. (await api.ListAsync("labels", null, cancellation)).Select(l => new RepositoryPart(
            PartKind.Label, Json.Text(l, "name") ?? "", RepositoryPart.Map(("color", Json.Text(l, "color") ?? ""), ("description", Json.Text(l, "description") ?? "")))),
        .. wanted.Any(w => w.Kind == PartKind.Environment) ? await EnvironmentsAsync(wanted, cancellation) : [],
        .. (await api.ListAsync("actions/variables", "variables", cancellation)).Select(v => Variable(PartKind.Variable, "", v)),
        .. await ActionsAsync(wanted, cancellation),
        .. wanted.Any(w => w.Kind == PartKind.Ruleset) ? await RulesetsAsync(wanted, cancellation) : [],
    ];

    /// <summary>What only people can do: secrets that workflows read and that are not there, and administrators who pass by reviewers.</summary>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public async Task<ImmutableArray<string>> ByHandAsync(ImmutableArray<RepositoryPart> wanted, ImmutableArray<WorkflowRead> reads, CancellationToken cancellation)
    {
        ImmutableArray<JsonNode> environments = wanted.Any(w => w.Kind == PartKind.Environment) ? await EnvironmentAnswersAsync(cancellation) : [];
        ImmutableArray<string>.Builder left = ImmutableArray.CreateBuilder<string>();
        foreach (RepositoryPart environment in wanted.Where(w => w.Kind == PartKind.Environment))
        {
            JsonNode? answer = environments.FirstOrDefault(e => Json.Text(e, "name") == environment.Name);
            WorkflowRead[] needed = [.. reads.Where(r => r.IsSecret && r.Environment == environment.Name)];
            string[] secrets = answer is null || needed.Length == 0 ? []
                : [.. (await api.ListAsync($"environments/{Uri.EscapeDataString(environment.Name)}/secrets", "secrets", cancellation)).Select(s => Json.Text(s, "name") ?? "")];
            left.AddRange(needed.Where(r => !secrets.Contains(r.Name, StringComparer.Ordinal)).GroupBy(r => r.Name, StringComparer.Ordinal).Select(r =>
                $"Environment {environment.Name} has no secret {r.Key}, which {WorkflowRead.Readers(r)}. Write it on GitHub: Settings, Environments, {environment.Name}."));

            // The REST API shows this and has no way to change it.
            if (Json.Flag(answer, "can_admins_bypass") && environment.Fields["reviewers"] != "nobody")
            {
                left.Add($"Administrators can start runs of environment {environment.Name} without a reviewer. Take it away on GitHub: Settings, Environments, {environment.Name}, Allow administrators to bypass configured protection rules.");
            }
        }

        return left.ToImmutable();
    }

    private Task<ImmutableArray<JsonNode>> EnvironmentAnswersAsync(CancellationToken cancellation) => api.ListAsync("environments", "environments", cancellation);

    private async Task<List<RepositoryPart>> EnvironmentsAsync(ImmutableArray<RepositoryPart> wanted, CancellationToken cancellation, bool withVariables = true)
    {
        List<RepositoryPart> parts = [];
        foreach (JsonNode answer in await EnvironmentAnswersAsync(cancellation))
        {
            string name = Json.Text(answer, "name") ?? "";
            bool isWanted = wanted.Any(w => w.Kind == PartKind.Environment && w.Name == name);
            string path = $"environments/{Uri.EscapeDataString(name)}";
            ImmutableArray<JsonNode> policies = isWanted && Json.Flag(answer["deployment_branch_policy"], "custom_branch_policies")
                ? await api.ListAsync($"{path}/deployment-branch-policies", "branch_policies", cancellation)
                : [];
            parts.Add(EnvironmentPart.Actual(answer, policies));
            parts.AddRange(isWanted && withVariables ? (await api.ListAsync($"{path}/variables", "variables", cancellation)).Select(v => Variable(PartKind.EnvironmentVariable, $"{name}/", v)) : []);
        }

        return parts;
    }

    private async Task<List<RepositoryPart>> ActionsAsync(ImmutableArray<RepositoryPart> wanted, CancellationToken cancellation)
    {
        List<RepositoryPart> parts = [];
        bool isSelected = true;
        foreach (RepositoryPart part in wanted.Where(w => w.Kind == PartKind.Actions))
        {
            // GitHub has no list of selected actions where all are allowed.
            if ((isSelected || part.Name != "selected-actions") && await api.FindAsync(PathOf(part), cancellation) is { } answer)
            {
                isSelected &= part.Name != "permissions" || Json.Text(answer, "allowed_actions") == "selected";
                parts.Add(ActionsPart.Actual(part.Name, answer, [.. part.Fields.Keys]));
            }
        }

        return parts;
    }

    private async Task<List<RepositoryPart>> RulesetsAsync(ImmutableArray<RepositoryPart> wanted, CancellationToken cancellation)
    {
        List<RepositoryPart> parts = [];
        foreach (JsonNode listed in await api.ListAsync("rulesets?includes_parents=false", null, cancellation))
        {
            // A list has no rules in it.
            bool isWanted = wanted.Any(w => w.Kind == PartKind.Ruleset && w.Name == Json.Text(listed, "name"));
            parts.Add(RulesetPart.Actual(isWanted ? await api.GetAsync(string.Create(CultureInfo.InvariantCulture, $"rulesets/{Json.Number(listed, "id")}"), cancellation) : listed));
        }

        return parts;
    }

    /// <summary>Where GitHub has a setting of Actions.</summary>
    public static string PathOf(RepositoryPart actions) => actions.Name == "permissions" ? "actions/permissions" : $"actions/permissions/{actions.Name}";

    private static RepositoryPart Variable(PartKind kind, string prefix, JsonNode answer) =>
        new(kind, prefix + Json.Text(answer, "name"), RepositoryPart.Map(("value", Json.Text(answer, "value") ?? "")));
}
