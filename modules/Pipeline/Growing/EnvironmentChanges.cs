using System.Collections.Immutable;
using Infra.Company.Addresses;
using Infra.Company.Answering;
using Infra.Company.Files;
using Infra.Delivery.Approvals;
using Infra.GitHub.Repositories;
using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Pipeline.Workspace;
using Infra.Settings.Companies;
using Infra.Settings.Platform;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Growing;

/// <summary>Adds an environment: the files of its own, and its place in every file that names environments.</summary>
/// <param name="host">The clock.</param>
/// <param name="repository">The repository.</param>
public sealed class EnvironmentChanges(Host host, Repository repository)
{
    // Made up until the dry run of bootstrap writes the emulator's, and bootstrap Google's.
    private const string NoNumber = "100000000000";

    /// <summary>A new environment.</summary>
    /// <param name="environment">What it is.</param>
    /// <param name="like">The environment whose workloads it has too; null for the last of its tier, or of all.</param>
    /// <exception cref="InfraException">It is there already, or something that it needs is missing; all of it is named.</exception>
    public Growth Add(EnvironmentAnswers environment, string? like)
    {
        ArgumentNullException.ThrowIfNull(environment);
        Refuse(environment);
        StackSettings alike = like is null ? Alike(environment.Tier) : repository.Settings(repository.Environment(like).Value);
        CompanyAnswers answers = Known(environment, alike);
        ImmutableArray<CidrBlock> blocks = StackChanges.FreeBlocks(repository, environment.Regions.Length);
        Growth growth = Growth.Of($"Added the environment {environment.Stack}");
        foreach (GeneratedFile file in CompanyFiles.Environment(answers, environment, blocks, NoNumber, host.Clock.GetUtcNow()))
        {
            growth = growth.With(file.Path, file.Text);
        }

        growth = WithWorkloads(growth, environment, alike);
        growth = InBootstrap(growth, environment);
        growth = InDelivery(growth, answers, environment);
        return growth.Changing(BootstrapSettings.Stack.Value, environment.Stack.Value)
            .Noting($"Apply bootstrap first: it makes the project, the state and the identities of {environment.Stack}, and writes stacks/{environment.Stack}/foundation.yaml anew.")
            .Noting("Then `infra github sync`, which makes its environments on GitHub.");
    }

