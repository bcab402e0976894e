using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>All settings of a stack: the one declaration behind the reader, stacks/schema/stack.schema.json and its table.</summary>
internal static class SettingsDeclaration
{
    /// <summary>What may stand under <c>config:</c>.</summary>
    public static ObjectKind Top { get; } = new(
        new Setting("gcp:project", TextKind.Of<ProjectId>(), "The project of the stack; never shared with another environment."),
        new Setting("infra:projectNumber", TextKind.Of<ProjectNumber>(), "The number of that project; Google's service agents are named by it."),
        new Setting("infra:prefix", TextKind.Of<NamePrefix>(), "The company's short name, which begins the names of resources."),
        new Setting("infra:tier", new ChoiceKind("development", "staging", "production"), "What the environment is for; limits, retention and approvals follow from it."),
        new Setting("infra:protect", new FlagKind(), "Whether what holds data is protected from deletion."),
        new Setting("infra:residency", new ListKind(TextKind.Of<Region>(), 1, 8), "The regions that data may stay in."),
        new Setting("infra:replicaRegions", new ListKind(TextKind.Of<Region>(), 1, 8), "The regions that entries of Secret Manager are kept in; without, those of `infra:residency`. Google fixes them when an entry is made: write them before residency grows.") { Optional = true },
        GoogleRules.NewRegionsSetting,
        new Setting("infra:regionNames", new ChoiceKind("full", "code"), "How a region stands in names of resources: `asia-southeast1`, or its code `as-se1` (docs/regions.md), with which every region fits. Fixed when the stack is made.") { Default = "full" },
        new Setting("infra:labels", LabelSettings.Kind, "The labels of every resource."),
        new Setting("infra:securityGroup", TextKind.Of<SecurityGroup>(), "The group whose member groups may be named in Kubernetes RBAC."),
        new Setting("infra:network", NetworkSettings.Kind, "The network."),
        new Setting("infra:clusters", new MapKind(TextKind.Of<Region>(), ClusterSettings.Kind, 1, 8), "The clusters, one a region."),
        GoogleRules.MachineTypesSetting,
        new Setting("infra:buckets", new MapKind(TextKind.Of<GceName>(), BucketSettings.Kind, 1, 20), "The buckets."),
        new Setting("infra:workloads", new MapKind(TextKind.Of<KubernetesName>(), WorkloadSettings.Kind, 0, 100), "The workloads that have an identity in Google Cloud.") { Optional = true },
        new Setting("infra:imageKeys", new ListKind(TextKind.Of<PublicKey>(), 1, 5), "The public keys that images of tenants are signed with, each enough alone; without, images are admitted by the name of their registry (docs/tasks/sign-images.md).") { Optional = true },
        new Setting("infra:secrets", new MapKind(TextKind.Of<SecretId>(), SecretSettings.Kind, 0, 200), "The entries of Secret Manager.") { Optional = true },
        new Setting("infra:argocd", ArgoCdSettings.Kind, "Argo CD, which runs on the hub for all clusters of the stack."));

    /// <summary>The settings of an environment.</summary>
    public static SettingsForm<StackSettings> Form { get; } = new(Top, SettingsRules.Check, Bind);

    /// <summary>What Pulumi itself writes beside <c>config:</c>. Not ours to check, only to let stand.</summary>
    public static IReadOnlyList<string> PulumiNames { get; } = ["encryptionsalt", "secretsprovider", "encryptedkey", "environment"];

    /// <summary>The settings of a checked tree without problems.</summary>
    public static StackSettings Bind(CheckedNode root, StackName stack) => new()
    {
        Stack = stack,
        Project = root.Get<ProjectId>("gcp:project"),
        ProjectNumber = root.Get<ProjectNumber>("infra:projectNumber"),
        Prefix = root.Get<NamePrefix>("infra:prefix"),
        Tier = Enum.Parse<Tier>(root.Get<string>("infra:tier"), ignoreCase: true),
        Protect = root.Get<bool>("infra:protect"),
        Residency = new(root.List<Region>("infra:residency")),
        ReplicaRegions = new(root.List<Region>(root["infra:replicaRegions"] is null ? "infra:residency" : "infra:replicaRegions")),
        Google = GoogleRules.Catalog(root),
        RegionCodes = root.Get<string>("infra:regionNames") == "code",
        Labels = LabelSettings.Bind(root["infra:labels"]!),
        SecurityGroup = root.Get<SecurityGroup>("infra:securityGroup"),
        Network = NetworkSettings.Bind(root["infra:network"]!),
        Clusters = root.Each("infra:clusters", ClusterSettings.Bind),
        Buckets = root.Each("infra:buckets", BucketSettings.Bind),
        Workloads = [.. root.Each("infra:workloads", WorkloadSettings.Bind).Concat(ArgoCdWorkloads.All).OrderBy(w => w.Name.Value, StringComparer.Ordinal)],
        ImageKeys = root.List<PublicKey>("infra:imageKeys"),
        Secrets = root.Each("infra:secrets", SecretSettings.Bind),
        ArgoCd = ArgoCdSettings.Bind(root["infra:argocd"]!),
    };
}
