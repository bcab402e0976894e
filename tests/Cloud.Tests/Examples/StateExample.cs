using Infra.Cloud.Keys;
using Infra.Cloud.State;
using Infra.Model.Values;
using Infra.Settings.Stacks;

namespace Infra.Cloud.Tests.Examples;

internal static class StateExample
{
    public static void Run(StackSettings settings)
    {
        var key = Samples.Key("storage");

        // README modules/Cloud/State/README.md
        var bucket = new StateBucket("exports", new()
        {
            Names = settings.Names,
            Settings = new(GceName.Of("exports"), Region.Of("asia-south1"), KeepVersions: 20, SoftDeleteDays: 30),
            Key = key,
            RetentionDays = settings.Policy.RetentionDays,
            Protect = settings.Protect,
        });
        var url = bucket.Url;

        // Records that nobody can change or delete for five years.
        var audit = new AuditBucket("audit", new()
        {
            Name = BucketName.Of("setu-seed-284517-audit"),
            Project = ProjectId.Of("setu-seed-284517"),
            Location = Region.Of("asia-south1"),
            Key = key,
        });
        // END
        Assert.NotNull(url);
        Assert.NotNull(audit);
    }
}
