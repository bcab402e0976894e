namespace Pulumi;

/// <summary>Names one case of a discriminated union.</summary>
[AttributeUsage(AttributeTargets.Interface, AllowMultiple = true)]
public sealed class DiscriminatedUnionCaseAttribute(string tag, Type type) : Attribute
{
    /// <summary>The value of the discriminator.</summary>
    public string Tag { get; } = tag;

    /// <summary>The type that the value selects.</summary>
    public Type Type { get; } = type;
}
