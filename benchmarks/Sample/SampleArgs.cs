using Pulumi;

namespace Infra.Benchmarks;

/// <summary>Inputs that several resources of the sample share. Null ones are left out, as in a provider's own classes.</summary>
internal abstract class SampleArgs : ResourceArgs
{
    [Input("labels")]
    private InputMap<string>? labels;

    [Input("project")]
    public Input<string>? Project { get; set; }

    [Input("description")]
    public Input<string>? Description { get; set; }

    public InputMap<string> Labels
    {
        get => labels ??= [];
        set => labels = value;
    }
}

/// <summary>Inputs of a service account.</summary>
internal sealed class AccountArgs : SampleArgs
{
    [Input("accountId")]
    public Input<string>? AccountId { get; set; }

    [Input("displayName")]
    public Input<string>? DisplayName { get; set; }

    [Input("disabled")]
    public Input<bool>? Disabled { get; set; }

    [Input("createIgnoreAlreadyExists")]
    public Input<bool>? CreateIgnoreAlreadyExists { get; set; }
}

/// <summary>Inputs of a bucket.</summary>
internal sealed class BucketArgs : SampleArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("location")]
    public Input<string>? Location { get; set; }

    [Input("storageClass")]
    public Input<string>? StorageClass { get; set; }

    [Input("publicAccessPrevention")]
    public Input<string>? PublicAccessPrevention { get; set; }

    [Input("uniformBucketLevelAccess")]
    public Input<bool>? UniformBucketLevelAccess { get; set; }
}

/// <summary>Inputs of a topic.</summary>
internal sealed class TopicArgs : SampleArgs
{
    [Input("tags")]
    private InputMap<string>? tags;

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("messageRetentionDuration")]
    public Input<string>? MessageRetentionDuration { get; set; }

    [Input("messageStoragePolicy")]
    public Input<StoragePolicyArgs>? MessageStoragePolicy { get; set; }

    public InputMap<string> Tags
    {
        get => tags ??= [];
        set => tags = value;
    }
}

/// <summary>A block of a topic.</summary>
internal sealed class StoragePolicyArgs : ResourceArgs
{
    [Input("allowedPersistenceRegions")]
    private InputList<string>? allowedPersistenceRegions;

    public InputList<string> AllowedPersistenceRegions
    {
        get => allowedPersistenceRegions ??= [];
        set => allowedPersistenceRegions = value;
    }
}

/// <summary>Inputs of a secret's entry.</summary>
internal sealed class SecretArgs : SampleArgs
{
    [Input("topics")]
    private InputList<SecretTopicArgs>? topics;

    [Input("secretId")]
    public Input<string>? SecretId { get; set; }

    [Input("replication")]
    public Input<ReplicationArgs>? Replication { get; set; }

    [Input("deletionProtection")]
    public Input<bool>? DeletionProtection { get; set; }

    public InputList<SecretTopicArgs> Topics
    {
        get => topics ??= [];
        set => topics = value;
    }
}

/// <summary>A block of a secret's entry.</summary>
internal sealed class SecretTopicArgs : ResourceArgs
{
    [Input("name")]
    public Input<string>? Name { get; set; }
}

/// <summary>A block of a secret's entry.</summary>
internal sealed class ReplicationArgs : ResourceArgs
{
    [Input("auto")]
    public Input<AutoArgs>? Auto { get; set; }
}

/// <summary>A block without inputs.</summary>
internal sealed class AutoArgs : ResourceArgs;

/// <summary>Inputs of a grant on a secret.</summary>
internal sealed class GrantArgs : SampleArgs
{
    [Input("secretId")]
    public Input<string>? SecretId { get; set; }

    [Input("role")]
    public Input<string>? Role { get; set; }

    [Input("member")]
    public Input<string>? Member { get; set; }
}

/// <summary>Inputs of an API that is switched on.</summary>
internal sealed class ServiceArgs : SampleArgs
{
    [Input("service")]
    public Input<string>? Service { get; set; }

    [Input("disableOnDestroy")]
    public Input<bool>? DisableOnDestroy { get; set; }
}

/// <summary>What every object in a cluster has.</summary>
internal abstract class ClusterArgs : ResourceArgs
{
    [Input("apiVersion")]
    public Input<string>? ApiVersion { get; set; }

    [Input("kind")]
    public Input<string>? Kind { get; set; }

    [Input("metadata")]
    public Input<MetadataArgs>? Metadata { get; set; }
}

/// <summary>Inputs of an account in a cluster.</summary>
internal sealed class ObjectAccountArgs : ClusterArgs
{
    [Input("automountServiceAccountToken")]
    public Input<bool>? AutomountServiceAccountToken { get; set; }
}

/// <summary>Inputs of an object in a cluster that holds data.</summary>
internal sealed class ObjectArgs : ClusterArgs
{
    [Input("data")]
    private InputMap<string>? data;

    [Input("immutable")]
    public Input<bool>? Immutable { get; set; }

    public InputMap<string> Data
    {
        get => data ??= [];
        set => data = value;
    }
}

/// <summary>A block of an object in a cluster.</summary>
internal sealed class MetadataArgs : ResourceArgs
{
    [Input("annotations")]
    private InputMap<string>? annotations;

    [Input("labels")]
    private InputMap<string>? labels;

    [Input("name")]
    public Input<string>? Name { get; set; }

    [Input("namespace")]
    public Input<string>? Namespace { get; set; }

    public InputMap<string> Annotations
    {
        get => annotations ??= [];
        set => annotations = value;
    }

    public InputMap<string> Labels
    {
        get => labels ??= [];
        set => labels = value;
    }
}

/// <summary>Inputs of the cloud's provider.</summary>
internal sealed class GoogleArgs : ResourceArgs
{
    [Input("project")]
    public Input<string>? Project { get; set; }

    [Input("region")]
    public Input<string>? Region { get; set; }
}
