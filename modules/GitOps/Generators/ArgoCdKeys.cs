namespace Infra.GitOps.Generators;

/// <summary>The names that Argo CD gives to annotations and finalizers.</summary>
internal static class ArgoCdKeys
{
    /// <summary>The annotation with the wave of an object in the sync of what keeps it; lower ones come first. Read in gitops-engine, pkg/sync/syncwaves.</summary>
    public const string SyncWave = "argocd.argoproj.io/sync-wave";

    /// <summary>The annotation with the options of one object in every sync. Read in gitops-engine, pkg/sync/sync_context.go.</summary>
    public const string SyncOptions = "argocd.argoproj.io/sync-options";

    /// <summary>The annotation with the options of one object in every comparison. Read in controller/state.go, CompareAppState.</summary>
    public const string CompareOptions = "argocd.argoproj.io/compare-options";

    /// <summary>
    /// The finalizer of three kinds, each with a meaning of its own. An Application takes along what it keeps (controller/appcontroller.go,
    /// finalizeApplicationDeletion); a project stays while an Application names it (controller/appcontroller.go, finalizeProjectDeletion); a set whose
    /// Applications are not to be deleted lets go of them first (applicationset/controllers/applicationset_controller.go).
    /// </summary>
    public const string Finalizer = "resources-finalizer.argocd.argoproj.io";
}
