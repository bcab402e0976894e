using System.Collections.Immutable;
using Infra.Cloud.ExternalSecretsOperator;
using Infra.Model.Errors;
using Infra.Pipeline.Clusters;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Observing;

/// <summary>Looks at one cluster, in the order in which bootstrap makes what stands there. A question that fails leaves the others to be asked.</summary>
internal sealed class ClusterObserver(ICluster cluster, string name, CancellationToken cancellation)
{
    private readonly List<Observation> observations = [];

    /// <summary>What was found, in the order of asking.</summary>
    public ImmutableArray<Observation> Observations => [.. observations];

    /// <summary>Why the first question failed that did; null where each was answered.</summary>
    public ErrorKind? Failure { get; private set; }

    /// <summary>Whether it answers, and lets whoever asks read.</summary>
    public async Task<bool> AnswersAsync()
    {
        await AskAsync("control plane", async () => await cluster.HasNamespaceAsync("kube-system", cancellation)
            ? (ObservedState.Well, "answers, and lets you read")
            : (ObservedState.Wrong, "it has no namespace kube-system, which every cluster has: see what answers at its address"));
        return observations[^1].State == ObservedState.Well;
    }

    /// <summary>External Secrets: on every cluster.</summary>
    public async Task ObserveSecretsAsync()
    {
        await KindsAsync("External Secrets, kinds", RootParts.SecretKinds, RootParts.SecretVersion);
        await PartsAsync("External Secrets", ExternalSecrets.Namespace, RootParts.Secrets);
    }

    /// <summary>Argo CD itself: on the hub.</summary>
    public async Task ObserveArgoCdAsync(Tier tier)
    {
        await KindsAsync("Argo CD, kinds", RootParts.ArgoCdKinds, RootParts.ArgoCdVersion);
        await PartsAsync("Argo CD", ArgoCdWorkloads.Namespace.Value, RootParts.ArgoCd(tier));
    }

    /// <summary>What Argo CD keeps.</summary>
    /// <returns>The Applications; null where they cannot be told.</returns>
    public async Task<ImmutableArray<FoundApplication>?> ObserveApplicationsAsync(string? repository)
    {
        ImmutableArray<FoundApplication>? found = null;
        await AskAsync("root Application", async () =>
        {
            found = await cluster.ApplicationsAsync(ArgoCdWorkloads.Namespace.Value, cancellation);
            return found.Value.Any(a => a.Name == RootParts.Application) == (repository is not null)
                ? (ObservedState.Well, repository is null ? "none, as the environment has no release" : "there")
                : (ObservedState.Wrong, repository is null ? "it is there, and the environment has no release: `infra up` takes it away" : "it is not there: `infra up` makes it, after Argo CD and its clusters");
        });
        if (repository is not null && found?.FirstOrDefault(a => a.Name == RootParts.Application) is { } root)
        {
            ObserveRoot(root, repository);
        }

        await AskAsync("ApplicationSets", async () => Sets(await cluster.SetsAsync(ArgoCdWorkloads.Namespace.Value, cancellation), repository is not null));
        return found;
    }

    /// <summary>Adds what follows from what was found already.</summary>
    public void Add(string subject, ObservedState state, string message) => observations.Add(new Observation($"{name}: {subject}", state, message));

    // One line for each thing that has to happen, because the first that did not is the one to look at.
    private void ObserveRoot(FoundApplication root, string repository)
    {
        string? error = root.Errors.FirstOrDefault(e => !e.StartsWith("the last sync", StringComparison.Ordinal));
        Add(
            "repository",
            error is null && root.Repository == repository ? ObservedState.Well : ObservedState.Wrong,
            error is not null ? $"{error}. Argo CD reads {repository} with the credential of infra:argocd.git: see that its entry in Secret Manager has a version, and that the account may read the repository"
            : root.Repository == repository ? $"{repository} is connected" : $"it reads {root.Repository}, and {repository} is wanted: `infra up` puts it back");
        Add("pull", root.Revision.Length > 0 ? ObservedState.Well : ObservedState.Wrong, root.Revision.Length > 0 ? $"{root.Revision}, following {root.Follows}" : "nothing was pulled yet: look again, and at the repository if it stays so");
        string? failed = root.Errors.FirstOrDefault(e => e.StartsWith("the last sync", StringComparison.Ordinal));
        (string, string Problem)[] faults = [.. ObservedApplication.Faults(root, "")];
        Add("sync", root.Sync == "Synced" && failed is null ? ObservedState.Well : ObservedState.Wrong, failed ?? (root.Sync == "Synced" ? "synced" : faults[0].Problem));
        Add("health", root.Health == "Healthy" ? ObservedState.Well : ObservedState.Wrong, root.Health == "Healthy" ? "healthy" : faults[^1].Problem);
    }

    private static (ObservedState State, string Message) Sets(ImmutableArray<FoundSet> sets, bool wanted)
    {
        string[] errors = [.. sets.SelectMany(s => s.Errors.Select(e => $"{s.Name}: {e}"))];
        return errors.Length > 0 ? (ObservedState.Wrong, string.Join("; ", errors))
            : wanted && sets.IsEmpty ? (ObservedState.Wrong, "there is none: the root Application makes it, so see what that says")
            : (ObservedState.Well, sets.IsEmpty ? "none" : string.Join(", ", sets.Select(s => s.Name)));
    }

    private Task KindsAsync(string subject, ImmutableArray<string> kinds, string version) => AskAsync(subject, async () =>
    {
        List<string> missing = [];
        foreach (string kind in kinds)
        {
            if (!await cluster.ServesAsync(kind, version, cancellation))
            {
                missing.Add(kind);
            }
        }

        return missing.Count == 0
            ? (ObservedState.Well, $"{version} of {kinds.Length}")
            : (ObservedState.Wrong, $"{version} of {string.Join(", ", missing)} is not served: the chart brings it, so run `infra drift` and `infra up`");
    });

    private Task PartsAsync(string subject, string space, ImmutableArray<string> parts) => AskAsync(subject, async () =>
    {
        if (!await cluster.HasNamespaceAsync(space, cancellation))
        {
            return (ObservedState.Wrong, $"there is no namespace {space}: `infra up` makes it with what is in it");
        }

        Dictionary<string, FoundWorkload> there = (await cluster.WorkloadsAsync(space, cancellation)).DistinctBy(w => $"{w.Kind}/{w.Name}").ToDictionary(w => $"{w.Kind}/{w.Name}", StringComparer.Ordinal);
        string[] wrong =
        [
            .. parts.Where(p => !there.ContainsKey(p)).Select(p => $"{p} is not there"),
            .. parts.Where(p => there.GetValueOrDefault(p) is { IsReady: false }).Select(p => $"{p} has {there[p].Ready} of {there[p].Wanted} pods ready"),
        ];
        return wrong.Length == 0
            ? (ObservedState.Well, $"{parts.Length} parts are ready")
            : (ObservedState.Wrong, $"{string.Join("; ", wrong)}. Look with `kubectl -n {space} get pods,events`; `infra drift` says whether the chart is as it was installed");
    });

    private async Task AskAsync(string subject, Func<Task<(ObservedState State, string Message)>> ask)
    {
        try
        {
            (ObservedState state, string message) = await ask();
            Add(subject, state, message);
        }
        catch (InfraException failed)
        {
            Failure ??= failed.Kind;
            Add(subject, ObservedState.Unknown, failed.Message);
        }
    }
}
