using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Stacks;

namespace Infra.Settings.Platform;

/// <summary>
/// What the secret of a cluster in Argo CD says about it. ApplicationSets read these labels and annotations, and whatever writes the secrets
/// takes them from here, so that nothing is read that nobody writes.
/// </summary>
public static class ClusterContract
{
    /// <summary>The environment, such as <c>prod</c>.</summary>
    public const string Environment = "environment";

    /// <summary>The region, such as <c>asia-south1</c>.</summary>
    public const string Region = "region";

    /// <summary><c>hub</c> for the cluster that Argo CD runs in, <c>spoke</c> for the others.</summary>
    public const string Role = "role";

    /// <summary>
    /// The annotation with the revision of this repository that the cluster's region follows. It stands on the clusters and not in the rendered files,
    /// because no commit can name itself: files of a commit that named an older one would lag a release behind.
    /// </summary>
    public const string Platform = "platform";

    /// <summary>Every annotation, in ordinal order.</summary>
    public static ImmutableArray<string> Annotations { get; } = [Platform];

    /// <summary>The annotations of the cluster of a region. A region that the release has not reached keeps the revision that it had, and with it everything that it runs.</summary>
    public static ImmutableSortedDictionary<string, string> AnnotationsOf(Release release, Region region)
    {
        ArgumentNullException.ThrowIfNull(release);
        ArgumentNullException.ThrowIfNull(region);
        return ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [KeyValuePair.Create(Platform, release.In(region.Value).Platform.Value)]);
    }

    /// <summary>Every label, in ordinal order.</summary>
    public static ImmutableArray<string> Labels { get; } = [Environment, Region, Role];

    /// <summary>The labels of one cluster.</summary>
    public static ImmutableSortedDictionary<string, string> LabelsOf(StackName stack, ClusterSettings cluster)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(cluster);
        return ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
        [
            KeyValuePair.Create(Environment, stack.Value),
            KeyValuePair.Create(Region, cluster.Region.Value),
            KeyValuePair.Create(Role, cluster.Hub ? "hub" : "spoke"),
        ]);
    }
}
