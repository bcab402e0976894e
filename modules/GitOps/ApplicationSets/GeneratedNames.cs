namespace Infra.GitOps.ApplicationSets;

/// <summary>Refuses an Application that the API server would refuse for its name, labels, annotations or finalizers, or Argo CD for its destination.</summary>
internal static class GeneratedNames
{
    /// <exception cref="ApplicationSetException">The reason and the value.</exception>
    public static void Check(Fields spec, Dictionary<string, object?> application)
    {
        Dictionary<string, object?> metadata = (Dictionary<string, object?>)application["metadata"]!;
        string name = metadata.GetValueOrDefault("name") as string ?? throw spec.Error("template.metadata.name", "is missing");
        Refuse(spec, "template.metadata.name", KubernetesNames.OfObject(name));
        foreach ((string key, object? value) in Map(metadata, "labels"))
        {
            Refuse(spec, "template.metadata.labels", KubernetesNames.OfKey(key) ?? KubernetesNames.OfLabel((string)value!));
        }

        Refuse(spec, "template.metadata.annotations", KubernetesNames.OfAnnotations(Map(metadata, "annotations")));
        foreach (object? finalizer in metadata.GetValueOrDefault("finalizers") as List<object?> ?? [])
        {
            Refuse(spec, "template.metadata.finalizers", KubernetesNames.OfKey((string)finalizer!));
        }

        Dictionary<string, object?> destination = Map((Dictionary<string, object?>)application["spec"]!, "destination");
        if (destination.GetValueOrDefault("name") is string { Length: > 0 } cluster && destination.GetValueOrDefault("server") is string { Length: > 0 } server)
        {
            throw spec.Error("template.spec.destination", $"has the name '{cluster}' and the server '{server}', and Argo CD takes one of them");
        }
    }

    private static Dictionary<string, object?> Map(Dictionary<string, object?> holder, string key) => holder.GetValueOrDefault(key) as Dictionary<string, object?> ?? [];

    private static void Refuse(Fields spec, string key, string? reason)
    {
        if (reason is not null)
        {
            throw spec.Error(key, reason);
        }
    }
}
