namespace Infra.Cloud;

/// <summary>How often Argo CD compares, and how much of it at once.</summary>
/// <remarks>
/// Source: capabilities A7. Every comparison asks the repository and the cluster for each application, so the interval grows with the number of
/// clusters: 30 s for a small estate, 120 s for a medium one, 300 s for a large one. The jitter of half an interval spreads the questions.
/// </remarks>
internal static class ArgoCdPace
{
    /// <summary>Up to so many clusters an estate is small.</summary>
    public const int SmallClusters = 3;

    /// <summary>Up to so many clusters an estate is medium.</summary>
    public const int MediumClusters = 20;

    /// <summary>Syncs at a time.</summary>
    public const int Syncs = 10;

    /// <summary>Calls of kubectl at a time, over all syncs.</summary>
    public const int Calls = 50;

    /// <summary>Seconds after which a sync, or the making of manifests, is given up.</summary>
    public const int TimeoutSeconds = 300;

    /// <summary>Minutes for which made manifests are kept; a new commit makes new ones at once.</summary>
    public const int ManifestMinutes = 60;

    /// <summary>Seconds between comparisons.</summary>
    public static int IntervalSeconds(int clusters) => clusters switch
    {
        <= SmallClusters => 30,
        <= MediumClusters => 120,
        _ => 300,
    };
}
