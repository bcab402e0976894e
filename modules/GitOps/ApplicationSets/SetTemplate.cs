using Infra.GitOps.Templates;

namespace Infra.GitOps.ApplicationSets;

/// <summary>The template and the patch of a set, read once and filled for each Application.</summary>
/// <remarks>Source: applicationset/controllers/template/template.go and patch.go; applicationset/utils/utils.go, RenderTemplateParams.</remarks>
internal sealed class SetTemplate
{
    private const string Finalizer = "resources-finalizer.argocd.argoproj.io";

    // So many different patches are remembered; more would cost memory that no set of few kinds of Applications needs.
    private const int PatchesLimit = 1_000;

    private readonly Fields spec;
    private readonly string? @namespace;
    private readonly bool deletesResources;
    private readonly TemplateTree template;
    private readonly Dictionary<string, object?> written;
    private readonly TemplateTree? patch;
    private readonly Dictionary<string, Dictionary<string, object?>?> patches = new(StringComparer.Ordinal);

    private SetTemplate(Fields set)
    {
        spec = set.Child("spec");
        @namespace = set.Child("metadata").TextOrNull("namespace");
        deletesResources = !spec.Child("syncPolicy").Flag("preserveResourcesOnDeletion");
        written = spec.Map("template");
        template = TemplateTree.Read(written, spec.Set, $"{spec.Path}.template");
        patch = spec.TextOrNull("templatePatch") is { Length: > 0 } text ? TemplateTree.Read(text, spec.Set, $"{spec.Path}.templatePatch") : null;
    }

    /// <summary>Reads the template of a set.</summary>
    /// <exception cref="ApplicationSetException">A template is malformed.</exception>
    public static SetTemplate Read(Fields set) => new(set);

    /// <summary>The Application of a parameter set.</summary>
    /// <exception cref="ApplicationSetException">A value is missing, the patch is no map once it is filled, or the API server would refuse the Application.</exception>
    public Dictionary<string, object?> Fill(Dictionary<string, object?> parameters)
    {
        // Argo CD fills nothing with no parameters, and adds nothing.
        Dictionary<string, object?> filled = parameters.Count == 0 ? written : (Dictionary<string, object?>)template.Fill(parameters)!;
        Dictionary<string, object?> application = new(StringComparer.Ordinal)
        {
            ["apiVersion"] = "argoproj.io/v1alpha1",
            ["kind"] = "Application",
            ["metadata"] = Metadata((Dictionary<string, object?>)filled["metadata"]!, addsFinalizer: deletesResources && parameters.Count > 0),
            ["spec"] = filled["spec"],
        };
        if (patch is not null && Patch((string)patch.Fill(parameters)!) is { } map)
        {
            application = Patched(application, map);
        }

        GeneratedNames.Check(spec, application);
        return application;
    }

    // What is made is deleted with its resources, unless the set says otherwise, and stands beside the set, so that no set reaches into other namespaces.
    private Dictionary<string, object?> Metadata(Dictionary<string, object?> filled, bool addsFinalizer)
    {
        Dictionary<string, object?> metadata = new(filled, StringComparer.Ordinal);
        if (addsFinalizer && metadata.GetValueOrDefault("finalizers") is not List<object?> { Count: > 0 })
        {
            metadata["finalizers"] = new List<object?> { Finalizer };
        }

        metadata.Remove("namespace");
        if (@namespace is not null)
        {
            metadata["namespace"] = @namespace;
        }

        return metadata;
    }

    // A patch cannot lead an Application into another project, nor into another namespace.
    private Dictionary<string, object?> Patched(Dictionary<string, object?> application, Dictionary<string, object?> changes)
    {
        try
        {
            Dictionary<string, object?> result = StrategicMerge.Patched(application, changes);
            result["metadata"] = Metadata((Dictionary<string, object?>)result["metadata"]!, addsFinalizer: false);
            result["spec"] = new Dictionary<string, object?>((Dictionary<string, object?>)result["spec"]!, StringComparer.Ordinal) { ["project"] = ((Dictionary<string, object?>)application["spec"]!)["project"] };
            return result;
        }
        catch (FunctionException refused)
        {
            throw spec.Error("templatePatch", refused.Message);
        }
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
            object? value = YamlValues.Read(filled);
            Dictionary<string, object?>? read = value is null ? null : value as Dictionary<string, object?> ?? throw spec.Error("templatePatch", "must be a map");
            if (read is not null)
            {
                if (read.FirstOrDefault(e => e.Value is null).Key is { } gone)
                {
                    throw spec.Error($"templatePatch.{gone}", "cannot be taken out as a whole; name the fields that go");
                }

                FieldTypes.Named("Application").Check(read, spec.Set, $"{spec.Path}.templatePatch", isPatch: true);
            }

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
}
