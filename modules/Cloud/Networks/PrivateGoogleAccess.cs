using Infra.Settings.Stacks;
using Pulumi;
using Pulumi.Gcp.Dns.Inputs;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Networks;

/// <summary>Answers the names of Google's APIs with the restricted addresses, which are not on the internet and serve only
/// what VPC Service Controls can guard.</summary>
internal sealed class PrivateGoogleAccess : ComponentResource
{
    public const string Token = "infra:cloud:PrivateGoogleAccess";

    private const int TtlSeconds = 300;

    public PrivateGoogleAccess(string name, ResourceNames names, Input<string> networkId, IReadOnlyList<Resource> after, ComponentResourceOptions options)
        : base(Token, name, options)
    {
        foreach (var zone in PrivateZone.All)
        {
            var zoneName = names.Of(zone.Name);
            var managed = new Gcp.Dns.ManagedZone(zoneName, new()
            {
                Name = zoneName,
                DnsName = zone.Domain,
                Description = $"{zone.Reason}, on private addresses.",
                Visibility = "private",
                ForceDestroy = false,
                PrivateVisibilityConfig = new ManagedZonePrivateVisibilityConfigArgs
                {
                    Networks = { new ManagedZonePrivateVisibilityConfigNetworkArgs { NetworkUrl = networkId } },
                },
            }, Under.Component(this, after));
            Record(zoneName, managed, zone.Target, "A", [.. PrivateZone.Addresses]);
            Record(zoneName, managed, $"*.{zone.Domain}", "CNAME", zone.Target);
        }

        RegisterOutputs();
    }

    private void Record(string zoneName, Gcp.Dns.ManagedZone zone, string name, string type, params string[] answers) =>
        _ = new Gcp.Dns.RecordSet($"{zoneName}-{type.ToLowerInvariant()}", new()
        {
            ManagedZone = zone.Name,
            Name = name,
            Type = type,
            Ttl = TtlSeconds,
            Rrdatas = answers,
        }, Under.Component(this));
}
