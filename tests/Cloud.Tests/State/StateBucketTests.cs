using Infra.Cloud.State;

namespace Infra.Cloud.Tests.State;

public sealed class StateBucketTests
{
    [Theory]
    [InlineData("name", "setu-dev-471203-artifacts")]
    [InlineData("location", "ASIA-SOUTH1")]
    [InlineData("versioning.enabled", "True")]
    [InlineData("softDeletePolicy.retentionDurationSeconds", "604800")]
    [InlineData("uniformBucketLevelAccess", "True")]
    [InlineData("publicAccessPrevention", "enforced")]
    [InlineData("encryption.defaultKmsKeyName", "keys/storage")]
    [InlineData("forceDestroy", "False")]
    [InlineData("lifecycleRules[0].action.type", "Delete")]
    [InlineData("lifecycleRules[0].condition.withState", "ARCHIVED")]
    [InlineData("lifecycleRules[0].condition.numNewerVersions", "20")]
    [InlineData("lifecycleRules[0].condition.daysSinceNoncurrentTime", "7")]
    [InlineData("lifecycleRules[1].action.type", "AbortIncompleteMultipartUpload")]
    public async Task A_bucket_can_be_brought_back_and_is_never_public(string path, string value) =>
        Assert.Equal(value, $"{(await MakeAsync()).One("gcp:storage/bucket:Bucket")[path]}");

    [Fact]
    public async Task A_bucket_has_no_retention_policy_because_Pulumi_overwrites_its_state() =>
        Assert.Null((await MakeAsync()).One("gcp:storage/bucket:Bucket")["retentionPolicy"]);

    [Fact]
    public async Task A_bucket_waits_for_the_grant_of_its_key() =>
        Assert.Equal(["gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember storage"], (await MakeAsync()).One("gcp:storage/bucket:Bucket").DependsOn);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_bucket_is_protected_where_the_environment_is(bool protect) =>
        Assert.Equal(protect, (await MakeAsync(protect)).One("gcp:storage/bucket:Bucket").Protect);

    private static Task<Recording> MakeAsync(bool protect = true) => Recording.OfAsync(() => _ = new StateBucket("bucket", new()
    {
        Names = Repository.Dev.Names,
        Settings = Repository.Dev.Buckets.Single(b => b.Purpose.Value == "artifacts"),
        Key = Samples.Key("storage"),
        RetentionDays = 7,
        Protect = protect,
    }));
}
