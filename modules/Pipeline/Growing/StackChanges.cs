using System.Collections.Immutable;
using System.Globalization;
using Infra.Company.Addresses;
using Infra.Company.Files;
using Infra.Delivery.Gates;
using Infra.Model.Errors;
using Infra.Model.Machines;
using Infra.Model.Values;
using Infra.Pipeline.Workspace;
using Infra.Settings.Platform;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;
using NodaTime;

namespace Infra.Pipeline.Growing;

/// <summary>Adds secrets, node pools, buckets and regions to environments.</summary>
/// <param name="host">The clock.</param>
/// <param name="repository">The repository.</param>
public sealed class StackChanges(Host host, Repository repository)
{
    private const int DaysToFirstRotation = 60;

    private static readonly CidrBlock Private = CidrBlock.Of("10.0.0.0/8");

    /// <summary>A new entry of Secret Manager.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="consumers">The workloads that read it.</param>
    /// <param name="environments">Where; none for every environment.</param>
    /// <param name="days">Days between rotations.</param>
    /// <exception cref="InfraException">It is there already, or a workload is missing; all of it is named.</exception>
    public Growth AddSecret(SecretId id, ImmutableArray<KubernetesName> consumers, IReadOnlyList<string> environments, int days)
    {
        ArgumentNullException.ThrowIfNull(id);
        Growth growth = Growth.Of($"Added the secret {id}");
        List<string> wrong = [];
        string first = RegionText.UtcNight(NextWorkingDay(), repository.ReadCalendar().Settings.Zone.Value);
        foreach (string environment in Named(environments))
        {
            StackSettings settings = repository.Settings(environment);
            string[] workloads = [.. settings.Workloads.Select(w => w.Name.Value)];
            wrong.AddRange(settings.Secrets.Any(s => s.Id == id) ? [$"{environment} has a secret {id} already."] : []);
            wrong.AddRange(consumers.Where(c => !workloads.Contains(c.Value, StringComparer.Ordinal)).Select(c => $"{environment} has no workload {c}. {Spelling.Among(c.Value, workloads)} `infra add app NAME --identity` makes one."));
            string entry = $"{id}:\n  consumers:\n{string.Concat(consumers.Select(c => $"    - {c}\n"))}  firstRotation: \"{first}\"\n{(days == 90 ? "" : string.Create(CultureInfo.InvariantCulture, $"  rotationDays: {days}\n"))}";
            growth = growth.Edit(repository, $"stacks/Pulumi.{environment}.yaml", t => YamlEdit.Add(t, ["config", "infra:secrets"], entry)).Changing(environment);
            bool isTenants = settings.Workloads.Any(w => consumers.Contains(w.Name) && !PlatformNamespaces.All.Contains(w.Namespace.Value, StringComparer.Ordinal));
            if (settings.Tier == Tier.Production && isTenants)
            {
                growth = growth.Edit(repository, $"stacks/{environment}/release.yaml", t => YamlEdit.Add(t, ["secrets"], $"{id}: 1\n"))
                    .Noting($"{environment} reads version 1 of it, which somebody must have written before it is applied.");
            }
        }

        Refuse(wrong);
        return growth.Noting($"Its value is written to Secret Manager by people, never to a file: `gcloud secrets versions add {id} --data-file=-`.");
    }

    /// <summary>A new node pool.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="region">The region of the cluster; null for every cluster.</param>
    /// <param name="pool">The pool.</param>
    /// <exception cref="InfraException">It is there already, or there is no such cluster.</exception>
    public Growth AddPool(string environment, Region? region, NewPool pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        StackSettings settings = repository.Settings(environment);
        ClusterSettings[] clusters = [.. settings.Clusters.Where(c => region is null || c.Region == region)];
        Refuse(
        [
            .. clusters.Length == 0 ? [$"{environment} has no cluster in {region}. {Spelling.Among(region!.Value, [.. settings.Clusters.Select(c => c.Region.Value)])}"] : Array.Empty<string>(),
            .. clusters.Where(c => c.NodePools.Any(p => p.Name == pool.Name)).Select(c => $"The cluster of {environment} in {c.Region} has a pool {pool.Name} already."),
            .. clusters.Select(c => settings.Google.Machine(pool.MachineType.Value, c.Region.Value)).OfType<Misfit>().Distinct().Select(m => $"--machine-type is '{pool.MachineType}': {m.Rule}. {m.Mend}"),
        ]);
        string disk = NodePoolSettings.DiskTypeOf(pool.MachineType.Value) is { } type ? $"  diskType: {type}\n" : "";
        string entry = string.Create(CultureInfo.InvariantCulture, $"{pool.Name}:\n  purpose: {pool.Purpose}\n  machineType: {pool.MachineType}\n  minNodes: {pool.MinNodes}\n  maxNodes: {pool.MaxNodes}\n{disk}{(pool.Dedicated is null ? "" : $"  dedicated: {pool.Dedicated}\n")}");
        Growth growth = clusters.Aggregate(
            Growth.Of($"Added the node pool {pool.Name} of {environment}").Changing(environment),
            (g, c) => g.Edit(repository, $"stacks/Pulumi.{environment}.yaml", t => YamlEdit.Add(t, ["config", "infra:clusters", c.Region.Value, "nodePools"], entry)));
        return pool.Dedicated is null ? growth : growth.Noting($"Pods run there that tolerate dedicated={pool.Dedicated} and select that label.");
    }

