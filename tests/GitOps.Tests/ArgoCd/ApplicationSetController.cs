using Infra.GitOps.ApplicationSets;

namespace Infra.GitOps.Tests;

/// <summary>Makes Applications of ApplicationSets. Source: argo-cd applicationset/controllers/applicationset_controller.go Reconcile; it reacts to every change of a cluster's secret (clustereventhandler.go).</summary>
internal sealed class ApplicationSetController(ArgoCdSimulator world, IGitTree git)
{
    private const string Finalizer = "resources-finalizer.argocd.argoproj.io";
    private static readonly string[] PreservedAnnotations = ["notified.notifications.argoproj.io", "argocd.argoproj.io/refresh", "argocd.argoproj.io/hydrate"];
    private readonly Dictionary<int, string> failures = [];

    /// <summary>Brings the Applications of a set to what it says.</summary>
    /// <exception cref="NotSupportedException">It has a RollingSync.</exception>
    public void Reconcile(LiveObject set)
    {
        IReadOnlyDictionary<string, object?> spec = set.Manifest.Map("spec");
        string policy = spec.Text("syncPolicy", "applicationsSync") ?? "sync";
        if (set.DeletedAt is not null)
        {
            Release(set, policy);
            return;
        }

        if (spec.Text("strategy", "type") == "RollingSync")
        {
            throw new NotSupportedException($"The simulator has no RollingSync, which the set {set.Key.Name} has.");
        }

        List<GeneratedApplication> generated;
        try
        {
            generated = [.. new ApplicationSetEvaluator(world.Clusters, git).Expand(set.Manifest.Json())];
        }
        catch (ApplicationSetException refused)
        {
            Fail(set, refused.Message);
            return;
        }

        // An Application that is not valid is neither made nor deleted (validateGeneratedApplications).
        List<string> problems = [.. generated.Select(Problem).OfType<string>()];
        Fail(set, problems.Count == 0 ? null : string.Join("; ", problems));
        foreach (GeneratedApplication application in generated.Where(g => Problem(g) is null))
        {
            Write(set, spec, application, canUpdate: policy is "sync" or "create-update");
        }

        if (policy is "sync" or "create-delete")
        {
            HashSet<string> wanted = [.. generated.Select(g => g.Name)];
            foreach (LiveObject live in world.Hub.Objects.Where(o => o.OwnerUid == set.Uid && !wanted.Contains(o.Key.Name) && o.DeletedAt is null).ToList())
            {
                Delete(set, live);
            }
        }
    }

    // getTempApplication and RenderTemplateParams; createOrUpdateInCluster takes the spec whole, and keeps only annotations and labels that are preserved.
    private void Write(LiveObject set, IReadOnlyDictionary<string, object?> spec, GeneratedApplication application, bool canUpdate)
    {
        ObjectKey key = ObjectKey.Application(application.Name);
        LiveObject? live = world.Hub.Find(key);
        if (live is not null && (!canUpdate || live.DeletedAt is not null))
        {
            return;
        }

        Dictionary<string, object?> manifest = application.Manifest.Copy();
        manifest.Set(key.Namespace, "metadata", "namespace");
        if (manifest.At("metadata", "finalizers") is null && !spec.Flag("syncPolicy", "preserveResourcesOnDeletion"))
        {
            manifest.Set(new List<object?> { Finalizer }, "metadata", "finalizers");
        }

        if (live is null)
        {
            world.Hub.Put(manifest).OwnerUid = set.Uid;
            world.Log(Happened.Generated, set.Key.Name, application.Name);
            return;
        }

        Keep(live, manifest, "annotations", [.. PreservedAnnotations, .. spec.Texts("preservedFields", "annotations")]);
        Keep(live, manifest, "labels", spec.Texts("preservedFields", "labels"));
        if (manifest.At("spec", "project") is null or "")
        {
            manifest.Set("default", "spec", "project");
        }

        if (live.OwnerUid is { } owner && owner != set.Uid)
        {
            Fail(set, $"Application {application.Name} is owned by another set");
        }
        else if (!ManifestValues.Same(manifest, live.Manifest))
        {
            live.OwnerUid = set.Uid;
            world.Hub.Write(live, manifest);
            world.Log(Happened.Generated, set.Key.Name, application.Name);
        }
    }

    private static void Keep(LiveObject live, Dictionary<string, object?> manifest, string field, IReadOnlyList<string> names)
    {
        foreach (string name in names)
        {
            if (live.Manifest.Text("metadata", field, name) is { } value)
            {
                manifest.Set(value, "metadata", field, name);
            }
        }
    }

    // deleteInCluster, and removeFinalizerOnInvalidDestination: without its cluster nothing could be deleted.
    private void Delete(LiveObject set, LiveObject live)
    {
        if (world.Destination(live.Manifest.Map("spec")) is null)
        {
            Dictionary<string, object?> manifest = live.Manifest.Copy();
            manifest.Set(live.Finalizers.Where(f => f != Finalizer).ToList<object?>() is { Count: > 0 } rest ? rest : null, "metadata", "finalizers");
            world.Hub.Write(live, manifest);
        }

        world.Log(Happened.Deleted, set.Key.Name, live.Key.Name);
        world.Hub.Delete(live.Key);
    }

    // Where the policy does not delete, a set that is being deleted lets go of its Applications. One without a finalizer is gone before this sees
    // it, and the garbage collector deletes them.
    private void Release(LiveObject set, string policy)
    {
        foreach (LiveObject live in policy is "sync" or "create-delete" ? [] : world.Hub.Objects.Where(o => o.OwnerUid == set.Uid))
        {
            live.OwnerUid = null;
        }

        Dictionary<string, object?> manifest = set.Manifest.Copy();
        manifest.Set(set.Finalizers.Where(f => f != Finalizer).ToList<object?>() is { Count: > 0 } rest ? rest : null, "metadata", "finalizers");
        world.Hub.Write(set, manifest);
    }

    private string? Problem(GeneratedApplication application)
    {
        IReadOnlyDictionary<string, object?> spec = application.Manifest.Map("spec");
        return world.Project(spec.Text("project") ?? "default") is null ? $"{application.Name} references project {spec.Text("project")} which does not exist"
            : world.Destination(spec) is null ? $"{application.Name}: {world.DestinationProblem(spec)}"
            : null;
    }

    private void Fail(LiveObject set, string? message)
    {
        if (message is not null && failures.GetValueOrDefault(set.Uid) != message)
        {
            world.Log(Happened.SetFailed, set.Key.Name, message);
        }

        failures[set.Uid] = message ?? "";
    }
}
