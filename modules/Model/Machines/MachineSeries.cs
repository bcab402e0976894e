using System.Collections.Immutable;

namespace Infra.Model.Machines;

/// <summary>A machine series of Compute Engine, as machine-types.txt has it.</summary>
/// <param name="Name">Its name in small letters, such as <c>e2</c>.</param>
/// <param name="Types">Its predefined types, in ordinal order.</param>
/// <param name="Boot">The types of disk that its machines boot from, as the source lists them; empty where that is not known.</param>
/// <param name="BootOf">Patterns of types that boot from other disks, with these. A pattern has one <c>*</c>, at its beginning or its end.</param>
/// <param name="Custom">The rule of its custom types; null where it has none.</param>
public sealed record MachineSeries(
    string Name,
    ImmutableSortedSet<string> Types,
    ImmutableArray<string> Boot,
    ImmutableArray<(string Pattern, ImmutableArray<string> Disks)> BootOf,
    CustomTypes? Custom)
{
    /// <summary>The types of disk that machines of a type boot from; empty where that is not known.</summary>
    /// <param name="type">The type.</param>
    public ImmutableArray<string> DisksOf(string type) => BootOf.Where(b => Fits(b.Pattern, type)).Select(b => b.Disks).Append(Boot).First();

    private static bool Fits(string pattern, string type) => pattern.StartsWith('*')
        ? type.EndsWith(pattern[1..], StringComparison.Ordinal)
        : type.StartsWith(pattern.TrimEnd('*'), StringComparison.Ordinal);
}
