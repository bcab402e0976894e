using Pulumi;
using Pulumi.Gcp.PubSub.Inputs;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Secrets;

/// <summary>The topic on which Secret Manager says that a secret is due, with its permission to say so.</summary>
public sealed class RotationTopic : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:RotationTopic";

    /// <summary>Makes the topic.</summary>
    public RotationTopic(string name, RotationTopicArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var topic = new Gcp.PubSub.Topic(args.Names.RotationTopic, new()
        {
            Name = args.Names.RotationTopic,
            KmsKeyName = args.Key.Id,
            // A rotator that was down for a week still hears of every rotation.
            MessageRetentionDuration = "604800s",
            MessageStoragePolicy = new TopicMessageStoragePolicyArgs
            {
                AllowedPersistenceRegions = args.Residency.Select(r => r.Value).ToArray(),
                EnforceInTransit = true,
            },
        }, Under.Component(this, [.. args.After, args.Key.Grant]));
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
