namespace Infra.Delivery.Audit;

/// <summary>An object of a bucket.</summary>
/// <param name="Name">Its whole name.</param>
/// <param name="Created">When the bucket took it, by the bucket's clock.</param>
public sealed record BucketObject(string Name, DateTimeOffset Created);
