using System.Collections.Immutable;
using Infra.Cloud.Backup;
using Infra.Cloud.Gke;
using Infra.Cloud.Keys;
using Infra.Cloud.Networks;
using Infra.Cloud.Registry;
using Infra.Cloud.Secrets;
using Infra.Cloud.State;
using Infra.Model.Values;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Environments;

/// <summary>The modules of an environment, each with its settings, the provider and what it depends on.</summary>
internal sealed class EnvironmentModules
{
    private const string GkeKey = "gke";
    private const string DiskKey = "disks";
    private const string StorageKey = "storage";
    private const string SecretsKey = "secrets";
    private const string TopicsKey = "topics";
    private const string ImagesKey = "images";
    private const string BackupsKey = "backups";

    private readonly StackSettings settings;
    private readonly ProviderResource provider;
    private readonly IReadOnlyList<Resource> apis;
    private readonly ServiceAgents agents;
    private readonly ImmutableDictionary<string, RegionKeys> keys;

    public EnvironmentModules(StackSettings settings, ProviderResource provider)
    {
        (this.settings, this.provider) = (settings, provider);
        apis = new Apis(Name("apis"), settings.Project, Options()).Enabled;
        agents = new(Name("agents"), new() { Project = settings.Project, ProjectNumber = settings.ProjectNumber, After = apis }, Options());
        keys = KeyRegions().ToImmutableDictionary(r => r.Value, MakeKeys, StringComparer.Ordinal);
        Network = new(Name("network"), new() { Names = settings.Names, Settings = settings.Network, Protect = settings.Protect, After = apis }, Options());
        _ = new ImagePolicy(
            Name("images"),
            new() { AllowedImages = ImagePolicyArgs.RegistriesOf(settings.Project, settings.Residency), Enforce = settings.Policy.EnforceImagePolicy, After = apis },
            Options());
        Clusters = ByName(settings.Clusters, c => c.Region.Value, MakeCluster);
        Registries = ByName(settings.Clusters, c => c.Region.Value, MakeRegistry);
        Backups = ByName(settings.Clusters, c => c.Region.Value, MakeBackup);
        Buckets = ByName(settings.Buckets, b => b.Purpose.Value, MakeBucket);
        Workloads = ByName(settings.Workloads, w => w.Name.Value, MakeWorkload);
        Secrets = MakeSecrets();
    }

    public IReadOnlyList<Resource> Apis => apis;

    public Network Network { get; }

    public ImmutableSortedDictionary<string, GkeCluster> Clusters { get; }

    public ImmutableSortedDictionary<string, RegionRegistry> Registries { get; }

    public ImmutableSortedDictionary<string, ClusterBackup> Backups { get; }

    public ImmutableSortedDictionary<string, StateBucket> Buckets { get; }

    public ImmutableSortedDictionary<string, WorkloadAccount> Workloads { get; }

    public ImmutableSortedDictionary<string, Secret> Secrets { get; }

    private string Name(string purpose) => settings.Names.Of(purpose);

    private ComponentResourceOptions Options() => new() { Providers = { provider } };

    // A ring that nothing uses would stay for ever: Google deletes none.
    private RegionSet KeyRegions() => new(
    [
        .. settings.ReplicaRegions, .. settings.Secrets.SelectMany(ReplicasOf), .. settings.Clusters.Select(c => c.Region), .. settings.Clusters.Select(BackupRegion),
        .. settings.Buckets.Select(b => b.Location),
    ]);

    private RegionSet ReplicasOf(SecretSettings secret) => secret.Replicas ?? settings.ReplicaRegions;

    // A key only where something uses it: each costs, and each is one more to rotate and to lose.
    private RegionKeys MakeKeys(Region region)
    {
        var users = ImmutableSortedDictionary.CreateBuilder<string, Output<string>>(StringComparer.Ordinal);
        if (settings.ReplicaRegions.Contains(region) || settings.Secrets.Any(s => ReplicasOf(s).Contains(region)))
        {
            users[SecretsKey] = agents.SecretManager;
        }

        foreach (var cluster in settings.Clusters.Where(c => c.Region == region))
        {
            users[GkeKey] = agents.Gke;
            users[ImagesKey] = agents.ArtifactRegistry;
            if (cluster.BootDiskKey)
            {
                users[DiskKey] = agents.Compute;
            }
        }

        if (settings.Clusters.Any(c => BackupRegion(c) == region))
        {
            // Backup for GKE encrypts as the agent of GKE: https://docs.cloud.google.com/kubernetes-engine/docs/add-on/backup-for-gke/concepts/about-cmek
            users[BackupsKey] = agents.Gke;
        }

        if (settings.Buckets.Any(b => b.Location == region))
        {
            users[StorageKey] = agents.Storage;
        }

        if (settings.Hub.Region == region)
        {
            users[TopicsKey] = agents.PubSub;
        }

        return new(
            Name($"{region}-keys"),
            new() { Names = settings.Names, Region = region, Users = users.ToImmutable(), Protect = settings.Protect, After = apis },
            Options());
    }

