namespace Infra.GitOps.Tests;

/// <summary>Deletes what an Application keeps, where its finalizers say so. Source: argo-cd controller/appcontroller.go finalizeApplicationDeletion.</summary>
internal sealed class ApplicationDeletion(ArgoCdSimulator world, ApplicationController controller)
{
    private const string Finalizer = "resources-finalizer.argocd.argoproj.io";

    /// <summary>Does the next step of the deletion of an Application. One whose operation runs waits for its end.</summary>
    public void Process(ApplicationState app)
    {
        if (app is not { Live.DeletedAt: not null, Operation: null })
        {
            return;
        }

        if (world.Project(app.Project) is not { } project)
        {
            controller.SetCondition(app, "DeletionError", $"there is no project {app.Project}");
            return;
        }

        controller.SetCondition(app, "DeletionError");
        if (app.Live.Finalizers.All(f => !IsCascade(f)))
        {
            return;
        }

        // What stands on a cluster that Argo CD no longer knows is left there.
        if (world.Destination(app.Spec) is not { } cluster)
        {
            Release(app);
            return;
        }

        ClusterApi api = world.Api(cluster);
        if (!api.Reachable)
        {
            controller.SetCondition(app, "DeletionError", $"the cluster {cluster.Name} does not answer");
            return;
        }

        List<LiveObject> live = [.. Comparer.Live(app, project, cluster, api, []).Values];
        if (live.Exists(o => o.DeletedAt is not null))
        {
            return;
        }

        // FilterObjectsForDeletion of sort_delete.go: the highest wave first, and the next when it is gone.
        List<LiveObject> going = [.. live.Where(o => IsDeleted(app, o))];
        foreach (LiveObject deleted in going.Where(o => SyncTask.WaveOf(o.Manifest) == going.Max(g => SyncTask.WaveOf(g.Manifest))).ToList())
        {
            world.Log(Happened.Deleted, app.Name, $"{cluster.Name}: {deleted.Key}");
            api.Delete(deleted.Key, app.Live.Finalizers.Contains($"{Finalizer}/background", StringComparer.Ordinal) ? Propagation.Background : Propagation.Foreground);
        }

        if (!Comparer.Live(app, project, cluster, api, []).Values.Any(o => IsDeleted(app, o)))
        {
            Release(app);
        }
    }

    // shouldBeDeleted: definitions stay, for they would take every object of their kind with them.
    private static bool IsDeleted(ApplicationState app, LiveObject live) =>
        live.Key.Kind != "CustomResourceDefinition" && live != app.Live && !live.Manifest.HasOption(SyncTask.OptionsAnnotation, "Delete=false") && live.Manifest.Annotation("helm.sh/resource-policy") != "keep";

    private static bool IsCascade(string finalizer) => finalizer is Finalizer or Finalizer + "/background" or Finalizer + "/foreground";

    private void Release(ApplicationState app)
    {
        Dictionary<string, object?> manifest = app.Live.Manifest.Copy();
        manifest.Set(app.Live.Finalizers.Where(f => !IsCascade(f)).ToList<object?>() is { Count: > 0 } rest ? rest : null, "metadata", "finalizers");
        world.Hub.Write(app.Live, manifest);
    }
}
