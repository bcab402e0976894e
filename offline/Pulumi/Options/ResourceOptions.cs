namespace Pulumi;

/// <summary>What every kind of resource can be told besides its inputs.</summary>
public abstract class ResourceOptions
{
    private List<Input<Alias>>? _aliases;
    private List<string>? _ignoreChanges;
    private List<string>? _replaceOnChanges;
    private List<string>? _hideDiffs;
    private List<ResourceTransformation>? _resourceTransformations;
    private InputList<Resource>? _dependsOn;
    private InputList<Resource>? _replaceWith;

    /// <summary>Makes options that say nothing.</summary>
    protected ResourceOptions()
    {
    }

    /// <summary>The id of an existing resource, which is read and not made.</summary>
    public Input<string>? Id { get; set; }

    /// <summary>The URN of a resource that the engine knows already.</summary>
    public string? Urn { get; set; }

    /// <summary>The parent.</summary>
    public Resource? Parent { get; set; }

    /// <summary>The provider; inherited from the parent where it is null.</summary>
    public ProviderResource? Provider { get; set; }

    /// <summary>Whether the resource must not be deleted; inherited from the parent where it is null.</summary>
    public bool? Protect { get; set; }

    /// <summary>Whether the thing itself stays when the resource is deleted.</summary>
    public bool? RetainOnDelete { get; set; }

    /// <summary>The resource whose deletion deletes this one too.</summary>
    public Resource? DeletedWith { get; set; }

    /// <summary>A value whose change replaces the resource.</summary>
    public Input<object>? ReplacementTrigger { get; set; }

    /// <summary>How long operations may take.</summary>
    public CustomTimeouts? CustomTimeouts { get; set; }

    /// <summary>The version of the provider plugin.</summary>
    public string? Version { get; set; }

    /// <summary>Where the provider plugin is downloaded from.</summary>
    public string? PluginDownloadURL { get; set; }

    /// <summary>Resources that must be there before this one.</summary>
    public InputList<Resource> DependsOn
    {
        get => _dependsOn ??= [];
        set => _dependsOn = value;
    }

    /// <summary>Resources whose replacement replaces this one.</summary>
    public InputList<Resource> ReplaceWith
    {
        get => _replaceWith ??= [];
        set => _replaceWith = value;
    }

    /// <summary>Earlier names of the resource.</summary>
    public List<Input<Alias>> Aliases
    {
        get => _aliases ??= [];
        set => _aliases = value;
    }

    /// <summary>Properties whose changes are not acted upon.</summary>
    public List<string> IgnoreChanges
    {
        get => _ignoreChanges ??= [];
        set => _ignoreChanges = value;
    }

    /// <summary>Properties whose changes force a replacement.</summary>
    public List<string> ReplaceOnChanges
    {
        get => _replaceOnChanges ??= [];
        set => _replaceOnChanges = value;
    }

    /// <summary>Properties whose changes are not shown.</summary>
    public List<string> HideDiffs
    {
        get => _hideDiffs ??= [];
        set => _hideDiffs = value;
    }

    /// <summary>Transformations of this resource and its descendants.</summary>
    public List<ResourceTransformation> ResourceTransformations
    {
        get => _resourceTransformations ??= [];
        set => _resourceTransformations = value;
    }

    internal bool HasDependsOn => _dependsOn is not null;

    internal List<ResourceTransformation>? TransformationsOrNull => _resourceTransformations;

    internal abstract ResourceOptions Clone();

    /// <summary>A copy that shares no list with this instance.</summary>
    private protected T CloneAs<T>() where T : ResourceOptions
    {
        var copy = (T)MemberwiseClone();
        copy._aliases = Copy(_aliases);
        copy._ignoreChanges = Copy(_ignoreChanges);
        copy._replaceOnChanges = Copy(_replaceOnChanges);
        copy._hideDiffs = Copy(_hideDiffs);
        copy._resourceTransformations = Copy(_resourceTransformations);
        copy._dependsOn = _dependsOn?.Clone();
        copy._replaceWith = _replaceWith?.Clone();
        return copy;
    }

    private protected static List<T>? Copy<T>(List<T>? list) => list is null ? null : [.. list];

    /// <summary>Values of <paramref name="other"/> win; lists are joined.</summary>
    private protected void MergeShared(ResourceOptions other)
    {
        Id = other.Id ?? Id;
        Urn = other.Urn ?? Urn;
        Parent = other.Parent ?? Parent;
        Provider = other.Provider ?? Provider;
        Protect = other.Protect ?? Protect;
        RetainOnDelete = other.RetainOnDelete ?? RetainOnDelete;
        DeletedWith = other.DeletedWith ?? DeletedWith;
        ReplacementTrigger = other.ReplacementTrigger ?? ReplacementTrigger;
        CustomTimeouts = other.CustomTimeouts ?? CustomTimeouts;
        Version = other.Version ?? Version;
        PluginDownloadURL = other.PluginDownloadURL ?? PluginDownloadURL;
        _aliases = Join(_aliases, other._aliases);
        _ignoreChanges = Join(_ignoreChanges, other._ignoreChanges);
        _replaceOnChanges = Join(_replaceOnChanges, other._replaceOnChanges);
        _hideDiffs = Join(_hideDiffs, other._hideDiffs);
        _resourceTransformations = Join(_resourceTransformations, other._resourceTransformations);
        _dependsOn = Join(_dependsOn, other._dependsOn);
        _replaceWith = Join(_replaceWith, other._replaceWith);
    }

    private protected static List<T>? Join<T>(List<T>? first, List<T>? second)
        => first is null ? Copy(second) : second is null ? first : [.. first, .. second];

    private static InputList<Resource>? Join(InputList<Resource>? first, InputList<Resource>? second)
        => first is null ? second?.Clone() : second is null ? first : first.Concat(second);
}
