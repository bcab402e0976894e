namespace Pulumi;

/// <summary>A name that a resource had before, or a part of it.</summary>
public sealed class Alias
{
    /// <summary>The whole previous URN; then nothing else may be given.</summary>
    public string? Urn { get; set; }

    /// <summary>The previous name.</summary>
    public Input<string>? Name { get; set; }

    /// <summary>The previous type.</summary>
    public Input<string>? Type { get; set; }

    /// <summary>The previous stack.</summary>
    public Input<string>? Stack { get; set; }

    /// <summary>The previous project.</summary>
    public Input<string>? Project { get; set; }

    /// <summary>The previous parent.</summary>
    public Resource? Parent { get; set; }

    /// <summary>The URN of the previous parent.</summary>
    public Input<string>? ParentUrn { get; set; }

    /// <summary>Whether the resource had no parent.</summary>
    public bool NoParent { get; set; }
}
