using System.Collections.Immutable;
using Infra.Cloud.Keys;
using Pulumi;

namespace Infra.Cloud.Tests.Keys;

public sealed class RegionKeysTests
{
    [Fact]
    public async Task A_key_is_in_hardware_rotates_and_can_be_saved_for_thirty_days()
    {
        var key = (await MakeAsync()).One("gcp:kms/cryptoKey:CryptoKey");
        Assert.Equal(
            ("ENCRYPT_DECRYPT", "7776000s", "2592000s", "HSM", "GOOGLE_SYMMETRIC_ENCRYPTION"),
            (key["purpose"], key["rotationPeriod"], key["destroyScheduledDuration"], key["versionTemplate.protectionLevel"], key["versionTemplate.algorithm"]));
    }

    [Fact]
    public async Task Only_the_agent_that_uses_a_key_may_use_it()
    {
        var grant = (await MakeAsync()).One("gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember");
        Assert.Equal(
            ("id/CryptoKey/setu-dev-asia-south1-storage", "roles/cloudkms.cryptoKeyEncrypterDecrypter", "serviceAccount:agent"),
            (grant["cryptoKeyId"], grant["role"], grant["member"]));
    }

    [Fact]
    public async Task The_ring_has_no_fixed_name_because_Google_never_gives_one_back() =>
        Assert.Null((await MakeAsync()).One("gcp:kms/keyRing:KeyRing")["name"]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Keys_are_protected_where_the_environment_is(bool protect)
    {
        var made = await MakeAsync(protect);
        Assert.Equal((protect, protect), (made.One("gcp:kms/keyRing:KeyRing").Protect, made.One("gcp:kms/cryptoKey:CryptoKey").Protect));
    }

    [Fact]
    public async Task Agents_are_made_before_they_are_granted_anything_and_no_data_source_is_read()
    {
        var made = await Recording.OfAsync(() => _ = new ServiceAgents("agents", new() { Project = Repository.Dev.Project, ProjectNumber = Repository.Dev.ProjectNumber }));
        Assert.Equal(
            ["artifactregistry.googleapis.com", "container.googleapis.com", "pubsub.googleapis.com", "secretmanager.googleapis.com"],
            made.Of("gcp:projects/serviceIdentity:ServiceIdentity").Select(i => (string)i["service"]!).Order(StringComparer.Ordinal));
    }

    private static Task<Recording> MakeAsync(bool protect = true) => Recording.OfAsync(() => _ = new RegionKeys("keys", new()
    {
        Names = Repository.Dev.Names,
        Region = Samples.Mumbai,
        Users = ImmutableSortedDictionary<string, Output<string>>.Empty.Add("storage", Output.Create("serviceAccount:agent")),
        Protect = protect,
    }));
}
