namespace Infra.GitOps;

/// <summary>The template and the patch of a set, read once and filled for each Application.</summary>
internal sealed class SetTemplate
{
    // So many different patches are remembered; more would cost memory that no set of few kinds of Applications needs.
    private const int PatchesLimit = 1_000;

    private readonly Fields spec;
    private readonly TemplateTree template;
    private readonly TemplateTree? patch;
    private readonly Dictionary<string, Dictionary<string, object?>?> patches = new(StringComparer.Ordinal);

    private SetTemplate(Fields spec, TemplateTree template, TemplateTree? patch) => (this.spec, this.template, this.patch) = (spec, template, patch);

    /// <exception cref="ApplicationSetException">A template is malformed, or the metadata is missing.</exception>
    public static SetTemplate Read(Fields spec)
    {
        Dictionary<string, object?> written = spec.Map("template");
        if (!written.ContainsKey("metadata"))
        {
            throw spec.Error("template.metadata", "is missing");
        }

        TemplateTree? changes = spec.TextOrNull("templatePatch") is { Length: > 0 } text ? TemplateTree.Read(text, spec.Set, $"{spec.Path}.templatePatch") : null;
        return new SetTemplate(spec, TemplateTree.Read(written, spec.Set, $"{spec.Path}.template"), changes);
    }

    /// <summary>The Application of a parameter set.</summary>
    /// <exception cref="ApplicationSetException">A value is missing, or the patch is no map once it is filled.</exception>
    public Dictionary<string, object?> Fill(Dictionary<string, object?> parameters)
    {
        Dictionary<string, object?> application = new(StringComparer.Ordinal) { ["apiVersion"] = "argoproj.io/v1alpha1", ["kind"] = "Application" };
        foreach ((string key, object? value) in (Dictionary<string, object?>)template.Fill(parameters)!)
        {
            application[key] = value;
        }

        return patch is not null && Patch((string)patch.Fill(parameters)!) is { } map ? Patched(application, map) : application;
    }

    // Most Applications of a set are patched alike, so a text is read once.
    private Dictionary<string, object?>? Patch(string filled)
    {
        if (patches.TryGetValue(filled, out Dictionary<string, object?>? known))
        {
            return known;
        }

        try
        {
            Dictionary<string, object?>? read = YamlValues.Read(filled) switch
            {
                null => null,
                Dictionary<string, object?> map => map,
                _ => throw spec.Error("templatePatch", "must be a map"),
            };
            if (patches.Count < PatchesLimit)
            {
                patches[filled] = read;
            }

            return read;
        }
        catch (Exception malformed) when (malformed is FunctionException or YamlDotNet.Core.YamlException)
        {
            throw spec.Error("templatePatch", $"is no YAML once it is filled: {malformed.Message}");
        }
    }

    // A strategic merge: maps are merged, null takes a field out, and lists are replaced, because the fields of an Application have no merge
    // keys; only finalizers are added to those that are there.
    private static Dictionary<string, object?> Patched(Dictionary<string, object?> target, Dictionary<string, object?> changes)
    {
        Dictionary<string, object?> result = new(target, StringComparer.Ordinal);
        foreach ((string key, object? value) in changes)
        {
            if (value is null)
            {
                result.Remove(key);
            }
            else if (value is Dictionary<string, object?> inner)
            {
                result[key] = Patched(result.GetValueOrDefault(key) as Dictionary<string, object?> ?? new(StringComparer.Ordinal), inner);
            }
            else
            {
                result[key] = key == "finalizers" && value is List<object?> added && result.GetValueOrDefault(key) is List<object?> there ? there.Union(added).ToList() : value;
            }
        }

        return result;
    }
}
