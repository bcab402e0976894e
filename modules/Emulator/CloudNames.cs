using Infra.Emulator.Schema;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Emulator;

/// <summary>What a resource is called and where it is, when the program does not say.</summary>
internal sealed class CloudNames(CloudStore store)
{
    private const string ProviderPrefix = "pulumi:providers:";

    // A Kubernetes object is in the cluster of its provider, which says which one that is whatever its kubeconfig says.
    private static readonly string[] PlacesOfProvider = ["project", "region", "zone", "clusterIdentifier"];

    /// <summary>
    /// An id for what has no name of Google's: providers, and types without a schema. Another one while an old half of a replacement is there.
    /// </summary>
    public string FreeId(Urn urn)
    {
        for (int attempt = 0; ; attempt++)
        {
            string seed = $"{urn.Value}#{attempt}";
            string id = urn.Type.StartsWith(ProviderPrefix, StringComparison.Ordinal) ? OutputTemplate.Uuid(seed) : $"{urn.Name}-{OutputTemplate.Hex(seed, 7)}";
            if (store.Find(urn.Type, id) is null)
            {
                return id;
            }
        }
    }

    /// <summary>The inputs of a new resource, completed. Pulumi names what has no name after the resource, with seven random hex digits; here they follow from the URN.</summary>
    public PropertyMap Complete(TypeSchema schema, Urn urn, PropertyMap inputs, PropertyMap provider)
    {
        PropertyMap complete = Complete(schema, inputs, provider, PropertyMap.Empty);
        if (schema.Name is { Automatic: true } name && complete[name.Property] is null)
        {
            for (int attempt = 0; ; attempt++)
            {
                string suffix = "-" + OutputTemplate.Hex($"{urn.Value}#{attempt}", 7);
                string given = urn.Name.Length + suffix.Length <= name.MaxLength ? urn.Name : urn.Name[..(name.MaxLength - suffix.Length)];
                PropertyMap named = complete.With(name.Property, PropertyValue.Of(given + suffix));
                if (store.Find(urn.Type, OutputTemplate.Text(schema.Id, named, id: null)) is null)
                {
                    return named;
                }
            }
        }

        return complete;
    }

    /// <summary>Project and place come from the provider where the resource does not say; a name that was made once stays.</summary>
    public static PropertyMap Complete(TypeSchema schema, PropertyMap inputs, PropertyMap provider, PropertyMap before)
    {
        PropertyMap complete = inputs;
        foreach (string key in PlacesOfProvider)
        {
            if (complete[key] is null && schema.Inputs.Contains(key, StringComparer.Ordinal) && provider[key] is { } given)
            {
                complete = complete.With(key, given);
            }
        }

        return schema.Name is { } name && complete[name.Property] is null && before[name.Property] is { } made ? complete.With(name.Property, made) : complete;
    }
}
