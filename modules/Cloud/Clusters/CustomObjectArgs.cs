using Pulumi;
using Pulumi.Kubernetes.ApiExtensions;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Cloud.Clusters;

/// <summary>An object of a kind that a chart brought.</summary>
internal sealed class CustomObjectArgs : CustomResourceArgs
{
    public CustomObjectArgs(string apiVersion, string kind, ObjectMetaArgs metadata, Dictionary<string, object> spec)
        : base(apiVersion, kind)
    {
        Metadata = metadata;
        Spec = spec;
    }

    /// <summary>What it is to be.</summary>
    [Input("spec")]
    public InputMap<object> Spec { get; set; }
}
