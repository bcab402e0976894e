namespace Infra.GitOps.Tests;

/// <summary>Compares Applications when there is a reason, and begins syncs by itself. Source: argo-cd controller/appcontroller.go processAppRefreshQueueItem.</summary>
internal sealed class ApplicationController(ArgoCdSimulator world)
{
    private readonly Comparer comparer = new(world);

    /// <summary>Refreshes an Application if there is a reason and the time that it takes is over.</summary>
    public void Refresh(ApplicationState app)
    {
        if (Needed(app) is not { } level)
        {
            return;
        }

        app.RefreshDoneAt ??= world.Now + world.RefreshTime();
        if (app.RefreshDoneAt > world.Now)
        {
            app.Requested = level;
            return;
        }

        (app.RefreshDoneAt, app.Requested) = (null, null);
        app.Seen = Seen(app);
        Compare(app, level);
        app.Seen = Seen(app);
    }

    /// <summary>Tells who watches that the status changed.</summary>
    public void Publish(ApplicationState app)
    {
        // When it was compared is no news.
        string status = Without(app.View()).Json();
        if (status != app.LastStatus)
        {
            app.LastStatus = status;
            world.Hub.Touch(app.Live);
        }
    }

    /// <summary>Sets the messages of a condition; none takes it away.</summary>
    public void SetCondition(ApplicationState app, string type, params IReadOnlyList<string> messages)
    {
        foreach (string message in messages.Except(app.Conditions.GetValueOrDefault(type) ?? [], StringComparer.Ordinal))
        {
            world.Log(Happened.Condition, app.Name, $"{type} {message}");
        }

        if (messages.Count == 0)
        {
            app.Conditions.Remove(type);
        }
        else
        {
            app.Conditions[type] = messages;
        }
    }

    private static Dictionary<string, object?> Without(IReadOnlyDictionary<string, object?> view) => ServerSideApply.Without(view, ["/status/reconciledAt"]);

    // needRefreshAppStatus: its reasons in its order, then what was asked for; a change of what is managed asks for the revision compared last (handleObjectUpdated).
    private CompareWith? Needed(ApplicationState app)
    {
        if (app.RequestedAt <= world.Now)
        {
            (app.RequestedAt, app.Requested) = (null, Max(app.Requested, CompareWith.Latest));
        }

        if (app.ComparedTo is null)
        {
            return CompareWith.LatestForceResolve;
        }

        bool expired = app.ReconciledAt is not { } at || at + world.Settings.Reconciliation < world.Now;

        // A spec that was refused differs from what was compared for ever; nothing asks again but the time.
        if (app.RefusedSpec is not null && app.RefusedSpec == app.Spec.Json())
        {
            return expired ? CompareWith.LatestForceResolve : app.Requested;
        }

        bool sourceDiffers = app.HasMultipleSources ? !ManifestValues.Same(app.Spec.List("sources"), app.ComparedTo.List("sources")) : !ManifestValues.Same(app.Spec.Map("source"), app.ComparedTo.Map("source"));
        if (sourceDiffers)
        {
            return CompareWith.LatestForceResolve;
        }

        bool differs = !ManifestValues.Same(app.Spec.Map("destination"), app.ComparedTo.Map("destination")) || !ManifestValues.Same(app.Spec.List("ignoreDifferences"), app.ComparedTo.List("ignoreDifferences"));
        return expired || differs ? Max(app.Requested, CompareWith.Latest) : app.Requested ?? (Seen(app) != app.Seen ? CompareWith.Recent : null);
    }

    private static CompareWith Max(CompareWith? left, CompareWith right) => left > right ? left.Value : right;

