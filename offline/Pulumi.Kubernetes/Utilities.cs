namespace Pulumi.Kubernetes;

/// <summary>What the generated classes share.</summary>
internal static class Utilities
{
    /// <summary>The version of the provider that resources ask for.</summary>
    public const string Version = "4.32.0";

    /// <summary>Adds the package's own options below the caller's. An empty id means: not read.</summary>
    public static CustomResourceOptions MakeResourceOptions(CustomResourceOptions? options, Input<string>? id, params string[] secretOutputs)
    {
        var defaults = new CustomResourceOptions { Version = Version };
        defaults.AdditionalSecretOutputs.AddRange(secretOutputs);
        var merged = CustomResourceOptions.Merge(defaults, options);
        merged.Id = id ?? merged.Id;
        return merged;
    }
}
