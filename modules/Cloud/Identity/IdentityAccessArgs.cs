using System.Collections.Immutable;
using Infra.Cloud.Keys;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Identity;

/// <summary>What <see cref="IdentityAccess"/> is made from.</summary>
public sealed record IdentityAccessArgs
{
    /// <summary>The names of the environment's resources.</summary>
    public required ResourceNames Names { get; init; }

    /// <summary>The accounts of the environment's pipeline.</summary>
    public required PipelineIdentity Identity { get; init; }

    /// <summary>The environment's project.</summary>
    public required Output<string> Project { get; init; }

    /// <summary>The bucket with the environment's state.</summary>
    public required Output<string> StateBucket { get; init; }

    /// <summary>The bucket of audit records.</summary>
    public required Output<string> AuditBucket { get; init; }

    /// <summary>The name of that bucket, for conditions.</summary>
    public required string AuditBucketName { get; init; }

    /// <summary>The key that signs the environment's audit records.</summary>
    public required Output<string> AuditKey { get; init; }

    /// <summary>The keys that sign audit records, by environment.</summary>
    public required ImmutableSortedDictionary<string, Output<string>> AuditKeys { get; init; }

    /// <summary>The key of the secrets in the environment's state.</summary>
    public required EncryptionKey SecretsKey { get; init; }
}
