namespace Pulumi;

/// <summary>A union whose types are not known to the caller.</summary>
internal interface IUnion
{
    object Value { get; }
}
