namespace Pulumi;

/// <summary>Marks the constructor by which output values are turned into the class.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
public sealed class OutputConstructorAttribute : Attribute;