    private void Refuse(EnvironmentAnswers environment)
    {
        string[] wrong =
        [
            .. repository.Stacks().Contains(environment.Stack.Value, StringComparer.Ordinal) ? [$"There is a stack {environment.Stack} already."] : Array.Empty<string>(),
            .. repository.Stacks().Where(s => SettingsFile.ProjectOf(repository.ReadText($"stacks/Pulumi.{s}.yaml")) == environment.Project.Value)
                .Select(s => $"{environment.Project} is the project of {s}, and no two environments share one: the workload identities of a project are shared by all its clusters."),
            .. StackChanges.Unknown(environment.Regions, repository.Bootstrap().Google),
            .. repository.Company() is null ? [$"{CompanyFile.Path} does not exist: write name, country and industry there."] : Array.Empty<string>(),
        ];
        if (wrong.Length > 0)
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', wrong.Append("Nothing was written.")));
        }
    }

    // What init was told, read back from the files that it wrote or that people wrote since.
    private CompanyAnswers Known(EnvironmentAnswers added, StackSettings like)
    {
        StackSettings[] all = All();
        BootstrapSettings bootstrap = repository.Bootstrap();
        CompanySettings company = repository.Company()!;
        GitHubRepository here = GitHubOptions.Settings(repository).Repository;
        Catalog catalog = repository.Releasable(all[0].Stack.Value).Catalog;
        EgressSettings? services = like.Network.Egress.FirstOrDefault(e => e.Name == like.ArgoCd.Sso.Egress);
        IEnumerable<EnvironmentAnswers> environments = all.Select(s => new EnvironmentAnswers(
            s.Stack, s.Project, s.Tier, [.. s.Clusters.OrderByDescending(c => c.Hub).Select(c => c.Region)], bootstrap.Environments.FirstOrDefault(e => e.Stack == s.Stack)?.Budget ?? 1));
        return new CompanyAnswers
        {
            Company = company.Name,
            Country = company.Country,
            Industry = company.Industry,
            Zone = repository.ReadCalendar().Settings.Zone.Value,
            Prefix = bootstrap.Prefix,
            Domain = HostName.Of(like.SecurityGroup.Value[(like.SecurityGroup.Value.IndexOf('@', StringComparison.Ordinal) + 1)..]),
            Organisation = bootstrap.Organisation,
            BillingAccount = bootstrap.BillingAccount,
            Currency = bootstrap.Currency,
            SeedProject = bootstrap.Project,
            SeedBudget = bootstrap.SeedBudget,
            Administrators = bootstrap.Administrators,
            SignIn = like.ArgoCd.Sso.Issuer,
            Notifications = like.ArgoCd.Notifications.Url,
            Services = services?.Ranges ?? [],
            Addresses = CidrBlock.Of("10.0.0.0/8"),
            GitHub = new GitHubAnswers(here, bootstrap.OwnerId, bootstrap.RepositoryId, GitHubRepository.Of(new Uri(catalog.Repository.Value).AbsolutePath.Trim('/')))
            {
                ReaderApp = like.ArgoCd.Git.AppId,
                ReaderInstallation = like.ArgoCd.Git.InstallationId,
            },
            Environments = [.. environments.Append(added).OrderBy(e => e.Tier)],
            People = [],
            Tenants = ImmutableSortedDictionary<string, ImmutableArray<KubernetesName>>.Empty,
        };
    }

    // Applications run in every environment, and without their account their pods would not begin. Secrets have values, which people write first.
    private Growth WithWorkloads(Growth growth, EnvironmentAnswers environment, StackSettings like)
    {
        Catalog catalog = repository.Releasable(like.Stack.Value).Catalog;
        (WorkloadSettings Workload, string Space)[] workloads =
        [
            .. catalog.Tenants.SelectMany(t => t.Teams.SelectMany(team => TenantWorkloads.Of(like, TenantWorkloads.Namespace(t, team, like.Stack)).Select(w => (w, TenantWorkloads.Namespace(t, team, environment.Stack))))),
        ];
        growth = workloads.OrderBy(w => w.Workload.Name.Value, StringComparer.Ordinal).Aggregate(growth, (g, w) => g.Edit(
            repository,
            $"stacks/Pulumi.{environment.Stack}.yaml",
            t => YamlEdit.Add(t, ["config", "infra:workloads"], $"{w.Workload.Name}:\n  namespace: {w.Space}\n  serviceAccount: {w.Workload.ServiceAccount}\n")));
        string[] secrets = TenantWorkloads.SecretsOf(like, catalog);
        growth = workloads.Length == 0 ? growth : growth.Noting($"It has the workloads of {like.Stack}, each with an account of its own at Google: {string.Join(", ", workloads.Select(w => w.Workload.Name.Value).Order(StringComparer.Ordinal))}.");
        return secrets.Length == 0 ? growth : growth.Noting($"The secrets of {like.Stack} are not copied, because their values are not: `infra add secret ID --env {environment.Stack}` makes each: {string.Join(", ", secrets)}.");
    }

    private StackSettings[] All() => [.. repository.InOrder().Select(repository.Settings)];

    private StackSettings Alike(Tier tier) => All() is var all && all.LastOrDefault(s => s.Tier == tier) is { } same ? same : all[^1];

    private Growth InBootstrap(Growth growth, EnvironmentAnswers environment)
    {
        const string file = "stacks/Pulumi.bootstrap.yaml";
        string requests = environment.Tier == Tier.Development ? "  pullRequests: true\n" : "";
        growth = growth.Edit(repository, file, t => YamlEdit.Add(t, ["config", "infra:environments"], FormattableString.Invariant($"{environment.Stack}:\n  project: {environment.Project}\n  budget: {environment.Budget}\n{requests}")));
        RegionSet residency = repository.Bootstrap().Residency;
        return environment.Regions.Where(r => !residency.Contains(r)).Aggregate(growth, (g, region) => g
            .Edit(repository, file, t => YamlEdit.AddItem(t, ["config", "infra:residency"], region.Value))
            .Noting($"Data may lie in {region} from then on, by the organisation's policy too: have those agree who answer for residency."));
    }

    private Growth InDelivery(Growth growth, CompanyAnswers answers, EnvironmentAnswers environment)
    {
        string name = environment.Stack.Value;
        const string calendar = "stacks/delivery/calendar.yaml";
        string[] alike = [.. repository.Environments().Where(e => repository.TierOf(e) == environment.Tier)];
        growth = growth
            .Edit(repository, "stacks/delivery/gates.yaml", t => YamlEdit.Add(t, ["environments"], StackChanges.Dedented(CompanyFiles.Gates(answers, environment), 2)))
            .Edit(repository, calendar, t => YamlEdit.Add(t, ["otherwise"], $"{name}: {(environment.Tier == Tier.Development ? "allowed" : "manual-approval")}\n"));
        if (CompanyFiles.Promise(environment) is { Length: > 0 } promise)
        {
            growth = growth.Edit(repository, "stacks/operations/service-levels.yaml", t => YamlEdit.Add(t, ["environments"], StackChanges.Dedented(promise, 2)));
        }

        // What holds for those of the same tier holds for the new one.
        growth = repository.ReadCalendar().Settings.Windows.Where(w => w.Scope.Environments.Any(e => alike.Contains(e.Value, StringComparer.Ordinal))).Select(w => ("windows", w.Name.Value))
            .Concat(repository.ReadCalendar().Settings.Freezes.Where(f => f.Scope.Environments.Any(e => alike.Contains(e.Value, StringComparer.Ordinal))).Select(f => ("freezes", f.Name.Value)))
            .Aggregate(growth, (g, row) => g.Edit(repository, calendar, t => YamlEdit.AddItem(t, [row.Item1, row.Item2, "environments"], name)));
        foreach (ApprovalRule rule in repository.Approvals().Rules.Where(r => r.Environments.Any(e => alike.Contains(e, StringComparer.Ordinal))))
        {
            growth = growth.Edit(repository, "stacks/delivery/approvals.yaml", t => YamlEdit.AddItem(t, ["rules", rule.Name, "environments"], name));
        }

        return environment.Tier == Tier.Development ? growth : growth.Edit(repository, RepositoryFile.Path, t => YamlEdit.Add(t, ["environments"], Reviewers(alike, name)));
    }

    private string Reviewers(string[] alike, string name)
    {
        RepositorySettings settings = GitHubOptions.Settings(repository);
        string[] teams = [.. alike.Select(settings.Environment).Select(e => e.Teams.Select(t => $"{t}").ToArray()).FirstOrDefault(t => t.Length > 0) ?? [settings.RulesTeam]];
        return $"{name}:\n  teams:\n{string.Concat(teams.Select(t => $"    - {t}\n"))}";
    }
}
