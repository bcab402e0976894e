using System.Collections.Immutable;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Properties;
using Infra.Pipeline.Clusters;
using Infra.Pipeline.Rendering;
using Infra.Pipeline.Workspace;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Observing;

/// <summary>Asks the clusters of an environment, and Argo CD on the hub, what really runs. Only reads.</summary>
/// <param name="host">The machine.</param>
/// <param name="repository">The repository.</param>
public sealed class EnvironmentObserver(Host host, Repository repository)
{
    /// <summary>Looks at all of it.</summary>
    /// <param name="status">What is recorded of the environment, which says where its clusters are.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">The backend has no clusters, or a file has problems. What a cluster refuses is found, and not thrown.</exception>
    public async Task<ObservedEnvironment> ObserveAsync(StackStatus status, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(status);
        RequireClusters(status);
        StackSettings settings = repository.Settings(status.Stack);
        PlatformSource? source = repository.Source(settings);
        ImmutableArray<AppRow> wanted = source is null ? [] : await new AppRows(host, repository).OfAsync(status.Stack, cancellation);
        List<Observation> observations = [];
        ImmutableArray<ObservedApplication> applications = [];
        ErrorKind? failure = null;
        foreach (ClusterSettings cluster in settings.Clusters.OrderByDescending(c => c.Hub).ThenBy(c => c.Region.Value, StringComparer.Ordinal))
        {
            string name = settings.Names.Cluster(cluster.Region);
            if (!ClusterAddress.TryParse(name, Endpoint(status, cluster), out ClusterAddress? address))
            {
                observations.Add(new Observation($"{name}: control plane", ObservedState.Wrong, Nowhere(status, cluster)));
                continue;
            }

            using ICluster asked = host.Cluster(address, host.Clock);
            ClusterObserver observer = new(asked, name, cancellation);
            if (await observer.AnswersAsync())
            {
                await observer.ObserveSecretsAsync();
                applications = cluster.Hub ? await HubAsync(observer, settings, source, wanted) : applications;
            }

            observations.AddRange(observer.Observations);
            failure ??= observer.Failure;
        }

        return new ObservedEnvironment(status.Stack, [.. observations], applications, failure);
    }

    private static async Task<ImmutableArray<ObservedApplication>> HubAsync(ClusterObserver observer, StackSettings settings, PlatformSource? source, ImmutableArray<AppRow> wanted)
    {
        await observer.ObserveArgoCdAsync(settings.Tier);
        if (await observer.ObserveApplicationsAsync(source?.Repository.Value) is not { } found)
        {
            return [];
        }

        ImmutableArray<ObservedApplication> applications = ObservedApplication.Compare(wanted, found);
        int well = applications.Count(a => a.Problems.IsEmpty);
        observer.Add("Applications", well == applications.Length ? ObservedState.Well : ObservedState.Wrong, $"{well} of {applications.Length} are as wanted{(well == applications.Length ? "" : $": `infra apps list {settings.Stack} --live` shows each")}");
        return applications;
    }

    // What the emulator made up looks like a name of Google's, and nobody asks there.
    private void RequireClusters(StackStatus status)
    {
        if (status.Backend == BackendNames.Local && !host.TrustsAddresses)
        {
            throw new InfraException(ErrorKind.Configuration, $"--live asks clusters, and the local backend has none: what it makes is in the emulator. Write --backend pulumi as well, or leave --live out.");
        }

        if (!status.Exists)
        {
            throw new InfraException(ErrorKind.Configuration, $"Nothing of {status.Stack} was applied yet, so there is no cluster to ask. `infra preview {status.Stack} --backend pulumi --seal --out FILE` begins.");
        }
    }

    private static string? Endpoint(StackStatus status, ClusterSettings cluster) => (status.Outputs["clusterEndpoints"] as MapValue)?.Map.Text(cluster.Region.Value);

    private static string Nowhere(StackStatus status, ClusterSettings cluster) => Endpoint(status, cluster) is { } other
        ? $"the output clusterEndpoints of {status.Stack} says \"{Printable.Text(Printable.Cut(other, 100))}\", which is no name that Google gives a control plane (gke-ID.REGION.gke.goog), and no token goes there. See who wrote it: `infra outputs {status.Stack}`"
        : $"the output clusterEndpoints of {status.Stack} does not name {cluster.Region}, so the cluster was not made yet: `infra up`";
}
