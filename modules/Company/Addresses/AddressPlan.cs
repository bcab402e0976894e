using Infra.Model.Values;

namespace Infra.Company.Addresses;

/// <summary>A block of addresses, cut into one /13 a region: room for 2,000 nodes of 64 pods, and no two regions of a company overlap.</summary>
/// <remarks>Ranges of a cluster cannot be changed later, so they are large from the start. 10.0.0.0/8 holds 32 regions.</remarks>
public static class AddressPlan
{
    /// <summary>The length of the prefix of a region's block.</summary>
    public const int Prefix = 13;

    private const int PodsPrefix = 14;
    private const int RangePrefix = 20;
    private const int ControlPlanePrefix = 28;

    /// <summary>How many regions a block holds.</summary>
    public static int Count(CidrBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        return block.Prefix > Prefix ? 0 : 1 << (Prefix - block.Prefix);
    }

    /// <summary>The block of a region, by its place.</summary>
    /// <param name="block">The company's block.</param>
    /// <param name="place">0 for the first.</param>
    public static CidrBlock Region(CidrBlock block, int place)
    {
        ArgumentNullException.ThrowIfNull(block);
        return place < Count(block) ? CidrBlock.Around(block.First + ((uint)place << (32 - Prefix)), Prefix) : throw new ArgumentOutOfRangeException(nameof(place));
    }

    /// <summary>The first block that nothing of these ranges is in; null where the company's block is full.</summary>
    /// <param name="block">The company's block.</param>
    /// <param name="taken">Every range in use.</param>
    public static CidrBlock? Free(CidrBlock block, IReadOnlyCollection<CidrBlock> taken) =>
        Enumerable.Range(0, Count(block)).Select(p => Region(block, p)).FirstOrDefault(b => !taken.Any(t => t.Overlaps(b)));

    /// <summary>The ranges of a region, as its settings name them: pods in the lower half, and the rest in the upper.</summary>
    /// <param name="region">The region's block.</param>
    public static (CidrBlock Nodes, CidrBlock Pods, CidrBlock Services, CidrBlock ControlPlane) Ranges(CidrBlock region)
    {
        ArgumentNullException.ThrowIfNull(region);
        uint upper = region.First + (1u << (32 - PodsPrefix));
        return (CidrBlock.Around(upper, RangePrefix), CidrBlock.Around(region.First, PodsPrefix), CidrBlock.Around(upper + (1u << (32 - RangePrefix)), RangePrefix), CidrBlock.Around(upper + (2u << (32 - RangePrefix)), ControlPlanePrefix));
    }
}
