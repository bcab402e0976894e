namespace Pulumi;

/// <summary>Marks a property of a resource or stack as an output, and gives its name on the wire.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute(string? name = null) : Attribute
{
    /// <summary>The name on the wire; the property name where it is null.</summary>
    public string? Name { get; } = name;
}
