namespace Infra.GitOps.Tests;

/// <summary>The order of a sync. Source: gitops-engine pkg/sync/sync_tasks.go, and getSyncTasks of sync_context.go for what is pruned.</summary>
internal static class SyncTasks
{
    private static readonly string[] Kinds =
    [
        "Namespace", "NetworkPolicy", "ResourceQuota", "LimitRange", "PodSecurityPolicy", "PodDisruptionBudget", "ServiceAccount", "Secret", "SecretList", "ConfigMap",
        "StorageClass", "PersistentVolume", "PersistentVolumeClaim", "CustomResourceDefinition", "ClusterRole", "ClusterRoleList", "ClusterRoleBinding", "ClusterRoleBindingList",
        "Role", "RoleList", "RoleBinding", "RoleBindingList", "Service", "DaemonSet", "Pod", "ReplicationController", "ReplicaSet", "Deployment", "HorizontalPodAutoscaler",
        "StatefulSet", "Job", "CronJob", "IngressClass", "Ingress", "APIService",
    ];

    /// <summary>Orders tasks by phase, wave, kind and name; what is pruned goes in the reverse order of waves, or last.</summary>
    public static List<SyncTask> Order(IReadOnlyList<SyncTask> tasks, bool pruneLast)
    {
        // The waves of what is pruned change places: the last of them is pruned first.
        List<int> waves = [.. tasks.Where(t => t.IsPrune).Select(t => t.Wave).Distinct().Order()];
        Dictionary<int, int> mirrored = waves.Zip(Enumerable.Reverse(waves)).ToDictionary(p => p.First, p => p.Second);
        foreach (SyncTask task in tasks.Where(t => t.IsPrune))
        {
            task.WaveOverride = mirrored[task.Wave];
        }

        int last = tasks.Where(t => t.Phase == SyncPhase.Sync).Select(t => t.Wave).Append(0).Max() + 1;
        foreach (SyncTask task in tasks.Where(t => t.IsPrune && (pruneLast || t.LiveHas("PruneLast=true"))))
        {
            task.WaveOverride = last;
        }

        // Names are compared last in Argo CD; group and namespace make the order the same at every run.
        List<SyncTask> ordered = [.. tasks.OrderBy(t => t.Phase).ThenBy(t => t.Wave).ThenBy(t => KindOrder(t.Key.Kind)).ThenBy(t => t.Key.Name, StringComparer.Ordinal).ThenBy(t => t.Key)];
        BringForward(ordered, t => t.Key is { Group: "", Kind: "Namespace" } ? t.Key.Name : null, t => t.Key.Namespace.Length > 0 ? t.Key.Namespace : null);
        BringForward(ordered, Defines, t => $"{t.Key.Group}/{t.Key.Kind}");
        return ordered;
    }

    /// <summary>The kind that a definition makes, as group/kind; null of any other object.</summary>
    public static string? Defines(SyncTask task) => task is { Key: { Group: "apiextensions.k8s.io", Kind: "CustomResourceDefinition" }, Target: { } target } ? $"{target.Text("spec", "group")}/{target.Text("spec", "names", "kind")}" : null;

    /// <summary>Whether tasks are of more than one phase or wave (multiStep).</summary>
    public static bool HasSteps(IReadOnlyList<SyncTask> tasks) => tasks.Count > 0 && (tasks[0].Wave != tasks[^1].Wave || tasks[0].Phase != tasks[^1].Phase);

    // Kinds without a place come last.
    private static int KindOrder(string kind) => Array.IndexOf(Kinds, kind) is >= 0 and var place ? place : Kinds.Length;

    // adjustDeps: a namespace or definition comes before the first object that needs it, in its wave and phase.
    private static void BringForward(List<SyncTask> tasks, Func<SyncTask, string?> gives, Func<SyncTask, string?> needs)
    {
        Dictionary<string, int> first = new(StringComparer.Ordinal);
        for (int i = 0; i < tasks.Count; i++)
        {
            SyncTask task = tasks[i];
            if (task.Target is null)
            {
                continue;
            }

            if (gives(task) is { } given)
            {
                if (first.TryGetValue(given, out int place))
                {
                    (task.WaveOverride, task.Phase) = (tasks[place].Wave, tasks[place].Phase);
                    tasks.RemoveAt(i);
                    tasks.Insert(place, task);
                    foreach (string key in first.Where(f => f.Value >= place).Select(f => f.Key).ToList())
                    {
                        first[key]++;
                    }
                }
            }
            else if (needs(task) is { } needed)
            {
                first.TryAdd(needed, i);
            }
        }
    }
}
