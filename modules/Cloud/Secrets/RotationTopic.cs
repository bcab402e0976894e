using Pulumi;
using Pulumi.Gcp.PubSub.Inputs;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Secrets;

/// <summary>The topic on which Secret Manager says that a secret is due, with its permission to say so, and the subscription that keeps it until somebody was told.</summary>
public sealed class RotationTopic : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:RotationTopic";

    // The most that Pub/Sub keeps what nobody acknowledged: a month without a run of the workflow loses nothing.
    // https://docs.cloud.google.com/pubsub/docs/subscription-properties#message_retention_duration
    private const string Month = "2678400s";

    /// <summary>Makes the topic and its subscription.</summary>
    public RotationTopic(string name, RotationTopicArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var topic = new Gcp.PubSub.Topic(args.Names.RotationTopic, new()
        {
            Name = args.Names.RotationTopic,
            KmsKeyName = args.Key.Id,
            MessageRetentionDuration = Month,
            MessageStoragePolicy = new TopicMessageStoragePolicyArgs
            {
                AllowedPersistenceRegions = args.Residency.Select(r => r.Value).ToArray(),
                EnforceInTransit = true,
            },
        }, Under.Component(this, [.. args.After, args.Key.Grant]));
        _ = new Gcp.PubSub.Subscription(args.Names.RotationTopic, new()
        {
            Name = args.Names.RotationTopic,
            Topic = topic.Id,
            // The topic has every change of a secret as well: https://docs.cloud.google.com/secret-manager/docs/event-notifications#event_types
            Filter = "attributes.eventType = \"SECRET_ROTATE\"",
            // Longer than telling about every secret takes; what is not acknowledged by then is told again.
            AckDeadlineSeconds = 600,
            MessageRetentionDuration = Month,
            // Never: without use for a month is how a subscription looks whose secrets are due once in a quarter.
            ExpirationPolicy = new SubscriptionExpirationPolicyArgs { Ttl = "" },
        }, Under.Component(this));
        Grant = new Gcp.PubSub.TopicIAMMember(args.Names.RotationTopic, new()
        {
            Topic = topic.Id,
            Role = "roles/pubsub.publisher",
            Member = args.Publisher,
        }, Under.Component(this));
        Id = topic.Id;
        RegisterOutputs(new Dictionary<string, object?>(StringComparer.Ordinal) { ["id"] = Id });
    }

    /// <summary>The topic's id: <c>projects/&lt;project&gt;/topics/&lt;name&gt;</c>.</summary>
    public Output<string> Id { get; }

    /// <summary>The permission to publish: a secret that names the topic is refused without it.</summary>
    public Resource Grant { get; }
}
