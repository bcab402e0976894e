using System.Collections.Immutable;
using Infra.Model.Machines;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>The settings of the stack <c>bootstrap</c>, which makes what the others need before they exist.</summary>
public sealed record BootstrapSettings
{
    /// <summary>The stack.</summary>
    public static StackName Stack { get; } = StackName.Of("bootstrap");

    /// <summary>The seed project: state, keys and identities of all environments. Its budget and mode stand beside it.</summary>
    public required ProjectId Project { get; init; }

    /// <summary>Whether the seed project exists and is taken over; otherwise it is made.</summary>
    public required bool AdoptSeed { get; init; }

    /// <summary>What the seed project may cost a month, in whole units of the currency.</summary>
    public required int SeedBudget { get; init; }

    /// <summary>The company's short name.</summary>
    public required NamePrefix Prefix { get; init; }

    /// <summary>The organisation that the folder is made in.</summary>
    public required OrganisationId Organisation { get; init; }

    /// <summary>Who pays.</summary>
    public required BillingAccountId BillingAccount { get; init; }

    /// <summary>The currency of the billing account.</summary>
    public required CurrencyCode Currency { get; init; }

    /// <summary>The folder that all projects are in.</summary>
    public required FolderName Folder { get; init; }

    /// <summary>The region of state, audit records and their keys.</summary>
    public required Region Location { get; init; }

    /// <summary>The regions that anything may be made in.</summary>
    public required RegionSet Residency { get; init; }

    /// <summary>What Google Cloud has by name, with the regions that <c>infra:newRegions</c> lists beside it.</summary>
    public required GoogleCatalog Google { get; init; }

    /// <summary>Whether projects, keys and buckets are protected from deletion.</summary>
    public required bool Protect { get; init; }

    /// <summary>Whether the retention of audit records is locked: nobody can shorten it, and it cannot be unlocked.</summary>
    public required bool LockAudit { get; init; }

    /// <summary>The people who run bootstrap; they alone can read the secrets in its state.</summary>
    public required GroupAddress Administrators { get; init; }

    /// <summary>The labels of every resource.</summary>
    public required LabelSettings Labels { get; init; }

    /// <summary>The number of the organisation or person on GitHub that owns the repository.</summary>
    public required GitHubId OwnerId { get; init; }

    /// <summary>The number of the repository.</summary>
    public required GitHubId RepositoryId { get; init; }

    /// <summary>The environments, in the order of names.</summary>
    public required ImmutableArray<ManagedProjectSettings> Environments { get; init; }

    /// <summary>The names of the environments as the file has them: the order in which a release passes those of one tier.</summary>
    public required ImmutableArray<string> Order { get; init; }

    /// <summary>The names of the seed's resources.</summary>
    public ResourceNames Names => new(Prefix, Stack, Project);

    /// <summary>The names of an environment's identities.</summary>
    public ResourceNames NamesOf(ManagedProjectSettings environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return new(Prefix, environment.Stack, environment.Project);
    }

    /// <summary>The name of the bucket with a stack's state; bootstrap's own is one of them.</summary>
    public string StateBucketOf(StackName stack) => Names.Bucket(GceName.Of($"{stack}-state"));

    internal static SettingsForm<BootstrapSettings> Form { get; } = new(
        new(
            new Setting("gcp:project", TextKind.Of<ProjectId>(), "The seed project: state, keys and identities of all environments."),
            new Setting("infra:seedMode", new ChoiceKind("create", "adopt"), "Whether the seed project is made, or exists and is taken over.") { Default = "create" },
            new Setting("infra:seedBudget", new NumberKind(1, 2_000_000_000, "whole units of the currency a month"), "What the seed project may cost a month; an alert comes at 80 %."),
            new Setting("infra:prefix", TextKind.Of<NamePrefix>(), "The company's short name, which begins the names of resources."),
            new Setting("infra:organisation", TextKind.Of<OrganisationId>(), "The organisation that the folder is made in."),
            new Setting("infra:billingAccount", TextKind.Of<BillingAccountId>(), "Who pays."),
            new Setting("infra:currency", TextKind.Of<CurrencyCode>(), "The currency of the billing account; Google Cloud refuses budgets in another."),
            new Setting("infra:folder", TextKind.Of<FolderName>(), "The folder that all projects are in."),
            new Setting("infra:location", TextKind.Of<Region>(), "The region of state, audit records and their keys."),
            new Setting("infra:residency", new ListKind(TextKind.Of<Region>(), 1, 8), "The regions that anything may be made in."),
            GoogleRules.NewRegionsSetting,
            new Setting("infra:protect", new FlagKind(), "Whether projects, keys and buckets are protected from deletion."),
            new Setting("infra:lockAudit", new FlagKind(), "Whether the retention of audit records is locked. A lock is for ever: the bucket goes when its last record is five years old, and its project not before.") { Default = "true" },
            new Setting("infra:administrators", TextKind.Of<GroupAddress>(), "The group whose people run bootstrap; they alone can read the secrets in its state."),
            new Setting("infra:labels", LabelSettings.Kind, "The labels of every resource."),
            new Setting(
                "infra:github",
                new ObjectKind(
                    new Setting("ownerId", TextKind.Of<GitHubId>(), "The number of the organisation or person that owns the repository: GET /repos/OWNER/NAME, owner.id."),
                    new Setting("repositoryId", TextKind.Of<GitHubId>(), "The number of the repository: GET /repos/OWNER/NAME, id.")),
                "Whose runs may take on identities. Numbers, because a name that is given up can be taken by somebody else."),
            new Setting("infra:environments", new MapKind(TextKind.Of<StackName>(), ManagedProjectSettings.Kind, 1, 20), "The environments.")),
        BootstrapRules.Check,
        Bind);

    private static BootstrapSettings Bind(CheckedNode root, StackName stack) => new()
    {
        Project = root.Get<ProjectId>("gcp:project"),
        AdoptSeed = root.Get<string>("infra:seedMode") == "adopt",
        SeedBudget = root.Get<int>("infra:seedBudget"),
        Prefix = root.Get<NamePrefix>("infra:prefix"),
        Organisation = root.Get<OrganisationId>("infra:organisation"),
        BillingAccount = root.Get<BillingAccountId>("infra:billingAccount"),
        Currency = root.Get<CurrencyCode>("infra:currency"),
        Folder = root.Get<FolderName>("infra:folder"),
        Location = root.Get<Region>("infra:location"),
        Residency = new(root.List<Region>("infra:residency")),
        Google = GoogleRules.Catalog(root),
        Protect = root.Get<bool>("infra:protect"),
        LockAudit = root.Get<bool>("infra:lockAudit"),
        Administrators = root.Get<GroupAddress>("infra:administrators"),
        Labels = LabelSettings.Bind(root["infra:labels"]!),
        OwnerId = root["infra:github"]!.Get<GitHubId>("ownerId"),
        RepositoryId = root["infra:github"]!.Get<GitHubId>("repositoryId"),
        Environments = root.Each("infra:environments", ManagedProjectSettings.Bind),
        Order = [.. root.Below("infra:environments").Select(e => e.Name)],
    };
}
