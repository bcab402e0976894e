namespace Infra.Cloud.ArgoCdHub;

/// <summary>How often Argo CD compares, and how much of it at once.</summary>
/// <remarks>
/// Every comparison asks the repository and the cluster for each application, so the interval grows with the number of
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

    /// <summary>Seconds after which the making of manifests is given up.</summary>
    public const int TimeoutSeconds = 300;

    /// <summary>
    /// Seconds after which a sync is given up, all of its retries and waves together: two hours. A wave waits for a Deployment until it is healthy or
    /// past its deadline, 10 minutes by default (Kubernetes, progressDeadlineSeconds), and a sync is retried for 20 minutes, so that four waves which
    /// come to their end late still fit. What is given up is not tried again for the same source (controller/appcontroller.go,
    /// processRequestedAppOperation), and until then a new commit waits.
    /// </summary>
    public const int SyncSeconds = 7_200;

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
