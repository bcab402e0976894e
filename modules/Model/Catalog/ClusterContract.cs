using System.Collections.Immutable;

namespace Infra.Model;

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

    /// <summary>The step in which the cluster follows a release, from <c>1</c>; the hub comes last.</summary>
    public const string Wave = "wave";

    /// <summary>An annotation: the project that the cluster is in, whose secrets its workloads read.</summary>
    public const string Project = "project";

    /// <summary>An annotation: where the cluster's data may stay, the regions with commas between them.</summary>
    public const string Residency = "residency";

    /// <summary>Every label, in ordinal order.</summary>
    public static ImmutableArray<string> Labels { get; } = [Environment, Region, Role, Wave];

    /// <summary>Every annotation, in ordinal order.</summary>
    public static ImmutableArray<string> Annotations { get; } = [Project, Residency];

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
            KeyValuePair.Create(Wave, cluster.Hub ? "2" : "1"),
        ]);
    }

    /// <summary>The annotations of one cluster. What cannot be a label's value, or is never chosen by, stands here.</summary>
    public static ImmutableSortedDictionary<string, string> AnnotationsOf(StackSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
        [
            KeyValuePair.Create(Project, settings.Project.Value),
            KeyValuePair.Create(Residency, string.Join(',', settings.Residency.Select(r => r.Value))),
        ]);
    }
}
