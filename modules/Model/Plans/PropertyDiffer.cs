using System.Collections.Immutable;
using Infra.Model.Properties;

namespace Infra.Model.Plans;

/// <summary>The differences between two sets of properties, at the deepest path that differs, in order of path.</summary>
public static class PropertyDiffer
{
    /// <summary>Compares inputs.</summary>
    /// <param name="before">The recorded inputs.</param>
    /// <param name="after">The wanted inputs.</param>
    /// <param name="forcesReplacement">Whether a difference at a path cannot be applied in place.</param>
    public static ImmutableArray<PropertyDiff> Diff(
        PropertyMap before, PropertyMap after, Func<string, PropertyValue?, PropertyValue?, bool> forcesReplacement)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(forcesReplacement);
        if (before.Equals(after) && !after.ContainsUnknown)
        {
            return [];
        }

        ImmutableArray<PropertyDiff>.Builder diffs = ImmutableArray.CreateBuilder<PropertyDiff>();
        Maps("", before, after, diffs, forcesReplacement);
        return diffs.ToImmutable();
    }

    /// <summary>Compares two values that stand at one path.</summary>
    /// <param name="path">Where they stand.</param>
    /// <param name="before">The recorded value; null where there is none.</param>
    /// <param name="after">The wanted value; null where there is none.</param>
    /// <param name="forcesReplacement">Whether a difference at a path cannot be applied in place.</param>
    public static ImmutableArray<PropertyDiff> Diff(
        string path, PropertyValue? before, PropertyValue? after, Func<string, PropertyValue?, PropertyValue?, bool> forcesReplacement)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(forcesReplacement);
        ImmutableArray<PropertyDiff>.Builder diffs = ImmutableArray.CreateBuilder<PropertyDiff>();
        Values(path, before, after, diffs, forcesReplacement);
        return diffs.ToImmutable();
    }

    private static void Maps(
        string path, PropertyMap before, PropertyMap after, ImmutableArray<PropertyDiff>.Builder diffs, Func<string, PropertyValue?, PropertyValue?, bool> forces)
    {
        foreach (string key in before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            Values(PropertyPath.Key(path, key), before[key], after[key], diffs, forces);
        }
    }

    private static void Values(
        string path, PropertyValue? before, PropertyValue? after, ImmutableArray<PropertyDiff>.Builder diffs, Func<string, PropertyValue?, PropertyValue?, bool> forces)
    {
        switch (before, after)
        {
            case (null, { } added):
                diffs.Add(new PropertyDiff(path, DiffKind.Add, Old: null, added, forces(path, null, added)));
                break;
            case ({ } removed, null):
                diffs.Add(new PropertyDiff(path, DiffKind.Delete, removed, New: null, forces(path, removed, null)));
                break;
            case (MapValue old, MapValue wanted):
                Maps(path, old.Map, wanted.Map, diffs, forces);
                break;
            case (ListValue old, ListValue wanted):
                for (int i = 0; i < Math.Max(old.Items.Length, wanted.Items.Length); i++)
                {
                    Values(PropertyPath.Item(path, i), i < old.Items.Length ? old.Items[i] : null, i < wanted.Items.Length ? wanted.Items[i] : null, diffs, forces);
                }

                break;
            case (UnknownValue { ContainsSecret: true }, UnknownValue { ContainsSecret: true }):
                // A secret that no run here can read, such as an encrypted setting: it is what it was.
                break;
            case ({ } old, { } wanted) when wanted is UnknownValue || !old.Equals(wanted):
                diffs.Add(new PropertyDiff(path, DiffKind.Update, old, wanted, forces(path, old, wanted)));
                break;
        }
    }
}