    private GkeCluster MakeCluster(ClusterSettings cluster)
    {
        var regionKeys = keys[cluster.Region.Value];
        return new(settings.Names.Cluster(cluster.Region), new()
        {
            Names = settings.Names,
            Settings = cluster,
            NetworkId = Network.Id,
            Region = Network.Regions[cluster.Region.Value],
            SecretsKey = regionKeys[GkeKey],
            DiskKey = cluster.BootDiskKey ? regionKeys[DiskKey] : null,
            SecurityGroup = settings.SecurityGroup,
            Labels = settings.Labels.For(settings.Stack),
            Protect = settings.Protect,
            After = apis,
        }, Options());
    }

    // Another cluster's region where there is one: that is where the cluster is restored.
    private Region BackupRegion(ClusterSettings cluster) => cluster.BackupRegion ?? settings.Clusters.Select(c => c.Region).FirstOrDefault(r => r != cluster.Region) ?? cluster.Region;

    private RegionRegistry MakeRegistry(ClusterSettings cluster) => new(Name($"{cluster.Region}-registry"), new()
    {
        Names = settings.Names,
        Region = cluster.Region,
        Key = keys[cluster.Region.Value][ImagesKey],
        Readers = ImmutableSortedDictionary<string, Output<string>>.Empty.Add("nodes", Clusters[cluster.Region.Value].NodeAccountMember),
        Verifier = settings.ImageKeys.IsEmpty ? null : AdmissionMember(),
        RetentionDays = settings.Policy.RetentionDays,
        Protect = settings.Protect,
        After = apis,
    }, Options());

    // Kyverno's own account in the clusters, without an account of Google Cloud between:
    // https://docs.cloud.google.com/kubernetes-engine/docs/how-to/workload-identity#authenticating_to
    private string AdmissionMember() =>
        $"principal://iam.googleapis.com/projects/{settings.ProjectNumber}/locations/global/workloadIdentityPools/{settings.Project}.svc.id.goog/subject/ns/kyverno/sa/kyverno-admission-controller";

    private ClusterBackup MakeBackup(ClusterSettings cluster)
    {
        var location = BackupRegion(cluster);
        return new(Name($"{cluster.Region}-backup"), new()
        {
            Names = settings.Names,
            Source = cluster.Region,
            Location = location,
            ClusterId = Clusters[cluster.Region.Value].Id,
            Key = keys[location.Value][BackupsKey],
            Schedules = BackupSchedule.Of(settings.Tier),
            Protect = settings.Protect,
            After = apis,
        }, Options());
    }

    private StateBucket MakeBucket(BucketSettings bucket) => new(Name($"{bucket.Purpose}-bucket"), new()
    {
        Names = settings.Names,
        Settings = bucket,
        Key = keys[bucket.Location.Value][StorageKey],
        RetentionDays = settings.Policy.RetentionDays,
        Protect = settings.Protect,
    }, Options());

    private WorkloadAccount MakeWorkload(WorkloadSettings workload) => new(Name($"{workload.Name}-identity"), new()
    {
        Names = settings.Names,
        Settings = workload,
        Clusters = [.. Clusters.Values.Select(c => c.Resource)],
        After = apis,
    }, Options());

    private ImmutableSortedDictionary<string, Secret> MakeSecrets()
    {
        if (settings.Secrets.IsEmpty)
        {
            return ImmutableSortedDictionary<string, Secret>.Empty;
        }

        var topic = new RotationTopic(Name("rotation"), new()
        {
            Names = settings.Names,
            Residency = settings.Residency,
            Key = keys[settings.Hub.Region.Value][TopicsKey],
            Publisher = agents.SecretManager,
            After = apis,
        }, Options());
        return ByName(settings.Secrets, s => s.Id.Value, s => new Secret(Name($"{s.Id}-secret"), new()
        {
            Settings = s,
            Replicas = ReplicasOf(s).ToImmutableSortedDictionary(r => r.Value, r => keys[r.Value][SecretsKey], StringComparer.Ordinal),
            Topic = topic,
            Consumers = s.Consumers.ToImmutableSortedDictionary(c => c.Value, c => Workloads[c.Value].Member, StringComparer.Ordinal),
            RetentionDays = Math.Min(settings.Policy.RetentionDays, SecretArgs.MostRetentionDays),
            Protect = settings.Protect,
        }, Options()));
    }

    private static ImmutableSortedDictionary<string, TModule> ByName<TSettings, TModule>(
        ImmutableArray<TSettings> all,
        Func<TSettings, string> name,
        Func<TSettings, TModule> make) =>
        all.ToImmutableSortedDictionary(name, make, StringComparer.Ordinal);
}
