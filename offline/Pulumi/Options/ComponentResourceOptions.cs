namespace Pulumi;

/// <summary>Options of a component.</summary>
public sealed class ComponentResourceOptions : ResourceOptions
{
    private List<ProviderResource>? _providers;

    /// <summary>The providers of the component's descendants, one a package.</summary>
    public List<ProviderResource> Providers
    {
        get => _providers ??= [];
        set => _providers = value;
    }

    /// <summary>
    /// A new instance: values of the second win, lists are joined. A single Provider becomes one of the Providers.
    /// </summary>
    public static ComponentResourceOptions Merge(ComponentResourceOptions? options1, ComponentResourceOptions? options2)
    {
        var merged = options1?.Copy() ?? new ComponentResourceOptions();
        var second = options2?.Copy() ?? new ComponentResourceOptions();
        MoveProviderToProviders(merged);
        MoveProviderToProviders(second);
        merged.MergeShared(second);
        merged._providers = Join(merged._providers, second._providers);
        if (merged._providers is [var only])
        {
            merged.Provider = only;
            merged._providers = null;
        }

        return merged;
    }

    internal override ResourceOptions Clone() => Copy();

    private ComponentResourceOptions Copy()
    {
        var copy = CloneAs<ComponentResourceOptions>();
        copy._providers = Copy(_providers);
        return copy;
    }

    private static void MoveProviderToProviders(ComponentResourceOptions options)
    {
        if (options.Provider is { } provider)
        {
            options.Providers = [provider];
            options.Provider = null;
        }
    }
}
