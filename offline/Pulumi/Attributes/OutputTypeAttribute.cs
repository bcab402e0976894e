namespace Pulumi;

/// <summary>Marks a class that output values are turned into.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OutputTypeAttribute : Attribute;
