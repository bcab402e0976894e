using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>Ranges are private and apart; NAT ports are powers of two.</summary>
internal static class AddressRules
{
    private static readonly CidrBlock[] Private =
        [CidrBlock.Of("10.0.0.0/8"), CidrBlock.Of("172.16.0.0/12"), CidrBlock.Of("192.168.0.0/16"), CidrBlock.Of("100.64.0.0/10")];

    // Docker's bridge on every node; a pod there is unreachable.
    private static readonly CidrBlock Bridge = CidrBlock.Of("172.17.0.0/16");

    public static void Check(CheckedNode root, SettingsProblems problems)
    {
        var regions = root["infra:network"]?.Below("regions") ?? [];
        var ranges = regions.SelectMany(r => r.Children).Where(c => c.Value is CidrBlock).Select(c => (Node: c, Block: (CidrBlock)c.Value!)).ToArray();
        for (var i = 0; i < ranges.Length; i++)
        {
            var (node, block) = ranges[i];
            CheckPlace(node, block, problems);
            foreach (var (other, otherBlock) in ranges.Take(i).Where(r => r.Block.Overlaps(block)).Take(1))
            {
                var free = Free(block.Prefix, ranges.Select(r => r.Block));
                problems.Add(node.At, node.Path, $"{block}", $"it overlaps {other.Path}, which is {otherBlock}, and no two ranges of a stack may share an address", free is null ? "Choose a smaller range." : $"Write a free range such as {free}.");
            }
        }

        foreach (var region in regions)
        {
            CheckPorts(region, problems);
        }
    }

    private static void CheckPlace(CheckedNode node, CidrBlock block, SettingsProblems problems)
    {
        if (!Private.Any(p => p.Contains(block)) || Bridge.Overlaps(block))
        {
            problems.Add(
                node.At,
                node.Path,
                $"{block}",
                "ranges are within 10.0.0.0/8, 172.16.0.0/12 without 172.17.0.0/16, 192.168.0.0/16 or 100.64.0.0/10",
                "Choose a range in one of them.");
        }
    }

    // The first range of that size in 10.0.0.0/8 that no other range touches.
    private static CidrBlock? Free(int prefix, IEnumerable<CidrBlock> taken)
    {
        var step = 1UL << (32 - prefix);
        for (ulong first = 0x0A00_0000; first + step - 1 <= 0x0AFF_FFFF; first += step)
        {
            var candidate = CidrBlock.Around((uint)first, prefix);
            var hit = taken.FirstOrDefault(candidate.Overlaps);
            if (hit is null)
            {
                return candidate;
            }

            first = Math.Max(first, (hit.Last / step) * step);
        }

        return null;
    }

    private static void CheckPorts(CheckedNode region, SettingsProblems problems)
    {
        foreach (var name in new[] { "natMinPorts", "natMaxPorts" })
        {
            if (region.Number(name) is { } ports && !int.IsPow2(ports))
            {
                problems.Add(region[name]!.At, region[name]!.Path, $"{ports}", "Cloud NAT's dynamic ports are powers of two", $"Write {1 << (int.Log2(ports) + 1)}.");
            }
        }

        if (region.Number("natMinPorts") is { } min && region.Number("natMaxPorts") is { } max && max <= min)
        {
            problems.Add(region["natMaxPorts"]!.At, region["natMaxPorts"]!.Path, $"{max}", $"it must be more than natMinPorts, which is {min}", $"Write {Math.Min(65536, min * 2)} or more.");
        }
    }
}
