namespace Infra.GitOps.Tests;

/// <summary>Carries operations on. Source: argo-cd controller/appcontroller.go processRequestedAppOperation and controller/sync.go SyncAppState.</summary>
internal sealed class OperationProcessor(ArgoCdSimulator world, ApplicationController controller)
{
    private readonly Comparer comparer = new(world);

    /// <summary>Does the next step of an Application's operation.</summary>
    public void Process(ApplicationState app)
    {
        if (app.Operation is not { } operation)
        {
            return;
        }

        OperationState state = app.OperationState ??= new OperationState(operation, world.Now);
        if (state.BusyUntil > world.Now)
        {
            return;
        }

        bool isTerminating = world.Settings.SyncTimeout > TimeSpan.Zero && world.Now > state.StartedAt + world.Settings.SyncTimeout;
        if (!isTerminating && state.FinishedAt is { } failedAt)
        {
            if (state.Operation.Retry.Next(failedAt, state.RetryCount) > world.Now)
            {
                return;
            }

            // Only the revision is taken anew; the source and the options stay those of the operation.
            state.Operation.Revisions = state.Operation.Retry.Refresh ? null : state.Operation.Revisions;
            (state.FinishedAt, state.Result, state.Message) = (null, null, $"Retrying operation{(state.Operation.Retry.Refresh ? " with latest revisions" : "")}. Attempt #{state.RetryCount}");
        }

        if (isTerminating)
        {
            // Ends hooks only: what was applied stays. An operation that was ended is not tried again.
            (state.Phase, state.Message) = ("Failed", "Operation terminated, triggered by controller sync timeout");
        }
        else
        {
            Sync(app, state);
        }

        Finish(app, state, isTerminating);
        controller.Publish(app);
    }

    /// <summary>When the operation goes on by itself; null where it waits for others.</summary>
    public TimeSpan? Next(ApplicationState app)
    {
        if (app is not { Operation: not null, OperationState: { } state })
        {
            return null;
        }

        TimeSpan? due = state.BusyUntil > world.Now ? state.BusyUntil : state.FinishedAt is { } failedAt ? state.Operation.Retry.Next(failedAt, state.RetryCount) : null;
        TimeSpan? timeout = world.Settings.SyncTimeout > TimeSpan.Zero ? state.StartedAt + world.Settings.SyncTimeout + TimeSpan.FromSeconds(1) : null;
        return due is null || timeout < due ? timeout : due;
    }

    private void Sync(ApplicationState app, OperationState state)
    {
        if (world.Project(app.Project) is not { } project)
        {
            (state.Phase, state.Message) = ("Error", $"Failed to load application project: there is no project {app.Project}");
            return;
        }

        state.Result ??= new SyncResult { Sources = state.Operation.Sources, Revisions = state.Operation.Revisions };
        if (world.Destination(app.Spec) is not { } cluster)
        {
            (state.Phase, state.Message) = ("Error", world.DestinationProblem(app.Spec));
            return;
        }

        // Every step compares anew, past the caches.
        Comparison comparison = comparer.Compare(app, project, state.Result.Sources, state.Result.Revisions, CompareWith.LatestForceResolve)!;
        state.Result.Revisions = comparison.Revisions;
        if (state.Operation.Has("FailOnSharedResource=true") && comparison.Conditions.Where(c => c.Type == "SharedResourceWarning").Select(c => c.Message).FirstOrDefault() is { } shared)
        {
            (state.Phase, state.Message) = ("Failed", $"Shared resource found: {shared}");
            return;
        }

        List<string> errors = [.. comparison.Errors, .. (app.Conditions.GetValueOrDefault("InvalidSpecError") ?? []).Select(m => $"InvalidSpecError: {m}")];
        if (errors.Count > 0)
        {
            (state.Phase, state.Message) = ("Error", string.Join("; ", errors));
            return;
        }

        new SyncEngine(world, app, project, cluster, comparison).Step();
        state.Result.ManagedNamespace = app.Spec.At("syncPolicy", "managedNamespaceMetadata") as IReadOnlyDictionary<string, object?>;
    }

    private void Finish(ApplicationState app, OperationState state, bool isTerminating)
    {
        if (!state.IsCompleted)
        {
            return;
        }

        if (state.Phase != "Succeeded" && !isTerminating && state.Operation.Retry.Allows(state.RetryCount))
        {
            // The phase stays Running; the time of the end says that the attempt failed.
            (state.Phase, state.FinishedAt, state.RetryCount) = ("Running", world.Now, state.RetryCount + 1);
            world.Log(Happened.Retrying, app.Name, state.Message);
            state.Message = $"{state.Message}. Retrying attempt #{state.RetryCount}.";
            return;
        }

        if (state is { Phase: not "Succeeded", RetryCount: > 0 })
        {
            state.Message = $"{state.Message} (retried {state.RetryCount} times).";
        }

        (state.FinishedAt, app.Operation, app.Requested) = (world.Now, null, CompareWith.LatestForceResolve);
        world.Log(state.Phase == "Succeeded" ? Happened.Succeeded : Happened.Failed, app.Name, state.Message);
    }
}
