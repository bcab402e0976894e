using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Pulumi.Kubernetes.ApiExtensions;

/// <summary>The base class of the arguments of a custom resource; a derived class adds its spec.</summary>
public abstract class CustomResourceArgs : ResourceArgs
{
    /// <summary>Sets the fixed apiVersion and kind.</summary>
    protected CustomResourceArgs(string apiVersion, string kind)
    {
        ApiVersion = apiVersion;
        Kind = kind;
        Type = $"kubernetes:{apiVersion}:{kind}";
    }

    /// <summary>For example <c>external-secrets.io/v1</c>.</summary>
    [Input("apiVersion")]
    public Input<string> ApiVersion { get; }

    /// <summary>For example <c>ClusterSecretStore</c>.</summary>
    [Input("kind")]
    public Input<string> Kind { get; }

    /// <summary>The object's metadata.</summary>
    [Input("metadata")]
    public Input<ObjectMetaArgs>? Metadata { get; set; }

    internal string Type { get; }
}
