using Infra.GitOps.ApplicationSets;

namespace Infra.GitOps.Tests;

/// <summary>One step of a running sync. Source: gitops-engine pkg/sync/sync_context.go Sync, whose order of questions is kept.</summary>
internal sealed class SyncEngine(ArgoCdSimulator world, ApplicationState app, ProjectRules project, Cluster cluster, Comparison comparison)
{
    private readonly OperationState state = app.OperationState!;
    private readonly Operation operation = app.OperationState!.Operation;
    private readonly SyncResult result = app.OperationState!.Result!;
    private readonly ClusterApi api = world.Api(cluster);
    private readonly SyncApplier applier = new(world, app, cluster);

    /// <summary>Does what can be done now and sets the phase and message of the operation.</summary>
    public void Step()
    {
        List<SyncTask> tasks = SyncTasks.Order(Tasks(), operation.Has("PruneLast=true"));
        tasks.ForEach(t => t.Result = result.Tasks.GetValueOrDefault((t.Phase, t.Key)));
        if (Invalid(tasks) is { Count: > 0 } invalid)
        {
            End("Failed", $"one or more synchronization tasks are not valid: {string.Join(", ", invalid)}");
            return;
        }

        // The destination's namespace comes before the dry run, which fails without it.
        if (result.Tasks.Count == 0 && tasks.Find(t => t is { Live: null, IsPrune: false, Key: { Group: "", Kind: "Namespace" } } && t.Key.Name == app.DestinationNamespace) is { } space && !applier.Create(space))
        {
            End("Failed", $"the namespace failed to apply, reason: {space.Result!.Message}");
            return;
        }

        Observe(tasks);
        bool hasSteps = SyncTasks.HasSteps(tasks);
        if (hasSteps && tasks.Where(t => t.IsRunning).ToList() is { Count: > 0 } running)
        {
            Missing(running);
            Wait("healthy state of", running);
            return;
        }

        if (tasks.Where(t => t is { Result.Status: "Pruned", Live.DeletedAt: not null }).ToList() is { Count: > 0 } going)
        {
            Wait("deletion of", going);
            return;
        }

        if (tasks.Exists(t => t.HasFailed))
        {
            End("Failed", $"one or more synchronization tasks completed unsuccessfully{Reasons(tasks)}");
            return;
        }

        List<SyncTask> pending = [.. tasks.Where(t => t.IsPending && (t.IsModified || !operation.Has("ApplyOutOfSyncOnly=true")))];
        if (pending.Count == 0)
        {
            End("Succeeded", "successfully synced (no more tasks)");
            return;
        }

        Run(pending);
    }

    private void Run(List<SyncTask> pending)
    {
        bool InWave(SyncTask task) => task.Phase == pending[0].Phase && task.Wave == pending[0].Wave;
        bool isFinal = InWave(pending[^1]);
        List<SyncTask> wave = [.. pending.Where(InWave)];
        if (wave.Where(t => t.IsPrune && t.LiveHas("Prune=confirm")).ToList() is { Count: > 0 } unconfirmed && app.Live.Manifest.Annotation("argocd.argoproj.io/deletion-approved") is null)
        {
            Message($"Waiting for pruning confirmation of {unconfirmed[0].Key}");
            return;
        }

        bool succeeded = applier.Run(wave, operation.Prune);

        // sync.go delayBetweenSyncWaves: health is not looked at before.
        state.BusyUntil = succeeded && !isFinal ? world.Now + world.Settings.WaveDelay : world.Now;
        if (!succeeded)
        {
            End("Failed", $"one or more objects failed to apply{Reasons(wave)}");
        }
        else if (isFinal)
        {
            // The last wave is not waited for.
            End("Succeeded", "successfully synced (all tasks run)");
        }
        else
        {
            Wait("healthy state of", wave);
        }
    }