    private void Compare(ApplicationState app, CompareWith level)
    {
        ProjectRules? project = world.Project(app.Project);
        IReadOnlyList<string> problems = SpecProblems(app, project);
        SetCondition(app, "InvalidSpecError", problems);
        app.RefusedSpec = problems.Count > 0 ? app.Spec.Json() : null;
        if (problems.Count > 0)
        {
            // comparedTo stays what it was.
            SetStatus(app, "Unknown", Health.Unknown);
            app.ReconciledAt = world.Now;
            app.ComparedTo ??= new Dictionary<string, object?>(StringComparer.Ordinal);
            Publish(app);
            return;
        }

        IReadOnlyList<string>? revisions = level == CompareWith.Recent && app.Revisions.Count == app.Sources.Count ? app.Revisions : null;
        if (comparer.Compare(app, project!, app.Sources, revisions, level) is not { } comparison)
        {
            // Argo CD waits for the next reason; the next round would be one without end here.
            app.ReconciledAt = world.Now;
            return;
        }

        foreach (string type in new[] { "ComparisonError", "RepeatedResourceWarning", "SharedResourceWarning" })
        {
            SetCondition(app, type, [.. comparison.Conditions.Where(c => c.Type == type).Select(c => c.Message)]);
        }

        Normalize(app);
        SetCondition(app, "SyncError", AutoSync.Begin(world, app, comparison) is { } refused ? [refused] : []);

        // A comparison with the revision before does not put off the next look at git.
        app.ReconciledAt = app.ReconciledAt is null || level >= CompareWith.Latest ? world.Now : app.ReconciledAt;
        (app.Revisions, app.ComparedTo) = (comparison.Revisions, comparison.ComparedTo);
        app.Targets = [.. comparison.Resources.Where(r => r.Target is not null).Select(r => r.Key)];
        SetStatus(app, comparison.Status, comparison.Health);
        Publish(app);
    }

    private void SetStatus(ApplicationState app, string sync, Health health)
    {
        if (app.Health != health || app.Sync != sync)
        {
            world.Log(Happened.HealthChanged, app.Name, $"{sync} {health}");
        }

        (app.Sync, app.Health) = (sync, health);
    }

    // refreshAppConditions and util/argo ValidatePermissions.
    private List<string> SpecProblems(ApplicationState app, ProjectRules? project)
    {
        if (project is null)
        {
            return [$"Application referencing project {app.Project} which does not exist"];
        }

        foreach (IReadOnlyDictionary<string, object?> source in app.Sources)
        {
            bool hasPlace = source.Text("path") is { Length: > 0 } || source.Text("chart") is { Length: > 0 } || (app.HasMultipleSources && source.Text("ref") is { Length: > 0 });
            if (source.Text("repoURL") is not { Length: > 0 } || !hasPlace || (source.Text("chart") is { Length: > 0 } && source.Text("targetRevision") is not { Length: > 0 }))
            {
                return ["spec.source.repoURL and either spec.source.path or spec.source.chart are required; a chart needs a targetRevision"];
            }
        }

        List<string> problems = [.. app.Sources.Select(s => s.Text("repoURL")!).Where(r => !project.PermitsSource(r)).Select(r => $"application repo {r} is not permitted in project '{app.Project}'")];
        return world.Destination(app.Spec) is not { } cluster ? [.. problems, world.DestinationProblem(app.Spec)]
            : project.PermitsDestination(cluster, app.DestinationNamespace) ? problems
            : [.. problems, $"application destination server '{cluster.Server}' and namespace '{app.DestinationNamespace}' do not match any of the allowed destinations in project '{app.Project}'"];
    }

    // util/argo NormalizeApplicationSpec, written to the Application itself: what is empty goes. Of several sources only copies are normalized.
    private void Normalize(ApplicationState app)
    {
        Dictionary<string, object?> manifest = app.Live.Manifest.Copy();
        manifest.Set(app.Project, "spec", "project");
        foreach (string[] path in new string[][] { ["spec", "source", "helm"], ["spec", "source", "kustomize"], ["spec", "source", "directory"], ["spec", "syncPolicy"] })
        {
            if (manifest.At(path) is IReadOnlyDictionary<string, object?> { Count: 0 })
            {
                manifest.Set(null, path);
            }
        }

        if (!ManifestValues.Same(manifest, app.Live.Manifest))
        {
            world.Hub.Write(app.Live, manifest);
        }
    }

    private string Seen(ApplicationState app)
    {
        if (world.Destination(app.Spec) is not { } cluster)
        {
            return "";
        }

        ClusterApi api = world.Api(cluster);
        IEnumerable<LiveObject> watched = api.TrackedTo(app.Name).Concat(app.Targets.Select(api.Find).OfType<LiveObject>());
        return $"{api.Reachable} " + string.Join(' ', watched.Where(o => o != app.Live).DistinctBy(o => o.Uid).Select(o => $"{o.Uid}.{o.Version}"));
    }
}
