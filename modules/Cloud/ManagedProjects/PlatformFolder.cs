using Pulumi;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.ManagedProjects;

/// <summary>The folder that all projects of the platform are in.</summary>
public sealed class PlatformFolder : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:PlatformFolder";

    /// <summary>Makes the folder.</summary>
    public PlatformFolder(string name, PlatformFolderArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var folder = new Gcp.Organizations.Folder(name, new()
        {
            DisplayName = args.Folder.Value,
            Parent = $"organizations/{args.Organisation}",
            DeletionProtection = args.Protect,
        }, Under.Component(this, protect: args.Protect));
        Id = folder.Name;
        RegisterOutputs(new Dictionary<string, object?>(StringComparer.Ordinal) { ["id"] = Id });
    }

    /// <summary>The folder's id: <c>folders/&lt;number&gt;</c>.</summary>
    public Output<string> Id { get; }
}
