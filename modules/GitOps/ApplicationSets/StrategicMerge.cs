using Infra.GitOps.Templates;

namespace Infra.GitOps.ApplicationSets;

/// <summary>
/// A patch over an Application, as strategicpatch merges it: maps are merged, null takes a field out, and lists are replaced, because the fields of
/// an Application have no merge keys; only finalizers are added to those that are there.
/// </summary>
/// <remarks>Sources: applicationset/controllers/template/patch.go; k8s.io/apimachinery, strategicpatch and ObjectMeta.</remarks>
internal static class StrategicMerge
{
    /// <summary>The Application with the patch; neither is changed.</summary>
    /// <exception cref="FunctionException">The patch is one that strategicpatch refuses.</exception>
    public static Dictionary<string, object?> Patched(Dictionary<string, object?> target, Dictionary<string, object?> changes, bool isInValues = false)
    {
        Dictionary<string, object?> result = new(target, StringComparer.Ordinal);
        foreach ((string key, object? value) in changes)
        {
            object? there = result.GetValueOrDefault(key);
            if (value is null)
            {
                result.Remove(key);
            }
            else if (isInValues && ((value is Dictionary<string, object?> && there is Dictionary<string, object?>) || (value is List<object?> && there is List<object?>)))
            {
                // They are raw JSON to Argo CD, in which strategicpatch finds no fields.
                throw new FunctionException($"valuesObject.{key} is a map or a list in the template and in the patch, which Argo CD refuses to merge; write it in one of them");
            }
            else if (value is Dictionary<string, object?> inner && there is Dictionary<string, object?> below)
            {
                result[key] = Patched(below, inner, isInValues || key == "valuesObject");
            }
            else
            {
                result[key] = key == "finalizers" && value is List<object?> added && there is List<object?> kept ? United(kept, added) : there is null ? WithoutNulls(value) : value;
            }
        }

        return result;
    }

    // All of both once, those of the patch in its order, and each of the others before the first of the patch's that it stood before.
    private static List<object?> United(List<object?> there, List<object?> added)
    {
        List<object?> ofPatch = [.. added.Distinct()];
        Queue<object?> others = new(there.Where(f => !ofPatch.Contains(f)).Distinct());
        List<object?> all = [];
        foreach (object? item in ofPatch)
        {
            while (others.TryPeek(out object? other) && there.IndexOf(other) < there.IndexOf(item))
            {
                all.Add(others.Dequeue());
            }

            all.Add(item);
        }

        return [.. all, .. others];
    }

    // What is new is taken without its nulls.
    private static object? WithoutNulls(object? value) => value switch
    {
        Dictionary<string, object?> map => map.Where(e => e.Value is not null).ToDictionary(e => e.Key, e => WithoutNulls(e.Value), StringComparer.Ordinal),
        List<object?> list => list.Select(WithoutNulls).ToList(),
        _ => value,
    };
}
