using Pulumi;
using Pulumi.Gcp.GkeBackup.Inputs;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Backup;

/// <summary>The backup plans of a cluster: all namespaces with their secrets and volumes, encrypted with our key, kept in another region.</summary>
public sealed class ClusterBackup : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:ClusterBackup";

    /// <summary>Makes the plans.</summary>
    /// <exception cref="ArgumentException">A schedule keeps backups longer than Google Cloud does.</exception>
    public ClusterBackup(string name, ClusterBackupArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        foreach (var schedule in args.Schedules)
        {
            Check(schedule);
            Plan(schedule, args);
        }

        RegisterOutputs();
    }

    private void Plan(BackupSchedule schedule, ClusterBackupArgs args)
    {
        var plan = args.Names.Of($"{args.Source}-{schedule.Name}");
        _ = new Gcp.GkeBackup.BackupPlan(plan, new()
        {
            Name = plan,
            Description = $"The cluster of {args.Source}, {schedule.Name}, kept in {args.Location}.",
            Cluster = args.ClusterId,
            Location = args.Location.Value,
            Deactivated = false,
            BackupConfig = new BackupPlanBackupConfigArgs
            {
                AllNamespaces = true,
                IncludeSecrets = true,
                IncludeVolumeData = true,
                // A backup that cannot be restored fails now, and not on the day that it is needed.
                PermissiveMode = false,
                EncryptionKey = new BackupPlanBackupConfigEncryptionKeyArgs { GcpKmsEncryptionKey = args.Key.Id },
            },
            BackupSchedule = new BackupPlanBackupScheduleArgs
            {
                Paused = false,
                RpoConfig = new BackupPlanBackupScheduleRpoConfigArgs { TargetRpoMinutes = schedule.RpoMinutes },
            },
            RetentionPolicy = new BackupPlanRetentionPolicyArgs
            {
                BackupRetainDays = schedule.RetainDays,
                BackupDeleteLockDays = schedule.LockDays,
                // Whether these numbers themselves may never be changed again: no, a wrong one must be mendable.
                Locked = false,
            },
        }, Under.Component(this, [.. args.After, args.Key.Grant], args.Protect));
    }

    private static void Check(BackupSchedule schedule)
    {
        if (schedule.RetainDays > schedule.MostRetainDays || schedule.LockDays > schedule.RetainDays)
        {
            throw new ArgumentException(
                $"The plan {schedule.Name} keeps backups for {schedule.RetainDays} days and locks them for {schedule.LockDays}: with one each {schedule.RpoMinutes} minutes Google Cloud keeps them for at most {schedule.MostRetainDays} days, and none is locked longer than it is kept. Keep fewer days, or make backups less often.",
                nameof(schedule));
        }
    }
}
