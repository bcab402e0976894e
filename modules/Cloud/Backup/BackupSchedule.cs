using System.Collections.Immutable;
using Infra.Settings.Stacks;

namespace Infra.Cloud.Backup;

/// <summary>How often a cluster is backed up and how long a backup stays.</summary>
/// <remarks>https://docs.cloud.google.com/kubernetes-engine/docs/add-on/backup-for-gke/reference/rest/v1/projects.locations.backupPlans: the
/// interval is at least 60 minutes; backups are kept for at most 360 intervals, which is 15 days where one is made each hour. So production has
/// a plan for the last two weeks by the hour, and one for the last year by the day.</remarks>
/// <param name="Name">What the plan is called: <c>hourly</c> or <c>daily</c>.</param>
/// <param name="RpoMinutes">The most minutes of changes that may be lost, 60 to 86400.</param>
/// <param name="RetainDays">Days after which a backup is deleted, at most 360 intervals.</param>
/// <param name="LockDays">Days for which nobody can delete a backup, 0 to 90 and not more than it is kept.</param>
public sealed record BackupSchedule(string Name, int RpoMinutes, int RetainDays, int LockDays)
{
    private const int MinutesADay = 1440;
    private const int MostIntervals = 360;

    /// <summary>The most days that backups of this interval are kept for.</summary>
    public int MostRetainDays => MostIntervals * RpoMinutes / MinutesADay;

    /// <summary>The plans of a tier. In production at most an hour of data is lost; they are kept for 7, 30 and 365 days.</summary>
    public static ImmutableArray<BackupSchedule> Of(Tier tier) => tier switch
    {
        Tier.Development => [new("daily", MinutesADay, RetainDays: 7, LockDays: 0)],
        Tier.Staging => [new("daily", MinutesADay, RetainDays: 30, LockDays: 7)],
        Tier.Production => [new("daily", MinutesADay, RetainDays: 360, LockDays: 30), new("hourly", RpoMinutes: 60, RetainDays: 14, LockDays: 7)],
        _ => throw new ArgumentOutOfRangeException(nameof(tier)),
    };
}
