using Infra.Cloud.Backup;
using Infra.Cloud.Gke;
using Infra.Cloud.Keys;
using Infra.Model.Values;
using Infra.Settings.Stacks;

namespace Infra.Cloud.Tests.Examples;

internal static class BackupExample
{
    public static void Run(StackSettings settings)
    {
        var key = Samples.Key("backups");
        var cluster = Samples.Cluster(settings);

        // README modules/Cloud/Backup/README.md
        var backup = new ClusterBackup("mumbai-backup", new()
        {
            Names = settings.Names,
            Source = Region.Of("asia-south1"),
            Location = Region.Of("asia-south2"),
            ClusterId = cluster.Id,
            Key = key,
            Schedules = BackupSchedule.Of(settings.Tier),
            Protect = settings.Protect,
        });
        // END
        Assert.NotNull(backup);
    }
}
