using Infra.Model;
using Pulumi;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Tests;

/// <summary>Parts that modules need from each other, for tests of one module.</summary>
internal static class Samples
{
    public static Region Mumbai { get; } = Region.Of("asia-south1");

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
}
