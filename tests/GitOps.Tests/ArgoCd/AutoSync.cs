namespace Infra.GitOps.Tests;

/// <summary>Whether a comparison begins a sync. Source: argo-cd controller/appcontroller.go autoSync, alreadyAttemptedSync and selfHealRemainingBackoff.</summary>
internal static class AutoSync
{
    /// <summary>Begins a sync where one is due.</summary>
    /// <returns>The SyncError condition's message, or null.</returns>
    public static string? Begin(ArgoCdSimulator world, ApplicationState app, Comparison comparison)
    {
        IReadOnlyDictionary<string, object?> automated = app.Spec.Map("syncPolicy", "automated");
        bool isAutomated = app.Spec.At("syncPolicy", "automated") is not null && automated.At("enabled") is not false;
        if (!isAutomated || app.Operation is not null || app.Live.DeletedAt is not null || comparison.Status != "OutOfSync")
        {
            return null;
        }

        bool prune = automated.Flag("prune");
        if (!prune && comparison.Resources.All(r => r.Status is "Synced" or null || r.RequiresPruning))
        {
            return null;
        }

        Operation operation = new()
        {
            Sources = [.. app.Sources.Select(s => s.Copy())],
            HasMultipleSources = app.HasMultipleSources,
            Revisions = comparison.Revisions,
            Prune = prune,
            Options = Supported(app.Spec.Texts("syncPolicy", "syncOptions")),
            Retry = RetryStrategy.Of(app.Spec),
        };
        string shown = $"[{string.Join(' ', comparison.Revisions)}]";
        if (app.OperationState is { } last && WasAttempted(app, last, comparison.Revisions))
        {
            // With and without self heal.
            if (last.Phase != "Succeeded")
            {
                return $"Failed last sync attempt to [{string.Join(' ', last.Result?.Revisions ?? [])}]: {last.Message}";
            }

            if (!automated.Flag("selfHeal"))
            {
                return null;
            }

            operation.SelfHealAttempts = last.Operation.SelfHealAttempts;
            TimeSpan due = last.FinishedAt!.Value + SimulatorSettings.SelfHealBackoff(operation.SelfHealAttempts);
            if (due > world.Now)
            {
                app.RequestedAt = due;
                return null;
            }

            operation.SelfHealAttempts++;
            operation.Resources = comparison.Resources.Where(r => r.Status is not "Synced" and not null).Select(r => (r.Key.Group, r.Key.Kind, r.Key.Name)).ToHashSet() is { Count: > 0 } some ? some : null;
        }

        if (prune && !automated.Flag("allowEmpty") && comparison.Resources.All(r => r.RequiresPruning))
        {
            return $"Skipping sync attempt to {shown}: auto-sync will wipe out all resources";
        }

        (app.Operation, app.OperationState) = (operation, null);
        world.Log(Happened.Started, app.Name, shown);
        return null;
    }

    private static bool WasAttempted(ApplicationState app, OperationState last, IReadOnlyList<string> revisions) =>
        last.Result is not { } result ? last.IsCompleted
        : result.Revisions is not null && result.Revisions.SequenceEqual(revisions, StringComparer.Ordinal) && ManifestValues.Same(app.Sources, result.Sources);

    private static IReadOnlyList<string> Supported(IReadOnlyList<string> options)
    {
        string[] known = ["ServerSideApply", "FailOnSharedResource", "CreateNamespace", "PrunePropagationPolicy", "PruneLast", "ApplyOutOfSyncOnly", "RespectIgnoreDifferences", "Validate", "SkipDryRunOnMissingResource"];
        return options.FirstOrDefault(o => !known.Contains(o.Split('=')[0], StringComparer.Ordinal)) is { } other ? throw new NotSupportedException($"The simulator does not know the sync option {other}.") : options;
    }
}
