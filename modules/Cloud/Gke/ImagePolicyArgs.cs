using System.Collections.Immutable;
using Infra.Model.Values;
using Pulumi;

namespace Infra.Cloud.Gke;

/// <summary>What an <see cref="ImagePolicy"/> is made from.</summary>
public sealed record ImagePolicyArgs
{
    /// <summary>The names of the images that may run, as patterns of Binary Authorization.</summary>
    public required ImmutableArray<string> AllowedImages { get; init; }

    /// <summary>Whether other images are refused; if not, they are only written to the audit log. Default: true.</summary>
    public bool Enforce { get; init; } = true;

    /// <summary>What must exist before: the APIs. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];

    /// <summary>The patterns for a project's own registries in the regions of its data.</summary>
    public static ImmutableArray<string> RegistriesOf(ProjectId project, RegionSet residency) =>
        [.. residency.Select(region => $"{region}-docker.pkg.dev/{project}/**")];
}