    // getSyncTasks: the objects of the comparison, those of an operation that is limited to some, and the namespace of CreateNamespace.
    private List<SyncTask> Tasks()
    {
        List<SyncTask> tasks = [.. comparison.Resources
            .Where(r => operation.Resources?.Contains((r.Key.Group, r.Key.Kind, r.Key.Name)) != false && (r.Target is not null || r.RequiresPruning))
            .Select(r => new SyncTask(SyncPhase.Sync, r.Key, r.Target, r.Live) { IsModified = r.Modified || r.Target is null || r.Live is null })];
        ObjectKey space = new("", "Namespace", "", app.DestinationNamespace);
        LiveObject? live = api.Find(space);
        object? managed = app.Spec.At("syncPolicy", "managedNamespaceMetadata");

        // autoCreateNamespace and sync_namespace.go: not tracked, never pruned.
        if (operation.Has("CreateNamespace=true") && space.Name.Length > 0 && (live is null || managed is not null) && !comparison.Resources.Any(r => r.Key == space && r.Target is not null))
        {
            Dictionary<string, object?> target = ClusterApi.Namespace(space.Name);
            target.Set((managed as IReadOnlyDictionary<string, object?>)?.At("labels"), "metadata", "labels");
            target.Set((managed as IReadOnlyDictionary<string, object?>)?.At("annotations"), "metadata", "annotations");
            tasks.Add(new SyncTask(SyncPhase.PreSync, space, target, live));
        }

        return tasks;
    }

    // A kind must be served or be made by this sync, and the project must permit it.
    private List<string> Invalid(List<SyncTask> tasks)
    {
        HashSet<string> defined = [.. tasks.Select(SyncTasks.Defines).OfType<string>()];
        List<string> invalid = [];
        foreach (SyncTask task in tasks)
        {
            bool? namespaced = api.IsNamespaced(task.Key.Group, task.Key.Kind);
            if (namespaced is null)
            {
                if (!defined.Contains($"{task.Key.Group}/{task.Key.Kind}") && !operation.Has("SkipDryRunOnMissingResource=true") && !task.TargetHas("SkipDryRunOnMissingResource=true"))
                {
                    invalid.Add($"the cluster does not serve {task.Key.Group}/{task.Key.Kind}");
                }
            }
            else if (!project.PermitsKind(task.Key, namespaced.Value))
            {
                invalid.Add($"resource {task.Key.Group}:{task.Key.Kind} is not permitted in project {project.Name}");
            }
            else if (namespaced.Value && !project.PermitsDestination(cluster, task.Key.Namespace))
            {
                invalid.Add($"namespace {task.Key.Namespace} is not permitted in project '{project.Name}'");
            }
        }

        return [.. invalid.Distinct(StringComparer.Ordinal)];
    }

    // Healthy, or of a kind without health, is done; Degraded fails; anything else goes on.
    private void Observe(List<SyncTask> tasks)
    {
        foreach (SyncTask task in tasks.Where(t => t.IsRunning && t.Live is not null))
        {
            task.Result!.Phase = world.HealthOf(task.Live!) switch
            {
                null or Health.Healthy => "Succeeded",
                Health.Degraded => "Failed",
                _ => "Running",
            };
        }
    }

    // Pull request 26286: what was applied and is gone fails, instead of being waited for.
    private void Missing(List<SyncTask> running)
    {
        foreach (SyncTask task in running.Where(t => t.Live is null && api.Find(t.Key) is null))
        {
            (task.Result!.Status, task.Result.Phase, task.Result.Message) = ("SyncFailed", "Error", $"Resource {task.Key.Group}/{task.Key.Kind}/{task.Key.Name} is missing, it might have been deleted");
        }
    }

    private static string Reasons(List<SyncTask> tasks) =>
        tasks.Where(t => t.Result?.Status == "SyncFailed").Select(t => t.Result!.Message).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } reasons ? $", reason: {string.Join(",", reasons)}" : "";

    private void Wait(string what, List<SyncTask> tasks)
    {
        ObjectKey first = tasks[0].Key;
        Message($"waiting for {what} {first.Group}/{first.Kind}/{first.Name}{(tasks.Count > 1 ? $" and {tasks.Count - 1} more resources" : "")}");
    }

    private void Message(string message)
    {
        if (state.Message != message)
        {
            state.Message = message;
            world.Log(Happened.Waiting, app.Name, message);
        }
    }

    private void End(string phase, string message) => (state.Phase, state.Message) = (phase, message);
}
