using System.Collections.Immutable;
using Infra.Cloud.Clusters;
using Infra.Cloud.ExternalSecretsOperator;
using Infra.Cloud.Gke;
using Infra.Cloud.Keys;
using Infra.Cloud.Networks;
using Infra.Model.Values;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;
using Pulumi;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Tests;

/// <summary>Parts that modules need from each other, for tests of one module.</summary>
internal static class Samples
{
    public static Region Mumbai { get; } = Region.Of("asia-south1");

    public static PlatformSource Source { get; } = new(RepositoryUrl.Of("https://github.com/setu-retail/infra"), new Release(GitRevision.Of("3f1c2b7a9d4e5f60718293a4b5c6d7e8f9012345"), GitRevision.Of("8b7a6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b"), ImmutableSortedDictionary<string, ChartVersion>.Empty, ImmutableSortedDictionary<string, int>.Empty, Event: null));

    public static EncryptionKey Key(string name)
    {
        var grant = new Gcp.Kms.CryptoKeyIAMMember(name, new() { CryptoKeyId = $"keys/{name}", Role = "roles/cloudkms.cryptoKeyEncrypterDecrypter", Member = "serviceAccount:agent" });
        return new(Output.Create($"keys/{name}"), grant);
    }

    public static RegionNetwork RegionNetwork(StackSettings settings) => new("region", new()
    {
        Names = settings.Names,
        Ranges = settings.Network.In(Mumbai),
        Settings = settings.Network,
        NetworkId = "network",
    });

    public static GkeCluster Cluster(StackSettings settings, bool protect = true, EncryptionKey? diskKey = null) => new("cluster", new()
    {
        Names = settings.Names,
        Settings = settings.Hub,
        NetworkId = "network",
        Region = RegionNetwork(settings),
        SecretsKey = Key("gke"),
        DiskKey = diskKey,
        SecurityGroup = settings.SecurityGroup,
        Labels = settings.Labels.For(settings.Stack),
        Protect = protect,
    });

    public static ClusterConnection Connection(StackSettings settings) => new("connection", new() { Names = settings.Names, Region = Mumbai, Endpoint = Output.Create("gke-1a2b.asia-south1.gke.goog") });

    public static ExternalSecrets ExternalSecrets(StackSettings settings, ComponentResourceOptions options) => new("external-secrets", new()
    {
        Project = settings.Project,
        Region = Mumbai,
        Ranges = settings.Network.In(Mumbai),
        Tier = settings.Tier,
    }, options);
}
