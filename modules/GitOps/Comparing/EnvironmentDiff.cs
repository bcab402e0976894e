using System.Collections.Immutable;
using Infra.GitOps.Objects;

namespace Infra.GitOps.Comparing;

/// <summary>What comes, changes and goes in an environment between two states of its files.</summary>
/// <param name="Changes">The changes: Applications first, then by kind, namespace and name.</param>
/// <param name="ApplicationsBefore">How many Applications there were.</param>
/// <param name="ManifestsBefore">How many other objects there were.</param>
public sealed record EnvironmentDiff(ImmutableArray<ObjectChange> Changes, int ApplicationsBefore, int ManifestsBefore)
{
    /// <summary>The objects that go.</summary>
    public ImmutableArray<ObjectChange> Removed => [.. Changes.Where(c => c.Kind == ChangeKind.Removed)];

    /// <summary>Compares two states.</summary>
    /// <param name="before">What was kept.</param>
    /// <param name="after">What will be kept.</param>
    public static EnvironmentDiff Of(ImmutableArray<KeptObject> before, ImmutableArray<KeptObject> after)
    {
        Dictionary<(string Region, string Key), KeptObject> old = ByRegion(before, after);
        Dictionary<(string Region, string Key), KeptObject> now = ByRegion(after, before);
        IEnumerable<ObjectChange> stay = now.Where(o => old.ContainsKey(o.Key))
            .Select(o => new ObjectChange(ChangeKind.Changed, o.Value, FieldDiffer.Differences(old[o.Key].Manifest, o.Value.Manifest)))
            .Where(c => !c.Fields.IsEmpty);
        IEnumerable<ObjectChange> come = now.Where(o => !old.ContainsKey(o.Key)).Select(o => new ObjectChange(ChangeKind.Added, o.Value, []));
        IEnumerable<ObjectChange> go = old.Where(o => !now.ContainsKey(o.Key)).Select(o => new ObjectChange(ChangeKind.Removed, o.Value, []));

        // What changes alike in several regions is one change.
        return new EnvironmentDiff(
            [
                .. stay.Concat(come).Concat(go).DistinctBy(c => (c.Kind, c.Object.Key, string.Join('\n', c.Fields))).OrderBy(c => !c.Object.IsApplication).ThenBy(c => c.Object.Key, StringComparer.Ordinal),
            ],
            before.Where(o => o.IsApplication).DistinctBy(o => o.Key).Count(),
            before.Where(o => !o.IsApplication).DistinctBy(o => o.Key).Count());
    }

    // What is of the whole environment is of no region. Of a region that comes or goes its Applications are told: what they bring is that of the others.
    private static Dictionary<(string Region, string Key), KeptObject> ByRegion(ImmutableArray<KeptObject> objects, ImmutableArray<KeptObject> others)
    {
        HashSet<string> known = [.. others.SelectMany(o => o.Regions)];
        return objects
            .SelectMany(o => (o.Regions.IsEmpty ? [""] : o.Regions).Where(r => r.Length == 0 || known.Count == 0 || known.Contains(r)).Select(r => (Region: r, Object: o)))
            .ToDictionary(o => (o.Region, o.Object.Key), o => o.Object);
    }

    /// <summary>
    /// Why the removals are too many to pass unseen, or null: any in production, and elsewhere more than a fifth of the Applications or of the
    /// other objects. A selector with a typing error takes everything away at once, and this is where it is noticed.
    /// </summary>
    /// <param name="isProduction">Whether the environment follows the rules of production.</param>
    public string? MassDeletion(bool isProduction)
    {
        int applications = Removed.Count(c => c.Object.IsApplication);
        int manifests = Removed.Length - applications;
        if (isProduction)
        {
            return Removed.Length > 0 ? $"{Counted(Removed.Length)} would be removed in production" : null;
        }

        return applications * 5 > ApplicationsBefore ? $"{applications} of {ApplicationsBefore} Applications would be removed, more than 20 %"
            : manifests * 5 > ManifestsBefore ? $"{manifests} of {ManifestsBefore} manifests would be removed, more than 20 %"
            : null;
    }

    private static string Counted(int count) => count == 1 ? "1 object" : $"{count} objects";
}
