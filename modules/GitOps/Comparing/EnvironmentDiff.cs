using System.Collections.Immutable;

namespace Infra.GitOps;

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
        Dictionary<string, KeptObject> old = before.ToDictionary(o => o.Key, StringComparer.Ordinal);
        Dictionary<string, KeptObject> now = after.ToDictionary(o => o.Key, StringComparer.Ordinal);
        IEnumerable<ObjectChange> stay = after.Where(o => old.ContainsKey(o.Key))
            .Select(o => new ObjectChange(ChangeKind.Changed, o, FieldDiffer.Differences(old[o.Key].Manifest, o.Manifest)))
            .Where(c => !c.Fields.IsEmpty);
        IEnumerable<ObjectChange> come = after.Where(o => !old.ContainsKey(o.Key)).Select(o => new ObjectChange(ChangeKind.Added, o, []));
        IEnumerable<ObjectChange> go = before.Where(o => !now.ContainsKey(o.Key)).Select(o => new ObjectChange(ChangeKind.Removed, o, []));
        return new EnvironmentDiff(
            [.. stay.Concat(come).Concat(go).OrderBy(c => !c.Object.IsApplication).ThenBy(c => c.Object.Key, StringComparer.Ordinal)],
            before.Count(o => o.IsApplication),
            before.Count(o => !o.IsApplication));
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
