namespace Pulumi;

/// <summary>How long operations on a resource may take.</summary>
public sealed class CustomTimeouts
{
    /// <summary>For a create.</summary>
    public TimeSpan? Create { get; set; }

    /// <summary>For an update.</summary>
    public TimeSpan? Update { get; set; }

    /// <summary>For a delete.</summary>
    public TimeSpan? Delete { get; set; }
}
