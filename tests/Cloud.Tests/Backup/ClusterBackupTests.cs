using System.Collections.Immutable;
using Infra.Cloud.Backup;
using Infra.Model.Values;
using Infra.Settings.Stacks;

namespace Infra.Cloud.Tests.Backup;

public sealed class ClusterBackupTests
{
    private const string Plan = "gcp:gkebackup/backupPlan:BackupPlan";

    [Theory]
    [InlineData("name", "setu-dev-asia-south1-daily")]
    [InlineData("cluster", "clusters/mumbai")]
    [InlineData("location", "asia-south2")]
    [InlineData("deactivated", "False")]
    [InlineData("backupConfig.allNamespaces", "True")]
    [InlineData("backupConfig.includeSecrets", "True")]
    [InlineData("backupConfig.includeVolumeData", "True")]
    [InlineData("backupConfig.permissiveMode", "False")]
    [InlineData("backupConfig.encryptionKey.gcpKmsEncryptionKey", "keys/backups")]
    [InlineData("backupSchedule.paused", "False")]
    [InlineData("backupSchedule.rpoConfig.targetRpoMinutes", "1440")]
    [InlineData("retentionPolicy.backupRetainDays", "7")]
    [InlineData("retentionPolicy.backupDeleteLockDays", "0")]
    public async Task A_plan_keeps_everything_of_a_cluster_in_another_region_under_our_key(string path, string value) =>
        Assert.Equal(value, $"{(await MakeAsync(BackupSchedule.Of(Tier.Development))).One(Plan)[path]}");

    [Fact]
    public async Task A_plan_waits_for_the_grant_of_its_key() =>
        Assert.Equal(["gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember backups"], (await MakeAsync(BackupSchedule.Of(Tier.Development))).One(Plan).DependsOn);

    [Fact]
    public void In_production_at_most_an_hour_is_lost_and_a_year_can_be_looked_back_on()
    {
        var schedules = BackupSchedule.Of(Tier.Production);
        Assert.Equal(60, schedules.Min(s => s.RpoMinutes));
        Assert.Equal(360, schedules.Max(s => s.RetainDays));
        Assert.All(schedules, s => Assert.True(s.LockDays >= 7));
    }

    [Fact]
    public void No_tier_keeps_backups_longer_than_Google_Cloud_does() =>
        Assert.All(Enum.GetValues<Tier>().SelectMany(t => BackupSchedule.Of(t)), s => Assert.True(s.RetainDays <= s.MostRetainDays && s.LockDays <= s.RetainDays && s.LockDays <= 90));

    [Fact]
    public async Task The_clusters_of_two_regions_are_kept_in_each_others_region()
    {
        var plans = (await Recording.OfAsync(Repository.Prod)).Of(Plan);
        Assert.Equal(4, plans.Length);
        Assert.All(plans, p => Assert.Equal(p.Name.Contains("asia-south1", StringComparison.Ordinal) ? "asia-south2" : "asia-south1", p["location"]));
    }

    [Fact]
    public async Task A_schedule_that_Google_Cloud_would_refuse_is_refused_before_anything_is_made()
    {
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => MakeAsync([new("hourly", RpoMinutes: 60, RetainDays: 30, LockDays: 0)]));
        Assert.Contains(
            "The plan hourly keeps backups for 30 days and locks them for 0: with one each 60 minutes Google Cloud keeps them for at most 15 days, and none is locked longer than it is kept. Keep fewer days, or make backups less often.",
            refusal.ToString(),
            StringComparison.Ordinal);
    }

    private static Task<Recording> MakeAsync(ImmutableArray<BackupSchedule> schedules) => Recording.OfAsync(() => _ = new ClusterBackup("backup", new()
    {
        Names = Repository.Dev.Names,
        Source = Samples.Mumbai,
        Location = Region.Of("asia-south2"),
        ClusterId = "clusters/mumbai",
        Key = Samples.Key("backups"),
        Schedules = schedules,
    }));
}