    /// <summary>A new bucket.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="name">What it is for; it ends the bucket's name.</param>
    /// <param name="location">The region; null for that of the hub.</param>
    /// <exception cref="InfraException">It is there already.</exception>
    public Growth AddBucket(string environment, GceName name, Region? location)
    {
        ArgumentNullException.ThrowIfNull(name);
        StackSettings settings = repository.Settings(environment);
        Refuse(settings.Buckets.Any(b => b.Purpose == name) ? [$"{environment} has a bucket {name} already."] : []);
        return Growth.Of($"Added the bucket {name} of {environment}").Changing(environment)
            .Edit(repository, $"stacks/Pulumi.{environment}.yaml", t => YamlEdit.Add(t, ["config", "infra:buckets"], $"{name}:\n  location: {location ?? settings.Hub.Region}\n"));
    }

    /// <summary>A new region of an environment: network, cluster and residency. What was fixed when it was made stays as it is.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="region">The region.</param>
    /// <param name="like">The region of the environment that it is like; null for that of the hub.</param>
    /// <exception cref="InfraException">It is there already, there is nothing that it could be like, or no addresses are left; all of it is named.</exception>
    public Growth AddRegion(string environment, Region region, Region? like)
    {
        ArgumentNullException.ThrowIfNull(region);
        StackSettings settings = repository.Settings(environment);
        ClusterSettings? alike = settings.Clusters.FirstOrDefault(c => c.Region == (like ?? settings.Hub.Region));
        Refuse(
        [
            .. settings.Clusters.Any(c => c.Region == region) ? [$"{environment} has the region {region} already."] : Unknown([region], settings.Google),
            .. alike?.NodePools.Select(p => (Pool: p, Misfit: settings.Google.Machine(p.MachineType.Value, region.Value))).Where(p => p.Misfit is not null)
                .Select(p => $"The pool {p.Pool.Name} of {alike.Region} has machines of type {p.Pool.MachineType}: {p.Misfit!.Rule}. {p.Misfit.Mend}") ?? [],
            .. alike is null ? [$"--like {like}: {environment} has no such region. {Spelling.Among(like!.Value, [.. settings.Clusters.Select(c => c.Region.Value)])}"] : Array.Empty<string>(),
        ]);
        RegionNetworkSettings network = settings.Network.Regions.First(r => r.Region == alike!.Region);
        string zone = RegionText.ZoneOf(region, repository.ReadCalendar().Settings.Zone.Value);
        CidrBlock block = FreeBlocks(repository, 1)[0];
        string file = $"stacks/Pulumi.{environment}.yaml";
        Growth growth = Growth.Of($"Added the region {region} of {environment}").Changing(environment);
        growth = Fixed(growth, settings, file);
        growth = growth
            .Edit(repository, file, t => YamlEdit.Add(t, ["config", "infra:network", "regions"], Dedented(RegionText.NetworkLike(region, block, network), 6)))
            .Edit(repository, file, t => YamlEdit.Add(t, ["config", "infra:clusters"], Dedented(RegionText.ClusterLike(region, settings.Clusters.Length, alike!, zone, settings.Hub.Region), 4)))
            .Noting($"It is like {alike!.Region}: pools, machine types, NAT, release channel and exclusions. Google upgrades it at 02:00 in {zone}.")
            .Noting(FormattableString.Invariant($"This program does not know quota: see that it is enough in {region} for up to {alike.NodePools.Sum(p => p.MaxNodes)} nodes of {string.Join(", ", alike.NodePools.Select(p => p.MachineType.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))} (`gcloud compute regions describe {region}`)."));
        growth = network.NatAddresses == 0 ? growth : growth.Noting(FormattableString.Invariant($"Its NAT has {network.NatAddresses} public {(network.NatAddresses == 1 ? "address" : "addresses")} of its own: whoever lists those of {environment} has to list them too."));

        if (!settings.Residency.Contains(region))
        {
            growth = growth.Edit(repository, file, t => YamlEdit.AddItem(t, ["config", "infra:residency"], region.Value));
            const string bootstrap = "stacks/Pulumi.bootstrap.yaml";
            if (!repository.Bootstrap().Residency.Contains(region))
            {
                growth = growth.Edit(repository, bootstrap, t => YamlEdit.AddItem(t, ["config", "infra:residency"], region.Value)).Changing(BootstrapSettings.Stack.Value)
                    .Noting($"Data may lie in {region} from then on, by the organisation's policy too: apply bootstrap first, and have those agree who answer for residency.");
            }
        }

        return InRollout(growth, environment, region);
    }

