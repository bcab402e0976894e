namespace Pulumi.Gcp;

/// <summary>What the generated classes share.</summary>
internal static class Utilities
{
    /// <summary>The version of the provider that resources ask for.</summary>
    public const string Version = "9.35.0";

    /// <summary>Adds the package's own options below the caller's. An empty id means: not read.</summary>
    public static CustomResourceOptions MakeResourceOptions(CustomResourceOptions? options, Input<string>? id, params string[] secretOutputs)
    {
        var defaults = new CustomResourceOptions { Version = Version };
        defaults.AdditionalSecretOutputs.AddRange(secretOutputs);
        var merged = CustomResourceOptions.Merge(defaults, options);
        merged.Id = id ?? merged.Id;
        return merged;
    }

    /// <summary>The same input, secret; it keeps its dependencies and stays unknown where it is unknown.</summary>
    public static Input<T>? Secret<T>(Input<T>? value)
    {
        if (value is null)
        {
            return null;
        }

        return Output.Tuple(value.ToOutput(), Output.CreateSecret(0)).Apply(pair => pair.Item1);
    }
}
