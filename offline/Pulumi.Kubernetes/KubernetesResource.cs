namespace Pulumi.Kubernetes;

/// <summary>The base class of every Kubernetes resource.</summary>
public abstract class KubernetesResource : Pulumi.CustomResource
{
    internal KubernetesResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options = null)
        : base(type, name, args, Utilities.MakeResourceOptions(options, id: null))
    {
    }
}
