using Infra.Company.Addresses;
using Infra.Model.Machines;
using Infra.Model.Values;
using Infra.Settings.Stacks;
using NodaTime;

namespace Infra.Company.Files;

/// <summary>What the settings of a stack say of one region: its addresses and its cluster. Both are used where a region is added later.</summary>
public static class RegionText
{
    // Nights of two days each, so that an upgrade never touches two regions at once; twelve hours a week are the least that GKE takes.
    private static readonly string[][] Nights = [["SA", "SU"], ["MO", "TU"], ["WE", "TH"], ["FR", "SA"]];

    private static readonly LocalDate FirstSaturday = new(2026, 1, 3);

    /// <summary>The entry below <c>infra:network.regions</c>.</summary>
    /// <param name="region">The region.</param>
    /// <param name="block">Its block of the company's addresses.</param>
    public static string Network(Region region, CidrBlock block)
    {
        (CidrBlock nodes, CidrBlock pods, CidrBlock services, CidrBlock controlPlane) = AddressPlan.Ranges(block);
        return $"""
                  {region}:
                    # {block} is the part of this region.
                    nodes: {nodes}
                    pods: {pods}
                    services: {services}
                    controlPlane: {controlPlane}

            """;
    }

    /// <summary>The entry below <c>infra:clusters</c>.</summary>
    /// <param name="region">The region.</param>
    /// <param name="place">Its place among the regions of the stack, 0 for the hub.</param>
    /// <param name="tier">What the stack is for.</param>
    /// <param name="zone">The time zone of the region.</param>
    /// <param name="backup">The region that backups lie in.</param>
    public static string Cluster(Region region, int place, Tier tier, string zone, Region backup)
    {
        string start = UtcNight(FirstSaturday, zone);
        return $"""
                {region}:
            {(place == 0 ? "      hub: true\n" : "")}      releaseChannel: {(tier == Tier.Development ? "REGULAR" : "STABLE")}
            {(tier == Tier.Development ? "      # Google's own encryption is enough for disks without customers' data.\n      bootDiskKey: false\n" : "")}      # Fixed when the cluster is made: another region later changes nothing here.
                  backupRegion: {backup}
                  maintenance:
                    # 02:00 in {zone}.
                    start: "{start}"
                    hours: 6
                    days:
            {Lines.List(10, Nights[place % Nights.Length])}      nodePools:
            {Pools(tier, region)}
            """;
    }

    /// <summary>The entry below <c>infra:network.regions</c> of a region that is like another one of the stack: with the same NAT.</summary>
    /// <param name="region">The region.</param>
    /// <param name="block">Its block of the company's addresses.</param>
    /// <param name="like">The other one.</param>
    public static string NetworkLike(Region region, CidrBlock block, RegionNetworkSettings like)
    {
        ArgumentNullException.ThrowIfNull(like);
        return FormattableString.Invariant($"{Network(region, block)}        natMinPorts: {like.NatMinPorts}\n        natMaxPorts: {like.NatMaxPorts}\n        natAddresses: {like.NatAddresses}\n");
    }

    /// <summary>The entry below <c>infra:clusters</c> of a region that is like another one of the stack: with the same channel, window, exclusions and pools.</summary>
    /// <param name="region">The region.</param>
    /// <param name="place">Its place among the regions of the stack.</param>
    /// <param name="like">The cluster of the other one.</param>
    /// <param name="zone">The time zone of the region.</param>
    /// <param name="backup">The region that backups lie in.</param>
    public static string ClusterLike(Region region, int place, ClusterSettings like, string zone, Region backup)
    {
        ArgumentNullException.ThrowIfNull(like);
        string[] days = like.Maintenance.Days.Length == Nights[0].Length ? Nights[place % Nights.Length] : [.. like.Maintenance.Days];
        string exclusions = string.Concat(like.Maintenance.Exclusions.Select(e => $"          {e.Name}:\n            from: \"{e.From}\"\n            to: \"{e.To}\"\n            scope: {e.Scope}\n"));
        return FormattableString.Invariant($"""
                {region}:
                  releaseChannel: {like.ReleaseChannel}
                  bootDiskKey: {(like.BootDiskKey ? "true" : "false")}
                  # Fixed when the cluster is made: another region later changes nothing here.
                  backupRegion: {backup}
                  maintenance:
                    # 02:00 in {zone}.
                    start: "{UtcNight(FirstSaturday, zone)}"
                    hours: {like.Maintenance.Hours}
                    days:
            {Lines.List(10, days)}{(exclusions.Length == 0 ? "" : $"        exclusions:\n{exclusions}")}      nodePools:
            {Lines.All(like.NodePools, Pool)}
            """);
    }

    /// <summary>The zone of a region; that of the company where the region is not listed.</summary>
    /// <param name="region">The region.</param>
    /// <param name="company">The company's zone.</param>
    public static string ZoneOf(Region region, string company) => GoogleRegions.Find(region)?.Zone.Value ?? company;

    /// <summary>02:00 of a day in a zone, as UTC.</summary>
    public static string UtcNight(LocalDate day, string zone)
    {
        DateTimeZone of = DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? throw new ArgumentException($"there is no zone {zone}", nameof(zone));
        return NodaTime.Text.InstantPattern.General.Format(of.AtLeniently(day.At(new LocalTime(2, 0))).ToInstant());
    }

    // E2 costs least; a region that is too new for it has N4, which boots from Hyperdisk.
    private static string Pools(Tier tier, Region region)
    {
        string series = GoogleCatalog.Offers(region.Value, "e2") ? "e2" : "n4";
        return tier switch
        {
            Tier.Development => Pool("system", $"{series}-standard-2", 1, 3) + Pool("general", $"{series}-standard-4", 1, 6),
            Tier.Staging => Pool("system", $"{series}-standard-4", 3, 6) + Pool("general", $"{series}-standard-8", 3, 20),
            _ => Pool("system", $"{series}-standard-4", 3, 6) + Pool("general", $"{series}-standard-8", 3, 60),
        };
    }

    private static string Pool(NodePoolSettings pool) => FormattableString.Invariant($"""
                {pool.Name}:
                  purpose: {pool.Purpose.ToString().ToLowerInvariant()}
                  machineType: {pool.MachineType}
                  minNodes: {pool.MinNodes}
                  maxNodes: {pool.MaxNodes}
                  diskGb: {pool.DiskGb}
                  diskType: {pool.DiskType}
                  maxPodsPerNode: {pool.MaxPodsPerNode}
                  maxSurge: {pool.MaxSurge}
                  maxUnavailable: {pool.MaxUnavailable}

        """) + (pool.Dedicated is null ? "" : $"          dedicated: {pool.Dedicated}\n");

    private static string Pool(string purpose, string machine, int least, int most) => $"""
                {purpose}:
                  purpose: {purpose}
                  machineType: {machine}
                  minNodes: {least}
                  maxNodes: {most}

        """ + (NodePoolSettings.DiskTypeOf(machine) is { } disk ? $"          diskType: {disk}\n" : "");
}
