using Pulumi;
using Pulumi.Gcp.Storage.Inputs;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.State;

/// <summary>A bucket whose content can be brought back: versions, soft delete, no public access, our own key.</summary>
/// <remarks>It has no retention policy: that would refuse the overwriting and deleting of objects, which Pulumi's state and locks need.</remarks>
public sealed class StateBucket : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:StateBucket";

    private const int SecondsADay = 86_400;
    private const int DaysOfAbandonedUploads = 7;

    /// <summary>Makes the bucket.</summary>
    public StateBucket(string name, StateBucketArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var bucketName = args.Names.Bucket(args.Settings.Purpose);
        var bucket = new Gcp.Storage.Bucket(bucketName, new()
        {
            Name = bucketName,
            Location = args.Settings.Location.Value.ToUpperInvariant(),
            StorageClass = "STANDARD",
            // A bucket with objects is never deleted along with them.
            ForceDestroy = false,
            UniformBucketLevelAccess = true,
            PublicAccessPrevention = "enforced",
            Versioning = new BucketVersioningArgs { Enabled = true },
            SoftDeletePolicy = new BucketSoftDeletePolicyArgs { RetentionDurationSeconds = args.Settings.SoftDeleteDays * SecondsADay },
            Encryption = new BucketEncryptionArgs { DefaultKmsKeyName = args.Key.Id },
            LifecycleRules = { OldVersions(args), AbandonedUploads() },
        }, Under.Component(this, [args.Key.Grant], args.Protect));
        Name = bucket.Name;
        Url = bucket.Url;
        RegisterOutputs(new Dictionary<string, object?>(StringComparer.Ordinal) { ["name"] = Name, ["url"] = Url });
    }

    /// <summary>The bucket's name.</summary>
    public Output<string> Name { get; }

    /// <summary>The bucket's address: <c>gs://&lt;name&gt;</c>.</summary>
    public Output<string> Url { get; }

    // Both must hold: enough newer versions, and old enough.
    private static BucketLifecycleRuleArgs OldVersions(StateBucketArgs args) => new()
    {
        Action = new BucketLifecycleRuleActionArgs { Type = "Delete" },
        Condition = new BucketLifecycleRuleConditionArgs
        {
            WithState = "ARCHIVED",
            NumNewerVersions = args.Settings.KeepVersions,
            DaysSinceNoncurrentTime = args.RetentionDays,
        },
    };

    private static BucketLifecycleRuleArgs AbandonedUploads() => new()
    {
        Action = new BucketLifecycleRuleActionArgs { Type = "AbortIncompleteMultipartUpload" },
        Condition = new BucketLifecycleRuleConditionArgs { Age = DaysOfAbandonedUploads },
    };
}
