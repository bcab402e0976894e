using Infra.GitOps.ApplicationSets;
using Infra.GitOps.Generators;
using Infra.Model.Manifests;
using Infra.Model.Values;
using Infra.Settings.Platform;

namespace Infra.GitOps.Tests;

/// <summary>An environment of the example in the simulator: its clusters, its projects and its set, and what is rendered at each revision.</summary>
internal sealed class RenderedWorld
{
    private readonly Dictionary<(string Cluster, string Name), Func<LiveObject, Health>> healths = [];

    public RenderedWorld(RenderOptions first, int? seed = null)
    {
        Now = first;
        Repo = new RenderedRepo(first);
        Simulator = new ArgoCdSimulator(
            Repo,
            // As ArgoCdPace and ApplicationHealth say; a refresh takes longer than the pause between waves.
            new SimulatorSettings { ApplicationHealth = ApplicationHealth.Script, SyncTimeout = TimeSpan.FromHours(2), InClusterEnabled = false, RefreshTime = TimeSpan.FromSeconds(5), Seed = seed },
            (cluster, live) => live.Key.Kind == "Deployment" ? healths.GetValueOrDefault((cluster.Name, live.Key.Name), _ => Health.Healthy)(live) : null);
        Follow(first);
    }

    public ArgoCdSimulator Simulator { get; }

    public RenderedRepo Repo { get; }

    /// <summary>The release that the environment follows.</summary>
    public RenderOptions Now { get; private set; }

    /// <summary>The region of the hub.</summary>
    public string Hub => Now.Settings.Hub.Region.Value;

    /// <summary>A revision of digits.</summary>
    public static GitRevision Revision(char digit) => GitRevision.Of(new string(digit, 40));

    /// <summary>Gives the environment a release, as an apply does: projects and the set, then the annotations of the clusters.</summary>
    public void Follow(RenderOptions next)
    {
        Now = Repo.Commit(next);
        foreach (RenderedFile file in Renderer.Render(next).Where(f => f.Path.StartsWith("projects/", StringComparison.Ordinal) || f.Path.StartsWith("applicationsets/", StringComparison.Ordinal)))
        {
            foreach (IReadOnlyDictionary<string, object?> manifest in Manifests.Read(file.Text))
            {
                Simulator.Hub.Put(manifest);
            }
        }

        foreach (Cluster cluster in Renderer.Clusters(next.Settings, next.Release))
        {
            bool isHub = cluster.Labels[ClusterContract.Role] == "hub";
            ClusterApi api = Simulator.Register(cluster, isHub ? Simulator.Hub : null);

            // Pulumi installs External Secrets.
            api.Serve("external-secrets.io", "SecretStore");
            api.Serve("external-secrets.io", "ExternalSecret");
        }
    }

    /// <summary>Lets it come to rest.</summary>
    public void Settle(TimeSpan? bound = null) => Assert.True(Simulator.RunUntilQuiet(bound), string.Join('\n', Simulator.Events.TakeLast(20)));

    /// <summary>Says how an object of a name is in a region.</summary>
    public void Let(string region, string name, Func<LiveObject, Health> health) => healths[(Api(region).Name, name)] = health;

    /// <summary>The API of the cluster of a region.</summary>
    public ClusterApi Api(string region) => Simulator.Api(Simulator.Clusters.Single(c => c.Labels[ClusterContract.Region] == region));

    /// <summary>The object of a kind and name in a region; null where it is not there.</summary>
    public LiveObject? Find(string region, string kind, string name) => Api(region).Objects.SingleOrDefault(o => o.Key.Kind == kind && o.Key.Name == name);

    /// <summary>The revision that an application or add-on runs in a region; null where it does not run.</summary>
    public string? Runs(string region, string app) => Find(region, "Deployment", app)?.Manifest.Text("data", "revision");

    /// <summary>When an Application applied an object of its own first after a time; null where it did not.</summary>
    public TimeSpan? Applied(string application, TimeSpan since = default) => Simulator.Events.FirstOrDefault(e => e.Time >= since && e.Application == application && e.What == Happened.Applied)?.Time;
}
