using Infra.Offline.Generator;

namespace Infra.Offline.Tests;

/// <summary>Says where a built assembly offers what its listing does not.</summary>
internal static class ListingComparison
{
    /// <summary>One line a difference. Less than the listing is fine.</summary>
    public static IReadOnlyList<string> Differences(IEnumerable<ListedType> built, IEnumerable<ListedType> listed)
    {
        var byName = listed.ToDictionary(type => type.Name, StringComparer.Ordinal);
        var differences = new List<string>();
        foreach (var type in built)
        {
            if (!byName.TryGetValue(type.Name, out var official))
            {
                differences.Add($"no such type in the listing: {type.Head}");
                continue;
            }

            if (type.Head != official.Head)
            {
                differences.Add($"declared otherwise: {type.Head}; the listing has: {official.Head}");
            }

            differences.AddRange(type.Members.Select(member => member.Line).Except(official.Members.Select(member => member.Line), StringComparer.Ordinal)
                .Select(line => $"{type.Name}: not in the listing: {line}"));
        }

        return differences;
    }
}
