namespace Pulumi.Serialization;

/// <summary>A plain value with the marks that its wire form had.</summary>
internal readonly record struct Deserialized(object? Value, bool IsKnown, bool IsSecret);
