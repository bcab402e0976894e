using System.Globalization;
using Pulumi;
using Pulumi.Gcp.Storage.Inputs;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.State;

/// <summary>A bucket of records that nobody can change or delete for five years, owners of the organisation included.</summary>
/// <remarks>State never goes here: its objects are overwritten, and locks deleted; see <see cref="StateBucket"/>.</remarks>
public sealed class AuditBucket : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:AuditBucket";

    private const int SecondsADay = 86_400;
    private const int DaysUntilColdline = 90;
    private const int DaysUntilArchive = 365;

    /// <summary>Makes the bucket.</summary>
    public AuditBucket(string name, AuditBucketArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var bucket = new Gcp.Storage.Bucket(args.Name.Value, new()
        {
            Name = args.Name.Value,
            Project = args.Project.Value,
            Location = args.Location.Value.ToUpperInvariant(),
            StorageClass = "STANDARD",
            ForceDestroy = false,
            UniformBucketLevelAccess = true,
            PublicAccessPrevention = "enforced",
            RetentionPolicy = new BucketRetentionPolicyArgs
            {
                IsLocked = args.Locked,
                RetentionPeriod = ((long)args.RetentionDays * SecondsADay).ToString(CultureInfo.InvariantCulture),
            },
            Encryption = new BucketEncryptionArgs { DefaultKmsKeyName = args.Key.Id },
            LifecycleRules = { Moves("COLDLINE", DaysUntilColdline), Moves("ARCHIVE", DaysUntilArchive) },
        }, Under.Component(this, [.. args.After, args.Key.Grant], args.Protect));
        Name = bucket.Name;
        RegisterOutputs(new Dictionary<string, object?>(StringComparer.Ordinal) { ["name"] = Name });
    }

    /// <summary>The bucket's name.</summary>
    public Output<string> Name { get; }

    // Written once and hardly ever read: a colder class costs a tenth.
    private static BucketLifecycleRuleArgs Moves(string storageClass, int days) => new()
    {
        Action = new BucketLifecycleRuleActionArgs { Type = "SetStorageClass", StorageClass = storageClass },
        Condition = new BucketLifecycleRuleConditionArgs { Age = days },
    };
}
