namespace Pulumi;

/// <summary>Options of a resource that a provider manages.</summary>
public sealed class CustomResourceOptions : ResourceOptions
{
    private List<string>? _additionalSecretOutputs;
    private Dictionary<string, string>? _envVarMappings;

    /// <summary>Whether the old resource is deleted before its replacement is made.</summary>
    public bool? DeleteBeforeReplace { get; set; }

    /// <summary>The id of an existing thing to take over.</summary>
    public string? ImportId { get; set; }

    /// <summary>Outputs to treat as secret besides those that the provider marks.</summary>
    public List<string> AdditionalSecretOutputs
    {
        get => _additionalSecretOutputs ??= [];
        set => _additionalSecretOutputs = value;
    }

    /// <summary>Environment variables that a provider sees under another name.</summary>
    public Dictionary<string, string> EnvVarMappings
    {
        get => _envVarMappings ??= [];
        set => _envVarMappings = value;
    }

    /// <summary>A new instance: values of the second win, lists are joined.</summary>
    public static CustomResourceOptions Merge(CustomResourceOptions? options1, CustomResourceOptions? options2)
    {
        var merged = options1?.Copy() ?? new CustomResourceOptions();
        if (options2 is null)
        {
            return merged;
        }

        merged.MergeShared(options2);
        merged.DeleteBeforeReplace = options2.DeleteBeforeReplace ?? merged.DeleteBeforeReplace;
        merged.ImportId = options2.ImportId ?? merged.ImportId;
        merged._additionalSecretOutputs = Join(merged._additionalSecretOutputs, options2._additionalSecretOutputs);
        foreach (var (source, target) in options2._envVarMappings ?? [])
        {
            merged.EnvVarMappings[source] = target;
        }

        return merged;
    }

    internal override ResourceOptions Clone() => Copy();

    private CustomResourceOptions Copy()
    {
        var copy = CloneAs<CustomResourceOptions>();
        copy._additionalSecretOutputs = Copy(_additionalSecretOutputs);
        copy._envVarMappings = _envVarMappings is null ? null : new Dictionary<string, string>(_envVarMappings);
        return copy;
    }
}