    /// <summary>Blocks of addresses that no environment uses.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="count">How many.</param>
    /// <exception cref="InfraException">There are not so many.</exception>
    public static ImmutableArray<CidrBlock> FreeBlocks(Repository repository, int count)
    {
        ArgumentNullException.ThrowIfNull(repository);
        List<CidrBlock> taken = [.. repository.Environments().Select(repository.Settings).SelectMany(s => s.Network.Regions).SelectMany(r => new[] { r.Nodes, r.Pods, r.Services, r.ControlPlane })];
        ImmutableArray<CidrBlock>.Builder free = ImmutableArray.CreateBuilder<CidrBlock>();
        while (free.Count < count)
        {
            CidrBlock block = AddressPlan.Free(Private, taken) ?? throw new InfraException(
                ErrorKind.Configuration, $"No /{AddressPlan.Prefix} of {Private} is free of the ranges of the environments. Write the ranges of the region by hand, from another block: stacks/schema/stack.md.");
            free.Add(block);
            taken.Add(block);
        }

        return free.ToImmutable();
    }

    /// <summary>What is said of regions that Google has not.</summary>
    internal static string[] Unknown(IEnumerable<Region> regions, GoogleCatalog google) =>
        [.. regions.Select(r => (Region: r, Misfit: google.Region(r.Value))).Where(r => r.Misfit is not null).Select(r => $"{r.Region}: {r.Misfit!.Rule}. {r.Misfit.Mend}")];

    /// <summary>A text with less indentation.</summary>
    internal static string Dedented(string text, int by) => string.Concat(text.TrimEnd('\n').Split('\n').Select(l => $"{(l.Length >= by ? l[by..] : l.Trim())}\n"));

    // What follows from other settings today would follow from the new region tomorrow, and replace what holds data: it is written down first.
    private Growth Fixed(Growth growth, StackSettings settings, string file)
    {
        string text = repository.ReadText(file);
        if (!YamlEdit.Has(text, ["config", "infra:replicaRegions"]))
        {
            string regions = string.Concat(settings.ReplicaRegions.Select(r => $"  - {r}\n"));
            growth = growth.Edit(repository, file, t => YamlEdit.Add(t, ["config"], $"# Fixed when a secret is made: another region later changes none that exists.\ninfra:replicaRegions:\n{regions}"))
                .Noting($"Secrets stay in {settings.ReplicaRegions}; one that is to be in the new region too names its replicas when it is made.");
        }

        foreach (ClusterSettings cluster in settings.Clusters.Where(c => c.BackupRegion is null))
        {
            Region backup = settings.Clusters.Select(c => c.Region).FirstOrDefault(r => r != cluster.Region) ?? cluster.Region;
            growth = growth.Edit(repository, file, t => YamlEdit.Add(t, ["config", "infra:clusters", cluster.Region.Value], $"# Fixed when the cluster was made.\nbackupRegion: {backup}\n"))
                .Noting($"Backups of {cluster.Region} stay in {backup}.");
        }

        return growth;
    }

    // Each region is in exactly one phase of a rollout; the new one serves nobody yet, so it goes first.
    private Growth InRollout(Growth growth, string environment, Region region)
    {
        RolloutSettings? rollout = repository.Gates().Environments.GetValueOrDefault(environment)?.Rollout;
        return rollout is null ? growth : growth
            .Edit(repository, "stacks/delivery/gates.yaml", t => YamlEdit.AddItem(t, ["environments", environment, "rollout", rollout.Phases[0].Name, "regions"], region.Value))
            .Noting($"{region} is in the first phase of the rollout of {environment}, {rollout.Phases[0].Name}.");
    }

    private string[] Named(IReadOnlyList<string> environments) => environments.Count == 0 ? [.. repository.Environments()] : [.. environments.Select(e => repository.Environment(e).Value)];

    private LocalDate NextWorkingDay()
    {
        LocalDate day = LocalDate.FromDateTime(host.Clock.GetUtcNow().UtcDateTime.Date).PlusDays(DaysToFirstRotation);
        while (day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)
        {
            day = day.PlusDays(1);
        }

        return day;
    }

    private static void Refuse(IReadOnlyCollection<string> wrong)
    {
        if (wrong.Count > 0)
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', wrong.Append("Nothing was written.")));
        }
    }
}
