using System.Collections.Immutable;
using Infra.Model.Properties;

namespace Infra.Engine.Steps;

/// <summary>The option <c>ignoreChanges</c>: at the paths it names the recorded value stays, whatever the program gives.</summary>
internal static class IgnoredChanges
{
    /// <summary>The inputs with recorded values at the ignored paths; <c>*</c> as a path ignores everything.</summary>
    public static PropertyMap Restore(PropertyMap wanted, PropertyMap recorded, ImmutableArray<string> paths)
    {
        PropertyMap result = wanted;
        foreach (string path in paths)
        {
            result = string.Equals(path, "*", StringComparison.Ordinal) ? recorded : Restore(result, recorded, path.Split('.'));
        }

        return result;
    }

    private static PropertyMap Restore(PropertyMap wanted, PropertyMap recorded, ReadOnlySpan<string> path)
    {
        string key = path[0];
        if (path.Length == 1)
        {
            return recorded[key] is { } old ? wanted.With(key, old) : wanted.Without(key);
        }

        return wanted[key] is MapValue inner && recorded[key] is MapValue innerRecorded
            ? wanted.With(key, PropertyValue.Of(Restore(inner.Map, innerRecorded.Map, path[1..])))
            : wanted;
    }
}
