using Infra.Model.Actions;
using Pulumi;

namespace Infra.Cloud;

/// <summary>The options of a component's children: always its parent, and what must exist before.</summary>
internal static class Under
{
    /// <summary>Options for a child.</summary>
    /// <param name="parent">The component.</param>
    /// <param name="after">What must exist before, beyond what the inputs refer to: APIs, grants.</param>
    /// <param name="protect">Whether Pulumi refuses to delete it.</param>
    public static CustomResourceOptions Component(Resource parent, IEnumerable<Resource>? after = null, bool protect = false) => new()
    {
        Parent = parent,
        DependsOn = (after ?? []).ToArray(),
        // Null and not false: what a parent protects stays protected.
        Protect = protect ? true : null,
    };

    /// <summary>Options for a custom object of Kubernetes. The classes of Kubernetes' own kinds name the provider's version by themselves; this one does not.</summary>
    /// <remarks>pulumi/pulumi-kubernetes, sdk/dotnet/ApiExtensions/CustomResource.cs.</remarks>
    /// <param name="parent">The component.</param>
    /// <param name="after">What must exist before.</param>
    public static CustomResourceOptions CustomObject(Resource parent, IEnumerable<Resource> after)
    {
        CustomResourceOptions options = Component(parent, after);
        options.Version = ToolTable.KubernetesVersion;
        return options;
    }
}
