namespace Infra.GitOps.Tests;

/// <summary>A simulator with a hub, one cluster, a project that permits everything and a repository.</summary>
internal sealed class SimulatedWorld
{
    public SimulatedWorld(SimulatorSettings? settings = null)
    {
        Simulator = new ArgoCdSimulator(Repo, settings, (_, live) => Healths.TryGetValue(live.Key.Name, out Func<Health?>? health) ? health() : live.Key.Kind is "Deployment" ? Health.Healthy : null);
        Simulator.Register(Manifests.Cluster("hub"), Simulator.Hub);
        One = Simulator.Register(Manifests.Cluster("one"));
        Simulator.Hub.Put(Manifests.Project());
    }

    public InMemoryRepo Repo { get; } = new();

    public ArgoCdSimulator Simulator { get; }

    /// <summary>The cluster "one".</summary>
    public ClusterApi One { get; }

    /// <summary>The health of objects by name; a Deployment without an entry is healthy, and another object has no health.</summary>
    public Dictionary<string, Func<Health?>> Healths { get; } = [];

    /// <summary>Writes Applications and what else is in the hub.</summary>
    public void Put(string yaml)
    {
        foreach (IReadOnlyDictionary<string, object?> manifest in Manifests.Read(yaml))
        {
            Simulator.Hub.Put(manifest);
        }
    }

    /// <summary>An Application's state.</summary>
    public ApplicationState App(string name) => Simulator.Applications[name];

    /// <summary>The value of an object in the namespace default of cluster one; null where it is not there.</summary>
    public string? Value(string written)
    {
        string[] kind = written.Split('/');
        return One.Find(new ObjectKey(kind[0] == "Deployment" ? "apps" : kind[0] == "Widget" ? "example.com" : "", kind[0], "default", kind[1]))?.Manifest.Text("data", "value");
    }

    /// <summary>What happened, as "time Application what object", for some kinds of events.</summary>
    public IReadOnlyList<string> Log(params Happened[] what) => [.. Simulator.Events.Where(e => what.Contains(e.What)).Select(e => $"{e.Time.TotalSeconds:0} {e.Application} {e.What} {e.Text.Split('/')[^1]}".TrimEnd())];

    /// <summary>The events of an Application, without their times.</summary>
    public IReadOnlyList<string> Of(string application, params Happened[] what) => [.. Simulator.Events.Where(e => e.Application == application && what.Contains(e.What)).Select(e => $"{e.What} {e.Text}".TrimEnd())];
}
