using Infra.Model.Values;

namespace Infra.Cloud.ManagedProjects;

/// <summary>What a <see cref="PlatformFolder"/> is made from.</summary>
public sealed record PlatformFolderArgs
{
    /// <summary>The organisation.</summary>
    public required OrganisationId Organisation { get; init; }

    /// <summary>The folder's display name.</summary>
    public required FolderName Folder { get; init; }

    /// <summary>Whether Pulumi and Google Cloud refuse to delete the folder. Default: true.</summary>
    public bool Protect { get; init; } = true;
}
