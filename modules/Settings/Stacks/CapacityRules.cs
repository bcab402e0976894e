using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>The ranges of a region hold all nodes and pods that its cluster may grow to: ranges cannot be changed later without a new cluster.</summary>
/// <remarks>Each node takes the smallest power of two that is at least twice its most pods; four addresses of a subnet are Google's.
/// Source: https://docs.cloud.google.com/kubernetes-engine/docs/how-to/flexible-pod-cidr</remarks>
internal static class CapacityRules
{
    private const int ReservedBySubnet = 4;

    // 65536 without the 1024 well-known ones: https://docs.cloud.google.com/nat/docs/ports-and-addresses
    private const int PortsByAddress = 64_512;

    public static void Check(CheckedNode root, SettingsProblems problems)
    {
        foreach (var cluster in root.Below("infra:clusters"))
        {
            var pools = cluster.Below("nodePools");
            var ranges = root["infra:network"]?.Below("regions").FirstOrDefault(r => r.Name == cluster.Name);
            if (ranges is null || pools.Any(p => p.Number("maxNodes") is null || p.Number("maxPodsPerNode") is null || p.Number("maxSurge") is null))
            {
                continue;
            }

            var nodes = pools.Sum(p => (long)(p.Number("maxNodes") + p.Number("maxSurge"))!);
            var pods = pools.Sum(p => (long)(p.Number("maxNodes") + p.Number("maxSurge"))! * PodAddresses(p.Number("maxPodsPerNode")!.Value));
            Check(ranges["nodes"], nodes + ReservedBySubnet, $"{nodes} nodes of {cluster.Path}", problems);
            CheckNat(ranges, nodes, cluster.Path, problems);
            Check(ranges["pods"], pods, $"the pods of {nodes} nodes of {cluster.Path}", problems);
        }
    }

    private static void CheckNat(CheckedNode ranges, long nodes, string cluster, SettingsProblems problems)
    {
        if (ranges.Number("natAddresses") is not > 0 || ranges.Number("natMinPorts") is not { } least)
        {
            return;
        }

        var addresses = ranges.Number("natAddresses")!.Value;
        var needed = (nodes * least + PortsByAddress - 1) / PortsByAddress;
        if (addresses < needed)
        {
            problems.Add(
                ranges["natAddresses"]!.At,
                ranges["natAddresses"]!.Path,
                $"{addresses}",
                $"{addresses} reserved addresses have {(long)addresses * PortsByAddress} ports, and {nodes} nodes of {cluster} hold {nodes * least}",
                $"Write {needed} or more, or lower natMinPorts or maxNodes.");
        }
    }

    private static long PodAddresses(int pods) => (long)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)pods * 2);

    private static void Check(CheckedNode? range, long needed, string what, SettingsProblems problems)
    {
        if (range?.Value is not CidrBlock block || needed <= 1L << (32 - block.Prefix))
        {
            return;
        }

        var prefix = 32 - (int)Math.Ceiling(Math.Log2(needed));
        problems.Add(range.At, range.Path, $"{block}", $"it holds {1L << (32 - block.Prefix)} addresses, and {what} need {needed}, upgrades included", $"Write a range of /{prefix} or larger, or lower maxNodes or maxPodsPerNode.");
    }
}
