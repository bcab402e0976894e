using System.Collections.Immutable;
using Infra.Cloud.Environments;
using Infra.Emulator;
using Infra.Engine;
using Infra.Engine.Capture;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Settings.Stacks;
using Pulumi;
using Pulumi.Gcp.Compute;
using Pulumi.Gcp.Compute.Inputs;
using Pulumi.Gcp.Container;
using Pulumi.Gcp.Kms;
using Pulumi.Gcp.Projects;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Helm.V3;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Service = Pulumi.Gcp.Projects.Service;
using ServiceArgs = Pulumi.Gcp.Projects.ServiceArgs;

namespace Infra.Cli.Tests;

/// <summary>The committed stacks with one thing taken away: the pretended cloud answers as Google Cloud would, before anything is made.</summary>
public sealed class MissingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("infra-missing-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>What is taken away, by a name of its own: the resource, its type, and how.</summary>
    private static readonly SortedDictionary<string, (string Name, Type Type, Action<ResourceArgs> Change)> Removals = new(StringComparer.Ordinal)
    {
        ["grant-images"] = ("setu-dev-asia-south1-images", typeof(CryptoKeyIAMMember), Viewer),
        ["grant-backups"] = ("setu-dev-asia-south1-backups", typeof(CryptoKeyIAMMember), Viewer),
        ["grant-cluster"] = ("setu-dev-asia-south1-gke", typeof(CryptoKeyIAMMember), Viewer),
        ["grant-storage"] = ("setu-dev-asia-south1-storage", typeof(CryptoKeyIAMMember), Viewer),
        ["grant-topics"] = ("setu-dev-asia-south1-topics", typeof(CryptoKeyIAMMember), Viewer),
        ["grant-secrets"] = ("setu-dev-asia-south1-secrets", typeof(CryptoKeyIAMMember), Viewer),
        ["grant-to-another-agent"] = ("setu-dev-asia-south1-images", typeof(CryptoKeyIAMMember), args => ((CryptoKeyIAMMemberArgs)args).Member = "serviceAccount:service-600768467241@container-engine-robot.iam.gserviceaccount.com"),
        ["agent"] = ("setu-dev-agents-artifactregistry", typeof(ServiceIdentity), args => ((ServiceIdentityArgs)args).Service = "unused.googleapis.com"),
        ["agent-that-nobody-makes"] = ("setu-dev-asia-south1-images", typeof(CryptoKeyIAMMember), args => ((CryptoKeyIAMMemberArgs)args).Member = "serviceAccount:service-600768467241@gcp-sa-run.iam.gserviceaccount.com"),
        ["api-artifactregistry"] = ("artifactregistry", typeof(Service), Unused),
        ["api-cloudkms"] = ("cloudkms", typeof(Service), Unused),
        ["api-compute"] = ("compute", typeof(Service), Unused),
        ["api-container"] = ("container", typeof(Service), Unused),
        ["api-dns"] = ("dns", typeof(Service), Unused),
        ["api-gkebackup"] = ("gkebackup", typeof(Service), Unused),
        ["api-secretmanager"] = ("secretmanager", typeof(Service), Unused),
        ["chart-that-brings-a-kind"] = ("setu-dev-asia-south1-external-secrets", typeof(Pulumi.Kubernetes.Helm.V3.Release), args => ((ReleaseArgs)args).Chart = "another"),
        ["namespace"] = ("setu-dev-argocd-namespace", typeof(Namespace), args => ((NamespaceArgs)args).Metadata = new ObjectMetaArgs { Name = "argo" }),
        ["subnet"] = ("setu-dev-asia-south1", typeof(Cluster), args => ((ClusterArgs)args).Subnetwork = "projects/setu-dev-471203/regions/asia-south1/subnetworks/other"),
        ["subnet-range"] = ("setu-dev-asia-south1-nodes", typeof(Subnetwork), args => ((SubnetworkArgs)args).SecondaryIpRanges = new SubnetworkSecondaryIpRangeArgs[]
        {
            new() { RangeName = "services", IpCidrRange = "10.18.0.0/20" },
        }),
    };

    public static TheoryData<string> Kinds => [.. Removals.Keys];

    /// <summary>The whole message stands in Missing/KIND.txt; INFRA_APPROVE=1 writes it.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_is_missing_is_said_by_the_preview_with_all_that_would_be_refused_and_nothing_is_made(string kind)
    {
        (string name, Type type, Action<ResourceArgs> change) = Removals[kind];

        InfraException refusal = await Assert.ThrowsAsync<InfraException>(() => PreviewAsync(name, type, change));

        Assert.Equal(ErrorKind.Resource, refusal.Kind);
        Assert.Empty(Directory.GetFiles(folder, "*.jsonl", SearchOption.AllDirectories));
        string path = Path.Combine(Workspace.Root, "tests", "Cli.Tests", "Missing", $"{kind}.txt");
        if (Environment.GetEnvironmentVariable("INFRA_APPROVE") == "1")
        {
            await File.WriteAllTextAsync(path, refusal.Message + "\n", TestContext.Current.CancellationToken);
        }

        Assert.Equal(File.Exists(path) ? await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken) : "(no file)", refusal.Message + "\n");
    }

    [Theory]
    [InlineData("setu-dev-asia-south1-images", typeof(Pulumi.Gcp.ArtifactRegistry.Repository), typeof(CryptoKeyIAMMember), "infra:cloud:RegionRegistry$gcp:artifactregistry/repository:Repository::setu-dev-asia-south1-images: 403 forbidden: kmsKeyName is 'projects/setu-dev-471203/locations/asia-south1/keyRings/setu-dev-asia-south1-b613b4a/cryptoKeys/images', which the service agent of artifactregistry may not use before this is made: urn:pulumi:dev::infra::infra:cloud:RegionKeys$gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember::setu-dev-asia-south1-images grants it. Let this depend on that.")]
    [InlineData("setu-dev-asia-south1", typeof(KeyRing), typeof(Service), "infra:cloud:RegionKeys$gcp:kms/keyRing:KeyRing::setu-dev-asia-south1: 403 SERVICE_DISABLED: cloudkms.googleapis.com is not enabled in project setu-dev-471203 before this is made: urn:pulumi:dev::infra::infra:cloud:Apis$gcp:projects/service:Service::cloudkms enables it. Let this depend on that.")]
    public async Task What_is_made_in_the_same_run_does_not_count_unless_it_is_depended_on(string name, Type type, Type forgotten, string message)
    {
        // Pulumi makes both side by side, so that it works on one day and not on another.
        InfraException refusal = await Assert.ThrowsAsync<InfraException>(() => PreviewAsync(
            name,
            type,
            _ => { },
            options => options.DependsOn = options.DependsOn.ToOutput().Apply(all => all.Where(r => r.GetType() != forgotten).ToImmutableArray())));

        Assert.Equal("urn:pulumi:dev::infra::" + message, refusal.Message.Split('\n')[0]);
    }

    [Fact]
    public async Task A_name_that_somebody_else_has_taken_is_said_by_the_preview_and_by_the_update_and_nothing_is_made()
    {
        using Workspace workspace = new();
        await workspace.RunAsync(["up", "dev", "--yes"]);
        Directory.Delete(Path.Combine(workspace.Folder, ".infra", "state"), recursive: true);
        (string before, _) = await workspace.RunAsync(["cloud", "show", "dev", "--format", "json"]);

        (string preview, int previewed) = await workspace.RunAsync(["preview", "dev"]);
        (string update, int updated) = await workspace.RunAsync(["up", "dev", "--yes"]);

        Assert.Equal(((int)ExitCode.Resource, (int)ExitCode.Resource), (previewed, updated));
        Assert.Contains("409 alreadyExists", preview, StringComparison.Ordinal);
        Assert.Equal(preview, update);
        (string after, _) = await workspace.RunAsync(["cloud", "show", "dev", "--format", "json"]);
        Assert.Equal(before, after);
        Assert.Empty(Directory.GetFiles(Path.Combine(workspace.Folder, ".infra", "state"), "*.jsonl"));
    }

    private static void Viewer(ResourceArgs args) => ((CryptoKeyIAMMemberArgs)args).Role = "roles/cloudkms.viewer";

    private static void Unused(ResourceArgs args) => ((ServiceArgs)args).ServiceName = "unused.googleapis.com";

    private async Task PreviewAsync(string name, Type type, Action<ResourceArgs> change, Action<ResourceOptions>? options = null)
    {
        string text = await File.ReadAllTextAsync(Path.Combine(Fixture.Root, "stacks/Pulumi.dev.yaml"), TestContext.Current.CancellationToken);
        StackSettings settings = SettingsFile.Parse("stacks/Pulumi.dev.yaml", text, StackName.Of("dev")).Settings!;
        bool changed = false;
        LocalBackend backend = new(
            new StackProgram("infra", "dev", stack =>
            {
                stack.ResourceTransformations.Insert(0, made =>
                {
                    if (made.Resource.GetResourceName() == name && made.Resource.GetType() == type)
                    {
                        change(made.Args);
                        options?.Invoke(made.Options);
                        changed = true;
                    }

                    return null;
                });
                return new EnvironmentStack(settings, null, stack);
            }),
            new LocalBackendOptions { Cloud = LocalCloud.Open, Folder = folder });
        try
        {
            _ = await backend.PreviewAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            Assert.True(changed, $"{name} was not found");
        }
    }
}
