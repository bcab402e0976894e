using Infra.Cloud.Clusters;
using Infra.Cloud.Gke;
using Infra.Cloud.Registry;
using Infra.Settings.Stacks;
using static Infra.Cloud.Clusters.ChartValues;

namespace Infra.Cloud.ArgoCdHub;

/// <summary>The values of the chart argo-cd.</summary>
internal static class ArgoCdValues
{
    private static readonly (string Key, object Value) Metrics = ("metrics", Map(("enabled", true)));

    /// <summary>The values.</summary>
    public static Dictionary<string, object> For(ArgoCdArgs args)
    {
        var copies = Replicas(args.Tier);
        var values = Map(
            // The controller and the server work in all clusters, this one included, with accounts of Google; their pods need no rights over the cluster.
            ("createClusterRoles", false),
            ("createAggregateRoles", false),
            // Uninstalling the chart must not delete every Application.
            ("crds", Map(("install", true), ("keep", true))),
            ("global", Global(args)),
            ("configs", ArgoCdConfig.For(args.Settings, args.Tier, args.Clusters)),
            ("controller", Controller(args)),
            ("server", Server(args, copies)),
            ("repoServer", RepoServer(copies)),
            ("applicationSet", Copies(Math.Min(copies, 2), Resources("50m", "128Mi", "512Mi"))),
            ("notifications", ArgoCdNotifications.For(args.Settings.Notifications, args.Names.Stack, $"https://{args.Settings.Domain}", Resources("20m", "64Mi", "256Mi"))),
            ("dex", Map(("enabled", false))),
            ("commitServer", Map(("enabled", false))),
            // The password comes from Secret Manager and is not made up by a job.
            ("redisSecretInit", Map(("enabled", false))));
        AddRedis(values, args);
        return values;
    }

    private static Dictionary<string, object> Global(ArgoCdArgs args) => Map(
        ("domain", args.Settings.Domain.Value),
        ("image", Map(("repository", $"{Registry(args, "quay")}/{PinnedImage.ArgoCd.Path}"), ("tag", PinnedImage.ArgoCd.Tag), ("imagePullPolicy", "IfNotPresent"))),
        ("logging", Map(("format", "json"), ("level", "info"))),
        ("networkPolicy", Map(("create", true), ("defaultDenyIngress", true))),
        ("topologySpreadConstraints", OverZones()));

    // One copy: a copy is a shard, not a standby, and one shard keeps ten clusters. A lost pod is started again; a budget would only keep a node from being replaced.
    private static Dictionary<string, object> Controller(ArgoCdArgs args) => Map(
        ("replicas", 1),
        ("pdb", OneAway(false)),
        ("resources", args.HighAvailability ? Resources("1", "2Gi", "4Gi") : Resources("250m", "512Mi", "1Gi")),
        ("serviceAccount", Account(args, ArgoCdWorkloads.Controller)),
        Metrics);

    private static Dictionary<string, object> Server(ArgoCdArgs args, int copies)
    {
        var server = Copies(copies, Resources("100m", "128Mi", "512Mi"));
        server.Add("serviceAccount", Account(args, ArgoCdWorkloads.Server));
        server.Add("service", Map(("type", "ClusterIP")));
        server.Add("ingress", Map(("enabled", false)));
        return server;
    }

    // It runs what repositories say, so it has no token of the cluster.
    private static Dictionary<string, object> RepoServer(int copies)
    {
        var server = Copies(copies, Resources("250m", "512Mi", "1Gi"));
        server.Add("automountServiceAccountToken", false);
        return server;
    }

    private static Dictionary<string, object> Copies(int copies, Dictionary<string, object> resources) =>
        Map(("replicas", copies), ("pdb", OneAway(copies > 1)), ("resources", resources), Metrics);

    private static Dictionary<string, object> Account(ArgoCdArgs args, WorkloadSettings workload) => Map(
        ("create", true),
        ("name", workload.ServiceAccount.Value),
        ("annotations", Map((ArgoCd.AccountAnnotation, WorkloadAccount.EmailOf(args.Names, workload)))));

    private static void AddRedis(Dictionary<string, object> values, ArgoCdArgs args)
    {
        var images = Registry(args, "docker-hub");
        var image = Map(("repository", $"{images}/{PinnedImage.Redis.Path}"), ("tag", PinnedImage.Redis.Tag));
        if (args.HighAvailability)
        {
            values.Add("redis-ha", Map(
                ("enabled", true),
                ("image", image),
                ("auth", true),
                ("existingSecret", ArgoCdCredentials.RedisSecret),
                ("hardAntiAffinity", true),
                ("topologySpreadConstraints", Map(("enabled", true))),
                // The cache can be made again, so nothing is written to a disk.
                ("persistentVolume", Map(("enabled", false))),
                ("redis", Map(("resources", Resources("100m", "256Mi", "1Gi")))),
                // The chart that brings it pins its tag.
                ("haproxy", Map(("enabled", true), ("image", Map(("repository", $"{images}/library/haproxy"))), ("hardAntiAffinity", true), ("resources", Resources("50m", "64Mi", "256Mi")), Metrics))));
            return;
        }

        values.Add("redis-ha", Map(("enabled", false)));
        values.Add("redis", Map(("enabled", true), ("image", image), ("automountServiceAccountToken", false), ("resources", Resources("50m", "64Mi", "256Mi"))));
    }

    private static string Registry(ArgoCdArgs args, string id) => RegionRegistry.AddressOf(args.Names.Project, args.Region, id);
}
