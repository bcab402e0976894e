using Infra.GitOps.ApplicationSets;

namespace Infra.GitOps.Tests;

/// <summary>
/// Argo CD v3.4 without a cluster: a hub with AppProjects, ApplicationSets, Applications and secrets of clusters, an API for each cluster, and the
/// controllers between them, by the rules of Argo CD's source that each class names. Time is virtual and everything is ordered, so that a run is the
/// same every time. There is no RollingSync, no sync window and no hook: what needs one is refused, but hooks of charts are left out.
/// </summary>
internal sealed class ArgoCdSimulator
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(5);
    private readonly SortedDictionary<string, (Cluster Secret, ClusterApi Api)> clusters = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ApplicationState> applications = new(StringComparer.Ordinal);
    private readonly Dictionary<LiveObject, (long Version, Health Health, string? Problem)> childHealth = [];
    private readonly List<SimulatorEvent> events = [];
    private readonly Func<ClusterApi, LiveObject, Health?> workloads;
    private readonly LuaHealth? applicationHealth;
    private readonly Random? random;
    private readonly ApplicationController controller;
    private readonly OperationProcessor operations;
    private readonly ApplicationDeletion deletion;
    private readonly ApplicationSetController sets;

    /// <summary>A hub without clusters; its own API must be registered too where Applications are to be its objects.</summary>
    /// <param name="repo">What renders sources.</param>
    /// <param name="settings">Argo CD's settings.</param>
    /// <param name="workloads">The health of every object that is no Application, in a cluster, now; null for a kind without health.</param>
    /// <param name="git">What git generators read.</param>
    public ArgoCdSimulator(IRepoServer repo, SimulatorSettings? settings = null, Func<ClusterApi, LiveObject, Health?>? workloads = null, IGitTree? git = null)
    {
        (Repo, Settings, this.workloads) = (repo, settings ?? new SimulatorSettings(), workloads ?? ((_, _) => null));
        random = Settings.Seed is { } seed ? new Random(seed) : null;
        applicationHealth = Settings.ApplicationHealth is { } script ? new LuaHealth(script) : null;
        Hub = new ClusterApi("hub", () => Now);
        Hub.Put(ClusterApi.Namespace("argocd"));
        foreach (string kind in new[] { "Application", "ApplicationSet", "AppProject" })
        {
            Hub.Serve("argoproj.io", kind);
        }

        controller = new ApplicationController(this);
        operations = new OperationProcessor(this, controller);
        deletion = new ApplicationDeletion(this, controller);
        sets = new ApplicationSetController(this, git ?? new NoRepositories());
    }

    /// <summary>The virtual time since the beginning.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>The cluster that Argo CD runs in.</summary>
    public ClusterApi Hub { get; }

    public SimulatorSettings Settings { get; }

    public IRepoServer Repo { get; }

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<SimulatorEvent> Events => events;

    /// <summary>The secrets of clusters.</summary>
    public IReadOnlyList<Cluster> Clusters => [.. clusters.Values.Select(c => c.Secret)];

    /// <summary>The Applications, by name.</summary>
    public IReadOnlyDictionary<string, ApplicationState> Applications => applications;

    /// <summary>Writes the secret of a cluster; a secret of the same name is replaced, and its API stays.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="api">Its API: the hub's, or none for a new one.</param>
    public ClusterApi Register(Cluster secret, ClusterApi? api = null)
    {
        ClusterApi registered = clusters.TryGetValue(secret.Name, out (Cluster Secret, ClusterApi Api) old) ? old.Api : api ?? new ClusterApi(secret.Name, () => Now);
        clusters[secret.Name] = (secret, registered);
        return registered;
    }

    /// <summary>Deletes the secret of a cluster; what stands there stays.</summary>
    public void Unregister(string name) => clusters.Remove(name);

    /// <summary>The API of a cluster.</summary>
    public ClusterApi Api(Cluster secret) => clusters[secret.Name].Api;

    /// <summary>An AppProject, or null.</summary>
    public ProjectRules? Project(string name) => Hub.Find(new ObjectKey("argoproj.io", "AppProject", "argocd", name)) is { } live ? new ProjectRules(live.Manifest) : null;

    /// <summary>The cluster that a spec's destination names, or null. Source: util/argo GetDestinationCluster.</summary>
    public Cluster? Destination(IReadOnlyDictionary<string, object?> spec)
    {
        (string name, string server) = (spec.Text("destination", "name") ?? "", spec.Text("destination", "server") ?? "");
        return name.Length > 0 == server.Length > 0 ? null
            : Clusters.FirstOrDefault(c => (name.Length > 0 ? c.Name == name : c.Server == server) && (Settings.InClusterEnabled || c.Server != "https://kubernetes.default.svc"));
    }

    /// <summary>Why a destination is none.</summary>
    public string DestinationProblem(IReadOnlyDictionary<string, object?> spec) => spec.Text("destination", "name") is { Length: > 0 } name
        ? spec.Text("destination", "server") is { Length: > 0 } both ? $"application destination can't have both name and server defined: {name} {both}" : $"there are no clusters with this name: {name}"
        : $"error getting cluster by server \"{spec.Text("destination", "server")}\"";

    /// <summary>The health of a live object, or null for a kind without health. Source: gitops-engine pkg/health GetResourceHealth; Applications have only the customization's.</summary>
    public Health? HealthOf(LiveObject live)
    {
        if (live.DeletedAt is not null)
        {
            return Health.Progressing;
        }

        if (live.Key is not { Group: "argoproj.io", Kind: "Application", Namespace: "argocd" } || applications.GetValueOrDefault(live.Key.Name) is not { } app || app.Live != live)
        {
            return live.Health;
        }

        return applicationHealth is null ? null : Customized(app).Health;
    }

    /// <summary>Why the health of an Application cannot be told, or null.</summary>
    public string? HealthProblem(LiveObject live) =>
        applicationHealth is not null && live.DeletedAt is null && applications.GetValueOrDefault(live.Key.Name) is { } app && app.Live == live ? Customized(app).Problem : null;

    /// <summary>How long the refresh takes that begins now.</summary>
    public TimeSpan RefreshTime() => random is null ? Settings.RefreshTime : TimeSpan.FromSeconds(random.Next((int)Settings.RefreshTime.TotalSeconds + 1));

    /// <summary>Writes an event.</summary>
    public void Log(Happened what, string application, string text) => events.Add(new SimulatorEvent(Now, what, application, text));

    /// <summary>Lets every controller do once what it can do now.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Step()
    {
        (long Changes, int Events) before = (Changes(), events.Count);
        Discover();
        Observe();
        foreach (LiveObject set in Hub.Objects.Where(o => o.Key is { Group: "argoproj.io", Kind: "ApplicationSet" }).ToList())
        {
            sets.Reconcile(set);
        }

        Discover();
        foreach (ApplicationState app in Queue())
        {
            controller.Refresh(app);
        }

        foreach (ApplicationState app in Queue())
        {
            operations.Process(app);
            deletion.Process(app);
        }

        foreach (ClusterApi api in Apis())
        {
            api.Collect();
        }

        Discover();
        return before != (Changes(), events.Count);
    }

    /// <summary>Steps until nothing changes any more, for the time between two reconciliations and with nothing due; or until the bound.</summary>
    /// <returns>Whether it came to rest.</returns>
    /// <exception cref="InvalidOperationException">It changes for ever in one moment.</exception>
    public bool RunUntilQuiet(TimeSpan? bound = null)
    {
        TimeSpan end = Now + (bound ?? TimeSpan.FromHours(4));
        TimeSpan changedAt = Now;
        while (true)
        {
            changedAt = Settle() ? Now : changedAt;
            TimeSpan? due = Due();
            if (due is null && Now - changedAt > Settings.Reconciliation + Settings.RefreshTime + Tick)
            {
                return true;
            }

            if (Now >= end)
            {
                return false;
            }

            // Workloads are looked at often at first, and then less.
            TimeSpan next = NextTick(Now - changedAt > TimeSpan.FromMinutes(2) ? 6 * Tick : Tick);
            Now = Earlier(Earlier(due, next), end)!.Value;
        }
    }

    /// <summary>Steps for a time, whether anything changes or not.</summary>
    public void RunFor(TimeSpan time)
    {
        TimeSpan end = Now + time;
        Settle();
        while (Now < end)
        {
            Now = Earlier(Earlier(Due(), NextTick(Tick)), end)!.Value;
            Settle();
        }
    }

    private static TimeSpan? Earlier(TimeSpan? left, TimeSpan? right) => left is null || right < left ? right ?? left : left;

    private ApplicationState[] Queue()
    {
        ApplicationState[] queue = [.. applications.Values];
        random?.Shuffle(queue);
        return queue;
    }

    private TimeSpan NextTick(TimeSpan tick) => Now - TimeSpan.FromTicks(Now.Ticks % tick.Ticks) + tick;

    private bool Settle()
    {
        bool changed = false;
        for (int round = 0; Step(); round++)
        {
            changed = true;
            if (round > 10_000)
            {
                throw new InvalidOperationException($"It changes for ever at {Now}: {string.Join("\n", events.TakeLast(10))}");
            }
        }

        return changed;
    }

    private TimeSpan? Due() => applications.Values.SelectMany(a => new[] { a.RefreshDoneAt, a.RequestedAt, operations.Next(a) }).Where(t => t > Now).Min();

    private IEnumerable<ClusterApi> Apis() => clusters.Values.Select(c => c.Api).Append(Hub).Distinct();

    private long Changes() => Apis().Sum(a => a.Changes);

    // Applications that came and went.
    private void Discover()
    {
        foreach (ApplicationState gone in applications.Values.Where(a => Hub.Find(a.Live.Key) != a.Live).ToList())
        {
            applications.Remove(gone.Name);
            childHealth.Remove(gone.Live);
            Log(Happened.Gone, gone.Name, "");
        }

        foreach (LiveObject live in Hub.Objects.Where(o => o.Key is { Group: "argoproj.io", Kind: "Application", Namespace: "argocd" } && !applications.ContainsKey(o.Key.Name)))
        {
            applications[live.Key.Name] = new ApplicationState(live);
        }
    }

    // The watches of workloads.
    private void Observe()
    {
        foreach (ClusterApi api in Apis())
        {
            foreach (LiveObject live in api.Objects)
            {
                Health? health = live.Key is { Group: "argoproj.io", Kind: "Application" } ? null : workloads(api, live);
                if (health != live.Health)
                {
                    live.Health = health;
                    api.Touch(live);
                }
            }
        }
    }

    // The script runs once for every version of an Application.
    private (long Version, Health Health, string? Problem) Customized(ApplicationState app)
    {
        if (!childHealth.TryGetValue(app.Live, out (long Version, Health Health, string? Problem) known) || known.Version != app.Live.Version)
        {
            try
            {
                known = (app.Live.Version, applicationHealth!.Of(app.View()).Status, null);
            }
            catch (LuaHealthException failed)
            {
                known = (app.Live.Version, Health.Unknown, failed.Message);
            }

            childHealth[app.Live] = known;
        }

        return known;
    }
}
