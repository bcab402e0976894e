using Infra.GitOps.ApplicationSets;

namespace Infra.GitOps.Tests;

/// <summary>Compares what git wants with what stands. Source: argo-cd controller/state.go CompareAppState.</summary>
internal sealed class Comparer(ArgoCdSimulator world)
{
    private static readonly string[] Hooks = ["argocd.argoproj.io/hook", "helm.sh/hook"];

    /// <summary>Compares an Application.</summary>
    /// <param name="app">The Application.</param>
    /// <param name="project">Its project.</param>
    /// <param name="sources">What to compare with: its own sources or those of an operation.</param>
    /// <param name="revisions">The revision of each source; null for the newest.</param>
    /// <param name="level">Whether errors of the repo server are told at once.</param>
    /// <returns>Null where the repo server fails for less than the grace period: then nothing is known and nothing changes.</returns>
    public Comparison? Compare(ApplicationState app, ProjectRules project, IReadOnlyList<IReadOnlyDictionary<string, object?>> sources, IReadOnlyList<string>? revisions, CompareWith level)
    {
        Cluster cluster = world.Destination(app.Spec)!;
        ClusterApi api = world.Api(cluster);
        List<(string Type, string Message)> conditions = [];
        List<string> resolved = [.. revisions ?? []];
        Dictionary<ObjectKey, IReadOnlyDictionary<string, object?>> targets = [];
        bool failed = false;
        try
        {
            resolved = revisions is null ? [.. sources.Select(world.Repo.Resolve)] : [.. revisions];
            foreach (IReadOnlyDictionary<string, object?> target in Render(app, sources, resolved))
            {
                Add(target);
            }

            app.RepoErrorSince = null;
        }
        catch (RepoServerException error)
        {
            if (level != CompareWith.LatestForceResolve && (app.RepoErrorSince is not { } since || world.Now - since <= world.Settings.RepoErrorGrace))
            {
                app.RepoErrorSince ??= world.Now;
                return null;
            }

            Fail($"Failed to load target state: {error.Message}");
            targets.Clear();
        }

        if (!api.Reachable)
        {
            Fail($"Failed to load live state: the cluster {cluster.Name} does not answer");
        }

        SortedDictionary<ObjectKey, LiveObject> live = api.Reachable ? Live(app, project, cluster, targets.Keys) : [];
        conditions.AddRange(live.Values.Where(o => Tracking.Application(o) is { } owner && owner != app.Name)
            .Select(o => ("SharedResourceWarning", $"{o.Key.Kind}/{o.Key.Name} is part of applications argocd/{app.Name} and {Tracking.Application(o)}")));
        List<ComparedResource> resources = [.. targets.Keys.Union(live.Keys).Order().Select(k => Resource(app, project, api, k, targets.GetValueOrDefault(k), live.GetValueOrDefault(k), failed))];

        // A customization that fails is a ComparisonError too, with which no operation goes on.
        conditions.AddRange(live.Values.Select(world.HealthProblem).OfType<string>().Take(1).Select(p => ("ComparisonError", $"error setting app health: {p}")));
        string status = failed ? "Unknown"
            : resources.Any(r => r.IsOutOfSync && !(r.Target is null && r.Live!.Manifest.HasOption("argocd.argoproj.io/compare-options", "IgnoreExtraneous"))) || HasChangedManagedNamespace(app) ? "OutOfSync"
            : "Synced";
        return new Comparison(status, resolved, resources, AppHealth(resources), conditions, ComparedTo(app, sources));

        void Add(IReadOnlyDictionary<string, object?> rendered)
        {
            if (Hooks.Any(h => rendered.Annotation(h) is not null))
            {
                return;
            }

            IReadOnlyDictionary<string, object?> target = Normalize(rendered, app, api);
            ObjectKey key = ObjectKey.Of(target);
            if (!targets.TryAdd(key, target))
            {
                conditions.Add(("RepeatedResourceWarning", $"Resource {key} appeared 2 times among application resources."));
                targets[key] = target;
            }
        }

        void Fail(string message)
        {
            conditions.Add(("ComparisonError", message));
            failed = true;
        }
    }

    /// <summary>The live objects of an Application: those tracked to it without an owner, and those at its targets' places. Source: gitops-engine pkg/cache GetManagedLiveObjs.</summary>
    public static SortedDictionary<ObjectKey, LiveObject> Live(ApplicationState app, ProjectRules project, Cluster cluster, ClusterApi api, IEnumerable<ObjectKey> targets)
    {
        SortedDictionary<ObjectKey, LiveObject> live = [];
        foreach (LiveObject managed in api.TrackedTo(app.Name).Where(o => o.OwnerUid is null).Concat(targets.Select(api.Find).OfType<LiveObject>()))
        {
            if (project.PermitsLive(managed.Key, cluster))
            {
                live[managed.Key] = managed;
            }
        }

        return live;
    }

    private SortedDictionary<ObjectKey, LiveObject> Live(ApplicationState app, ProjectRules project, Cluster cluster, IEnumerable<ObjectKey> targets) => Live(app, project, cluster, world.Api(cluster), targets);

