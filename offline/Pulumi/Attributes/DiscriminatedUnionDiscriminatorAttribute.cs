namespace Pulumi;

/// <summary>Names the property that tells the cases of a discriminated union apart.</summary>
[AttributeUsage(AttributeTargets.Interface)]
public sealed class DiscriminatedUnionDiscriminatorAttribute(string propertyName) : Attribute
{
    /// <summary>The name of the property.</summary>
    public string PropertyName { get; } = propertyName;
}
