using System.Collections.Immutable;
using Infra.Cloud.Budgets;
using Infra.Cloud.Identity;
using Infra.Cloud.Keys;
using Infra.Cloud.ManagedProjects;
using Infra.Cloud.State;
using Infra.Model.Values;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Bootstrap;

/// <summary>The modules of bootstrap, each with its settings, the provider and what it depends on.</summary>
internal sealed class BootstrapModules
{
    private const string AuditKey = "audit";
    private const int KeepStateVersions = 100;
    private const int SoftDeleteDays = 90;
    private const int StateRetentionDays = 365;

    private readonly BootstrapSettings settings;
    private readonly BootstrapProviders providers;
    private readonly Output<string> folder;

    public BootstrapModules(BootstrapSettings settings)
    {
        this.settings = settings;
        providers = BootstrapProviders.Make(settings);
        folder = new PlatformFolder(
            Name("folder"), new() { Organisation = settings.Organisation, Folder = settings.Folder, Protect = settings.Protect }, Options(providers.Operator)).Id;
        Seed = MakeProject(Name("seed"), settings.Project, settings.AdoptSeed, PlatformProject.SeedApis, [], providers.Operator);
        var policies = new OrganisationPolicies(
            Name("policies"), new() { Folder = folder, Rules = OrganisationRule.For(settings.Residency, GitHubPool.Issuer), After = Seed.Ready }, Options());
        Pool = new(
            Name("github"),
            new() { Project = Seed.Id, OwnerId = settings.OwnerId, RepositoryId = settings.RepositoryId, Protect = settings.Protect, After = [.. Seed.Ready, .. policies.All] },
            Options());
        Projects = Each(e => MakeProject(Name($"{e.Stack}-project"), e.Project, e.Adopt, PlatformProject.EnvironmentApis, [.. Seed.Ready, .. policies.All], providers.Seed));
        Identities = Each(e => new PipelineIdentity(
            Name($"{e.Stack}-identity"), new() { Names = settings.NamesOf(e), SeedProject = Seed.Id, Pool = Pool, Branch = e.Branch, PlansBranches = e.PullRequests, After = Seed.Ready }, Options()));
        Keys = MakeKeys();
        Audit = new(Name("audit"), new()
        {
            Name = AuditBucketName,
            Project = settings.Project,
            Location = settings.Location,
            Key = Keys[AuditKey],
            Locked = settings.LockAudit,
            Protect = settings.Protect,
            After = Seed.Ready,
        }, Options());
        Signing = new(Name("signing"), new()
        {
            Names = settings.Names,
            Region = settings.Location,
            Uses = [.. settings.Environments.Select(e => AuditKeyOf(e.Stack))],
            Protect = settings.Protect,
            After = Seed.Ready,
        }, Options());
        OwnState = MakeState(BootstrapSettings.Stack);
        States = Each(e => MakeState(e.Stack));
        _ = Each(MakeAccess);
        MakeBudgets();
    }

    public PlatformProject Seed { get; }

    public GitHubPool Pool { get; }

    public ImmutableSortedDictionary<string, PlatformProject> Projects { get; }

    public ImmutableSortedDictionary<string, PipelineIdentity> Identities { get; }

    public RegionKeys Keys { get; }

    public AuditBucket Audit { get; }

    public SigningKeys Signing { get; }

    public StateBucket OwnState { get; }

    public ImmutableSortedDictionary<string, StateBucket> States { get; }

    public static string SecretsKey(StackName stack) => $"{stack}-secrets";

    public static string AuditKeyOf(StackName stack) => $"{stack}-audit";

    private static string StateKey(StackName stack) => $"{stack}-state";

    private BucketName AuditBucketName => BucketName.Of($"{settings.Project}-audit");

    private string Name(string purpose) => settings.Names.Of(purpose);

    private ComponentResourceOptions Options(ProviderResource? provider = null) => new() { Providers = { provider ?? providers.Seed } };

    private PlatformProject MakeProject(string name, ProjectId project, bool adopt, ImmutableArray<string> apis, IReadOnlyList<Resource> after, ProviderResource provider) => new(name, new()
    {
        Project = project,
        Folder = folder,
        BillingAccount = settings.BillingAccount,
        Apis = apis,
        Adopt = adopt,
        Protect = settings.Protect,
        After = after,
    }, Options(provider));

    // One key for each bucket and for each environment's secrets, so that no environment can read another's state.
    private RegionKeys MakeKeys()
    {
        var storage = Seed.Number.Apply(number => $"serviceAccount:service-{number}@gs-project-accounts.iam.gserviceaccount.com");
        var users = ImmutableSortedDictionary.CreateBuilder<string, Output<string>>(StringComparer.Ordinal);
        users[AuditKey] = storage;
        users[StateKey(BootstrapSettings.Stack)] = storage;
        users[SecretsKey(BootstrapSettings.Stack)] = Output.Create($"group:{settings.Administrators}");
        foreach (var environment in settings.Environments)
        {
            users[StateKey(environment.Stack)] = storage;
            users[SecretsKey(environment.Stack)] = Identities[environment.Stack.Value].ApplyMember;
        }

        return new(Name("keys"), new() { Names = settings.Names, Region = settings.Location, Users = users.ToImmutable(), Protect = settings.Protect, After = Seed.Ready }, Options());
    }

    private StateBucket MakeState(StackName stack) => new(Name($"{stack}-state"), new()
    {
        Names = settings.Names,
        Settings = new(GceName.Of($"{stack}-state"), settings.Location, KeepStateVersions, SoftDeleteDays),
        Key = Keys[StateKey(stack)],
        RetentionDays = StateRetentionDays,
        Protect = settings.Protect,
    }, Options());

    private IdentityAccess MakeAccess(ManagedProjectSettings environment)
    {
        var stack = environment.Stack.Value;
        return new(Name($"{stack}-access"), new()
        {
            Names = settings.NamesOf(environment),
            Identity = Identities[stack],
            Project = Projects[stack].Id,
            StateBucket = States[stack].Name,
            AuditBucket = Audit.Name,
            AuditBucketName = AuditBucketName.Value,
            AuditKey = Signing[AuditKeyOf(environment.Stack)],
            AuditKeys = settings.Environments.ToImmutableSortedDictionary(e => e.Stack.Value, e => Signing[AuditKeyOf(e.Stack)], StringComparer.Ordinal),
            SecretsKey = Keys[SecretsKey(environment.Stack)],
        }, Options());
    }

    private void MakeBudgets()
    {
        MakeBudget("seed", settings.Project, Seed, settings.SeedBudget);
        foreach (var environment in settings.Environments)
        {
            MakeBudget(environment.Stack.Value, environment.Project, Projects[environment.Stack.Value], environment.Budget);
        }
    }

    private void MakeBudget(string purpose, ProjectId project, PlatformProject made, int amount) => _ = new ProjectBudget(Name($"{purpose}-budget"), new()
    {
        Project = project,
        Number = made.Number,
        BillingAccount = settings.BillingAccount,
        Currency = settings.Currency,
        Amount = amount,
        After = Seed.Ready,
    }, Options());

    private ImmutableSortedDictionary<string, T> Each<T>(Func<ManagedProjectSettings, T> make) =>
        settings.Environments.ToImmutableSortedDictionary(e => e.Stack.Value, make, StringComparer.Ordinal);
}
