using Infra.GitOps.ApplicationSets;

namespace Infra.GitOps.Tests;

/// <summary>Applies and prunes the objects of one wave. Source: gitops-engine pkg/sync/sync_context.go runTasks.</summary>
internal sealed class SyncApplier(ArgoCdSimulator world, ApplicationState app, Cluster cluster)
{
    private readonly ClusterApi api = world.Api(cluster);
    private readonly Operation operation = app.OperationState!.Operation;

    /// <summary>Prunes first; then applies one kind after another. A kind that fails does not keep the next from being applied.</summary>
    /// <param name="wave">The tasks, in order.</param>
    /// <param name="prune">Whether the operation prunes.</param>
    /// <returns>Whether every one succeeded.</returns>
    public bool Run(IReadOnlyList<SyncTask> wave, bool prune)
    {
        foreach (SyncTask task in wave.Where(t => t.IsPrune))
        {
            Prune(task, prune);
        }

        bool succeeded = true;
        foreach (SyncTask task in wave.Where(t => !t.IsPrune))
        {
            succeeded &= Create(task);
        }

        return succeeded;
    }

    /// <summary>Applies one object.</summary>
    /// <returns>Whether the cluster took it.</returns>
    public bool Create(SyncTask task)
    {
        // RespectIgnoreDifferences: what is ignored keeps its live value (sync.go normalizeTargetResources).
        IReadOnlyDictionary<string, object?> target = operation.Has("RespectIgnoreDifferences=true") && task.Live is not null
            ? ServerSideApply.Without(task.Target!, Comparer.Ignored(app, task.Key))
            : task.Target!;
        string? refused = api.Apply(target, out bool changed);
        Record(task, refused is null ? "Synced" : "SyncFailed", refused is null ? "Running" : "Failed", refused ?? "applied");
        if (refused is null)
        {
            world.Log(changed ? Happened.Applied : Happened.Unchanged, app.Name, Shown(task.Key));
        }

        return refused is null;
    }

    // pruneObject: options are read from what stands; what is being deleted already is not deleted again.
    private void Prune(SyncTask task, bool prune)
    {
        if (!prune || task.LiveHas("Prune=false"))
        {
            Record(task, "PruneSkipped", "Succeeded", prune ? "ignored (no prune)" : "ignored (requires pruning)");
            world.Log(Happened.PruneSkipped, app.Name, Shown(task.Key));
            return;
        }

        Record(task, "Pruned", "Succeeded", "pruned");
        if (task.Live!.DeletedAt is null)
        {
            world.Log(Happened.Pruned, app.Name, Shown(task.Key));
            api.Delete(task.Key, operation.Has("PrunePropagationPolicy=background") ? Propagation.Background : operation.Has("PrunePropagationPolicy=orphan") ? Propagation.Orphan : Propagation.Foreground);
        }
    }

    private void Record(SyncTask task, string status, string phase, string message) =>
        app.OperationState!.Result!.Tasks[(task.Phase, task.Key)] = task.Result = new TaskResult { Status = status, Phase = phase, Message = message };

    private string Shown(ObjectKey key) => $"{cluster.Name}: {key}";
}
