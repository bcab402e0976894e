namespace Infra.Cloud.Tests.Secrets;

public sealed class SecretTests
{
    private const string Secret = "gcp:secretmanager/secret:Secret";

    [Fact]
    public async Task A_secret_is_kept_in_the_regions_of_residency_under_their_own_keys()
    {
        var made = await Recording.OfAsync(Repository.Dev);
        Assert.All(made.Of(Secret), s =>
        {
            Assert.Null(s["replication.auto"]);
            Assert.Equal(("asia-south1", "asia-south2"), (s["replication.userManaged.replicas[0].location"], s["replication.userManaged.replicas[1].location"]));
            Assert.Equal("id/CryptoKey/setu-dev-asia-south1-secrets", s["replication.userManaged.replicas[0].customerManagedEncryption.kmsKeyName"]);
            Assert.Equal("id/CryptoKey/setu-dev-asia-south2-secrets", s["replication.userManaged.replicas[1].customerManagedEncryption.kmsKeyName"]);
        });
    }

    [Fact]
    public async Task A_secret_announces_its_rotation_and_the_moving_date_is_not_followed()
    {
        var secret = (await Recording.OfAsync(Repository.Prod)).One(Secret, "payments-gateway-key");
        Assert.Equal(("2027-01-11T20:30:00Z", "2592000s"), (secret["rotation.nextRotationTime"], secret["rotation.rotationPeriod"]));
        Assert.Equal("id/Topic/setu-prod-secret-rotation", secret["topics[0].name"]);
        Assert.Equal(["rotation.nextRotationTime"], secret.IgnoreChanges);
    }

    [Fact]
    public async Task A_secret_waits_for_the_permission_to_publish_and_for_the_grants_of_its_keys() =>
        Assert.Equal(
            [
                "gcp:pubsub/topicIAMMember:TopicIAMMember setu-dev-secret-rotation",
                "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember setu-dev-asia-south1-secrets",
                "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember setu-dev-asia-south2-secrets",
            ],
            (await Recording.OfAsync(Repository.Dev)).One(Secret, "payments-gateway-key").DependsOn);

    [Fact]
    public async Task Only_declared_consumers_read_a_secret_and_only_read_it()
    {
        var made = await Recording.OfAsync(Repository.Dev);
        Assert.Equal(
            [
                "argocd-github-app-argo-secrets serviceAccount:setu-dev-argo-secrets@project.iam.gserviceaccount.com",
                "argocd-notifications-argo-secrets serviceAccount:setu-dev-argo-secrets@project.iam.gserviceaccount.com",
                "argocd-redis-argo-secrets serviceAccount:setu-dev-argo-secrets@project.iam.gserviceaccount.com",
                "argocd-sso-argo-secrets serviceAccount:setu-dev-argo-secrets@project.iam.gserviceaccount.com",
                "maps-api-key-delivery serviceAccount:setu-dev-delivery@project.iam.gserviceaccount.com",
                "maps-api-key-search serviceAccount:setu-dev-search@project.iam.gserviceaccount.com",
                "payments-db-password-fraud serviceAccount:setu-dev-fraud@project.iam.gserviceaccount.com",
                "payments-db-password-payments-core serviceAccount:setu-dev-payments-core@project.iam.gserviceaccount.com",
                "payments-gateway-key-payments-core serviceAccount:setu-dev-payments-core@project.iam.gserviceaccount.com",
                "search-index-key-search serviceAccount:setu-dev-search@project.iam.gserviceaccount.com",
            ],
            made.Of("gcp:secretmanager/secretIamMember:SecretIamMember").Select(m => $"{m.Name} {m["member"]}").Order(StringComparer.Ordinal));
        Assert.All(made.Of("gcp:secretmanager/secretIamMember:SecretIamMember"), m => Assert.Equal("roles/secretmanager.secretAccessor", m["role"]));
    }

    [Fact]
    public async Task The_value_of_a_secret_is_never_made() =>
        Assert.DoesNotContain((await Recording.OfAsync(Repository.Prod)).All, m => m.Type.Contains("secretVersion", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public async Task Destroyed_versions_can_be_brought_back_and_prod_refuses_to_delete_entries()
    {
        var prod = (await Recording.OfAsync(Repository.Prod)).One(Secret, "payments-gateway-key");
        Assert.Equal(("31536000s", true, true), (prod["versionDestroyTtl"], prod["deletionProtection"], prod.Protect));
        var dev = (await Recording.OfAsync(Repository.Dev)).One(Secret, "payments-gateway-key");
        Assert.Equal(("604800s", false, false), (dev["versionDestroyTtl"], dev["deletionProtection"], dev.Protect));
    }

    [Fact]
    public async Task Rotation_messages_stay_in_the_regions_of_residency_and_only_Secret_Manager_publishes()
    {
        var made = await Recording.OfAsync(Repository.Dev);
        var topic = made.One("gcp:pubsub/topic:Topic");
        Assert.Equal(["asia-south1", "asia-south2"], topic.Texts("messageStoragePolicy.allowedPersistenceRegions"));
        Assert.Equal((true, "id/CryptoKey/setu-dev-asia-south1-topics"), (topic["messageStoragePolicy.enforceInTransit"], topic["kmsKeyName"]));
        Assert.Contains("gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember setu-dev-asia-south1-topics", topic.DependsOn);
        var grant = made.One("gcp:pubsub/topicIAMMember:TopicIAMMember");
        Assert.Equal(("roles/pubsub.publisher", "serviceAccount:agent-of-secretmanager.googleapis.com"), (grant["role"], grant["member"]));
    }
}