    private IEnumerable<IReadOnlyDictionary<string, object?>> Render(ApplicationState app, IReadOnlyList<IReadOnlyDictionary<string, object?>> sources, List<string> revisions)
    {
        Dictionary<string, (IReadOnlyDictionary<string, object?> Source, string Revision)> references = sources.Zip(revisions)
            .Where(s => s.First.Text("ref") is not null).ToDictionary(s => s.First.Text("ref")!, s => (s.First, s.Second), StringComparer.Ordinal);
        return sources.Zip(revisions).Where(s => s.First.Text("path") is not null || s.First.Text("chart") is not null)
            .SelectMany(s => world.Repo.Render(s.First, new RenderRequest(app.Name, app.DestinationNamespace, app.Project, s.Second, references)));
    }

    // NormalizeTargetObjects: what stands in namespaces and says none gets the destination's; then the tracking id.
    private static Dictionary<string, object?> Normalize(IReadOnlyDictionary<string, object?> rendered, ApplicationState app, ClusterApi api)
    {
        Dictionary<string, object?> target = rendered.Copy();
        ObjectKey key = ObjectKey.Of(target);
        if (api.IsNamespaced(key.Group, key.Kind) == false)
        {
            target.Set(null, "metadata", "namespace");
        }
        else if (key.Namespace.Length == 0 && app.DestinationNamespace.Length > 0)
        {
            target.Set(app.DestinationNamespace, "metadata", "namespace");
        }

        target.Set(Tracking.Id(app.Name, ObjectKey.Of(target), app.DestinationNamespace), "metadata", "annotations", Tracking.Annotation);
        return target;
    }

    private static ComparedResource Resource(ApplicationState app, ProjectRules project, ClusterApi api, ObjectKey key, IReadOnlyDictionary<string, object?>? target, LiveObject? live, bool failed)
    {
        bool modified = target is not null && live is not null && ServerSideApply.Differs(live.Manifest, live.Applied, target, Ignored(app, key));
        bool counts = target is not null || Tracking.Fits(live!);
        bool outOfSync = counts && (target is null || live is null || modified);
        string? status = failed || !project.PermitsKind(key, api.IsNamespaced(key.Group, key.Kind) ?? false) ? "Unknown" : !counts ? null : outOfSync ? "OutOfSync" : "Synced";
        return new ComparedResource(key, target, live, modified, status, outOfSync);
    }

    /// <summary>The JSON pointers of spec.ignoreDifferences for an object.</summary>
    public static IReadOnlyList<string> Ignored(ApplicationState app, ObjectKey key) =>
        [.. app.Spec.Maps("ignoreDifferences")
            .Where(i => (i.Text("group") ?? "") == key.Group && i.Text("kind") == key.Kind && (i.Text("name") is null or "" || i.Text("name") == key.Name))
            .SelectMany(i => i.List("jqPathExpressions").Count + i.List("managedFieldsManagers").Count == 0 ? i.Texts("jsonPointers") : throw new NotSupportedException("The simulator ignores differences by JSON pointers alone."))];

    // types.go HasChangedManagedNamespaceMetadata.
    private static bool HasChangedManagedNamespace(ApplicationState app) =>
        app.Spec.At("syncPolicy", "managedNamespaceMetadata") is { } wanted && app.OperationState?.Result is { } result && !ManifestValues.Same(wanted, result.ManagedNamespace);

    // Go writes a struct even when it is empty: with several sources, source is there and says an empty repository.
    private static Dictionary<string, object?> ComparedTo(ApplicationState app, IReadOnlyList<IReadOnlyDictionary<string, object?>> sources)
    {
        Dictionary<string, object?> compared = new(StringComparer.Ordinal)
        {
            ["destination"] = app.Spec.Map("destination").Copy(),
            ["source"] = app.HasMultipleSources ? new Dictionary<string, object?>(StringComparer.Ordinal) { ["repoURL"] = "" } : sources[0].Copy(),
        };
        if (app.HasMultipleSources)
        {
            compared["sources"] = sources.Select(object? (s) => s.Copy()).ToList();
        }

        if (app.Spec.List("ignoreDifferences") is { Count: > 0 } ignored)
        {
            compared["ignoreDifferences"] = ignored;
        }

        return compared;
    }

    /// <summary>
    /// The health of an Application: the worst of the objects that stand. What is missing does not count, unless everything is. Source: v3.4's
    /// controller/health.go setApplicationHealth, as of pull request 25962; before v3.4 a missing object of a kind with a health check made it Missing.
    /// </summary>
    private Health AppHealth(List<ComparedResource> resources)
    {
        Health worst = Health.Healthy;
        foreach (LiveObject live in resources.Select(r => r.Live).OfType<LiveObject>().Where(o => o.Manifest.Annotation("argocd.argoproj.io/ignore-healthcheck") != "true"))
        {
            Health? health = world.HealthOf(live);
            bool isUnknownChild = live.Key is { Group: "argoproj.io", Kind: "Application" } && (health is Health.Missing or Health.Unknown);
            worst = health is { } known and not Health.Empty && !isUnknownChild && known > worst ? known : worst;
        }

        return resources.Count > 0 && resources.TrueForAll(r => r.Live is null) && worst < Health.Missing ? Health.Missing : worst;
    }
}
