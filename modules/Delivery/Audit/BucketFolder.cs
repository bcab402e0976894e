using System.Collections.Immutable;

namespace Infra.Delivery.Audit;

/// <summary>A folder of a bucket.</summary>
/// <param name="Folders">The folders in it, with their whole names, each ending with a slash.</param>
/// <param name="Objects">The objects in it.</param>
/// <param name="Now">The time of the bucket's server.</param>
public sealed record BucketFolder(ImmutableArray<string> Folders, ImmutableArray<BucketObject> Objects, DateTimeOffset Now);
