using Infra.Backends.Local;
using Infra.Cloud;
using Pulumi;
using Pulumi.Gcp.Container;
using Pulumi.Gcp.Kms;
using Pulumi.Gcp.Projects;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;

namespace Infra.Cli.Tests;

/// <summary>The committed stacks with one thing taken away: the pretended cloud answers as Google Cloud would, and what needs the thing is not made.</summary>
public sealed class MissingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("infra-missing-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("setu-dev-asia-south1-images", "gcp:artifactregistry/repository:Repository", "kmsKeyName", "artifactregistry", "gcp-sa-artifactregistry")]
    [InlineData("setu-dev-asia-south1-backups", "gcp:gkebackup/backupPlan:BackupPlan", "backupConfig.encryptionKey.gcpKmsEncryptionKey", "container", "container-engine-robot")]
    [InlineData("setu-dev-asia-south1-gke", "gcp:container/cluster:Cluster", "databaseEncryption.keyName", "container", "container-engine-robot")]
    [InlineData("setu-dev-asia-south1-storage", "gcp:storage/bucket:Bucket", "encryption.defaultKmsKeyName", "storage", "gs-project-accounts")]
    [InlineData("setu-dev-asia-south1-topics", "gcp:pubsub/topic:Topic", "kmsKeyName", "pubsub", "gcp-sa-pubsub")]
    [InlineData("setu-dev-asia-south1-secrets", "gcp:secretmanager/secret:Secret", "replication.userManaged.replicas.customerManagedEncryption.kmsKeyName", "secretmanager", "gcp-sa-secretmanager")]
    public async Task Without_the_grant_on_its_key_a_resource_is_refused(string grant, string type, string path, string service, string agent)
    {
        UpdateOutcome outcome = await UpAsync(grant, args => ((CryptoKeyIAMMemberArgs)args).Role = "roles/cloudkms.viewer");

        StepEvent refusal = outcome.Failures.First(f => f.Step.Type == type);
        Assert.Contains(
            $"which the service agent of {service} (service-NUMBER@{agent}.iam.gserviceaccount.com) may not use. Grant it roles/cloudkms.cryptoKeyEncrypterDecrypter on the key, and let {type} depend on that grant.",
            refusal.Message,
            StringComparison.Ordinal);
        Assert.Contains($"403 forbidden: {path} is '", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(outcome.Done, s => s.Urn == refusal.Step.Urn);
    }

    [Fact]
    public async Task A_grant_to_another_service_agent_is_no_grant()
    {
        UpdateOutcome outcome = await UpAsync("setu-dev-asia-south1-images", args => ((CryptoKeyIAMMemberArgs)args).Member = "serviceAccount:service-1@gcp-sa-pubsub.iam.gserviceaccount.com");

        Assert.Contains("may not use", outcome.Failures.First(f => f.Step.Type == "gcp:artifactregistry/repository:Repository").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gkebackup", "gcp:gkebackup/backupPlan:BackupPlan")]
    [InlineData("artifactregistry", "gcp:artifactregistry/repository:Repository")]
    [InlineData("container", "gcp:container/cluster:Cluster")]
    [InlineData("dns", "gcp:dns/managedZone:ManagedZone")]
    [InlineData("secretmanager", "gcp:secretmanager/secret:Secret")]
    public async Task Without_its_API_a_resource_is_refused(string api, string type)
    {
        UpdateOutcome outcome = await UpAsync(api, args => ((ServiceArgs)args).ServiceName = "unused.googleapis.com");

        Assert.Contains(
            $"403 SERVICE_DISABLED: {api}.googleapis.com is not enabled in project setu-dev-471203. Enable it with a projects.Service that this depends on.",
            outcome.Failures.First(f => f.Step.Type == type).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_whose_subnet_is_missing_is_refused()
    {
        UpdateOutcome outcome = await UpAsync("setu-dev-asia-south1", args => ((ClusterArgs)args).Subnetwork = "projects/setu-dev-471203/regions/asia-south1/subnetworks/other", typeof(Cluster));

        Assert.Contains(
            "404 notFound: subnetwork is 'projects/setu-dev-471203/regions/asia-south1/subnetworks/other', and there is no such Subnetwork.",
            outcome.Failures.First(f => f.Step.Type == "gcp:container/cluster:Cluster").Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_chart_that_brings_its_kind_a_store_is_refused_and_Argo_CD_is_not_installed()
    {
        UpdateOutcome outcome = await UpAsync("setu-dev-asia-south1-external-secrets", args => ((ReleaseArgs)args).Chart = "another", typeof(Pulumi.Kubernetes.Helm.V3.Release));

        Assert.Equal(
            "404 NotFound: no matches for kind \"SecretStore\" in version \"external-secrets.io/v1\"",
            outcome.Failures.First(f => f.Step.Type == "kubernetes:external-secrets.io/v1:SecretStore").Message);
        Assert.DoesNotContain(outcome.Done, s => s.Name == "setu-dev-argocd" && s.Type == "kubernetes:helm.sh/v3:Release");
    }

    [Fact]
    public async Task Without_its_namespace_a_policy_is_refused_and_the_chart_that_runs_behind_it_is_not_installed()
    {
        UpdateOutcome outcome = await UpAsync("setu-dev-argocd-namespace", args => ((NamespaceArgs)args).Metadata = new ObjectMetaArgs { Name = "argo" }, typeof(Namespace));

        Assert.Equal("404 NotFound: namespaces \"argocd\" not found", outcome.Failures.First(f => f.Step.Type == "kubernetes:networking.k8s.io/v1:NetworkPolicy").Message);
        Assert.DoesNotContain(outcome.Done, s => s.Name == "setu-dev-argocd" && s.Type == "kubernetes:helm.sh/v3:Release");
    }

    private async Task<UpdateOutcome> UpAsync(string name, Action<ResourceArgs> change, Type? type = null)
    {
        string text = await File.ReadAllTextAsync(Path.Combine(Workspace.Root, "stacks/Pulumi.dev.yaml"), TestContext.Current.CancellationToken);
        StackSettings settings = SettingsFile.Parse("stacks/Pulumi.dev.yaml", text, StackName.Of("dev")).Settings!;
        bool changed = false;
        LocalBackend backend = new(
            new StackProgram("infra", "dev", options =>
            {
                options.ResourceTransformations.Insert(0, made =>
                {
                    bool wanted = made.Resource.GetResourceName() == name && (type is null ? made.Resource is CryptoKeyIAMMember or Service : made.Resource.GetType() == type);
                    if (wanted)
                    {
                        change(made.Args);
                        changed = true;
                    }

                    return null;
                });
                return new EnvironmentStack(settings, null, options);
            }),
            new LocalBackendOptions { Folder = folder });
        UpdateOutcome outcome = await backend.ApplyAsync(await backend.PreviewAsync(TestContext.Current.CancellationToken), null, TestContext.Current.CancellationToken);
        Assert.True(changed, $"{name} was not found");
        Assert.False(outcome.Succeeded);
        return outcome;
    }
}
