using Infra.Cloud.State;
using Infra.Model.Values;

namespace Infra.Cloud.Tests.State;

public sealed class AuditBucketTests
{
    [Theory]
    [InlineData("name", "setu-seed-audit")]
    [InlineData("location", "ASIA-SOUTH1")]
    [InlineData("retentionPolicy.isLocked", "True")]
    [InlineData("retentionPolicy.retentionPeriod", "157766400")]
    [InlineData("uniformBucketLevelAccess", "True")]
    [InlineData("publicAccessPrevention", "enforced")]
    [InlineData("encryption.defaultKmsKeyName", "keys/storage")]
    [InlineData("forceDestroy", "False")]
    [InlineData("lifecycleRules[0].action.storageClass", "COLDLINE")]
    [InlineData("lifecycleRules[1].action.storageClass", "ARCHIVE")]
    public async Task A_record_cannot_be_changed_or_deleted_for_five_years(string path, string value) =>
        Assert.Equal(value, $"{(await MakeAsync()).One("gcp:storage/bucket:Bucket")[path]}");

    [Fact]
    public async Task No_rule_deletes_a_record()
    {
        var bucket = (await MakeAsync()).One("gcp:storage/bucket:Bucket");
        Assert.Equal(("SetStorageClass", "SetStorageClass", null), (bucket["lifecycleRules[0].action.type"], bucket["lifecycleRules[1].action.type"], bucket["lifecycleRules[2].action.type"]));
    }

    [Fact]
    public async Task The_bucket_is_protected_and_waits_for_the_grant_of_its_key()
    {
        var bucket = (await MakeAsync()).One("gcp:storage/bucket:Bucket");
        Assert.True(bucket.Protect);
        Assert.Equal(["gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember storage"], bucket.DependsOn);
    }

    private static Task<Recording> MakeAsync() => Recording.OfAsync(() => _ = new AuditBucket("audit", new()
    {
        Name = BucketName.Of("setu-seed-audit"),
        Project = ProjectId.Of("setu-seed-284517"),
        Location = Samples.Mumbai,
        Key = Samples.Key("storage"),
    }));
}
