using System.Collections.Immutable;
using System.Globalization;
using Infra.Cloud.Keys;
using Pulumi;
using Pulumi.Gcp.SecretManager.Inputs;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Secrets;

/// <summary>An entry of Secret Manager: where it is kept, when it changes and who reads it. Its value is never Pulumi's business.</summary>
public sealed class Secret : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:Secret";

    private const int SecondsADay = 86_400;

    /// <summary>Makes the entry.</summary>
    public Secret(string name, SecretArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var id = args.Settings.Id.Value;
        var under = Under.Component(this, [args.Topic.Grant, .. args.Replicas.Values.Select(k => k.Grant)], args.Protect);
        // Secret Manager moves this date itself after each rotation; to follow it would undo that.
        under.IgnoreChanges.Add("rotation.nextRotationTime");
        var secret = new Gcp.SecretManager.Secret(id, new()
        {
            SecretId = id,
            // In named regions and not "automatic", which is anywhere in the world.
            Replication = new SecretReplicationArgs { UserManaged = new SecretReplicationUserManagedArgs { Replicas = args.Replicas.Select(r => Replica(r.Key, r.Value)).ToArray() } },
            Topics = { new SecretTopicArgs { Name = args.Topic.Id } },
            Rotation = new SecretRotationArgs
            {
                NextRotationTime = args.Settings.FirstRotation.Value,
                RotationPeriod = Seconds(args.Settings.RotationDays),
            },
            VersionDestroyTtl = Seconds(args.RetentionDays),
            DeletionProtection = args.Protect,
        }, under);
        Grants =
        [
            .. args.Settings.Consumers.Select(consumer => new Gcp.SecretManager.SecretIamMember($"{id}-{consumer}", new()
            {
                SecretId = secret.Id,
                Role = "roles/secretmanager.secretAccessor",
                Member = args.Consumers[consumer.Value],
            }, Under.Component(this))),
        ];
        Id = secret.Id;
        RegisterOutputs(new Dictionary<string, object?>(StringComparer.Ordinal) { ["id"] = Id });
    }

    /// <summary>The entry's id: <c>projects/&lt;project&gt;/secrets/&lt;id&gt;</c>.</summary>
    public Output<string> Id { get; }

    /// <summary>The permissions of the consumers: what reads the entry comes after them.</summary>
    public ImmutableArray<Resource> Grants { get; }

    private static SecretReplicationUserManagedReplicaArgs Replica(string region, EncryptionKey key) => new()
    {
        Location = region,
        CustomerManagedEncryption = new SecretReplicationUserManagedReplicaCustomerManagedEncryptionArgs { KmsKeyName = key.Id },
    };

    private static string Seconds(int days) => string.Create(CultureInfo.InvariantCulture, $"{(long)days * SecondsADay}s");
}
