using System.Collections.Immutable;
using Infra.Cloud.Clusters;
using Infra.Cloud.Networks;
using Infra.Model.Values;
using Infra.Settings.Stacks;

namespace Infra.Cloud.ArgoCdHub;

/// <summary>All that the pods of Argo CD reach, and who reaches them. The chart lets metrics be read; that is not repeated here.</summary>
internal static class ArgoCdTraffic
{
    private const string Server = "argocd-server";
    private const string RepoServer = "argocd-repo-server";
    private const string Controller = "argocd-application-controller";
    private const string Sets = "argocd-applicationset-controller";
    private const string Notifications = "argocd-notifications-controller";

    private const int RedisPort = 6379;
    private const int SentinelPort = 26379;
    private const int RepoServerPort = 8081;
    private const int ServerPort = 8080;

    private static readonly PodSet Syncing = PodSet.Named(Controller, Server);

    /// <summary>The exceptions on a hub.</summary>
    /// <param name="settings">Argo CD.</param>
    /// <param name="network">The network, whose exceptions say where the outside is.</param>
    /// <param name="region">The ranges of the hub.</param>
    /// <param name="highAvailability">Whether Redis has three members behind a proxy.</param>
    public static ImmutableArray<NetworkException> For(ArgoCdSettings settings, NetworkSettings network, RegionNetworkSettings region, bool highAvailability) =>
    [
        ClusterTraffic.Dns,
        ClusterTraffic.KubernetesApi(region, "kubernetes-api", PodSet.Named(Controller, Sets, Notifications, Server)),
        ClusterTraffic.Tokens("metadata", Syncing),
        ClusterTraffic.GoogleApis("google-apis", Syncing, "The controller and the server reach the control planes of all clusters, the hub's own included, by their DNS names."),
        .. Between("repo-server", PodSet.Named(Controller, Sets, Notifications, Server), PodSet.Named(RepoServer), [RepoServerPort], "They have manifests made of repositories."),
        .. Between("redis", PodSet.Named(Controller, RepoServer, Server), PodSet.Named(highAvailability ? "argocd-redis-ha-haproxy" : "argocd-redis"), [RedisPort], "They cache what can be made again."),
        .. highAvailability
            ? Between("redis-members", new("app", "redis-ha", "redis-ha-haproxy"), new("app", "redis-ha"), [RedisPort, SentinelPort], "Members copy from each other and choose the first; the proxy asks which it is.")
            : [],
        Outside(network, "git", RepoServer, settings.Git.Egress, "It reads repositories at GitHub."),
        Outside(network, "sso", Server, settings.Sso.Egress, "People sign in at the company's provider."),
        Outside(network, "notifications", Notifications, settings.Notifications.Egress, "It tells the company of failures."),
        new(
            "browsers",
            FirewallDirection.Ingress,
            PodSet.Named(Server),
            [.. FirewallTable.LoadBalancers.Select(NetworkPeer.At)],
            [new("tcp", ServerPort)],
            "People come through Google's load balancer, which goes to the pods directly."),
    ];

    // Both ends are denied by default, so each pair needs both ways.
    private static ImmutableArray<NetworkException> Between(string name, PodSet from, PodSet to, ImmutableArray<int> ports, string reason) =>
    [
        new(name, FirewallDirection.Egress, from, [NetworkPeer.Near(to)], [new("tcp", ports)], reason),
        new(name, FirewallDirection.Ingress, to, [NetworkPeer.Near(from)], [new("tcp", ports)], reason),
    ];

    private static NetworkException Outside(NetworkSettings network, string name, string pods, GceName egress, string reason)
    {
        var where = network.Egress.Single(e => e.Name == egress);
        return new(name, FirewallDirection.Egress, PodSet.Named(pods), [.. where.Ranges.Select(r => NetworkPeer.At($"{r}"))], [new("tcp", where.Ports)], reason);
    }
}
