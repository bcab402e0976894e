using System.Collections.Immutable;

namespace Infra.Backends.Local;

/// <summary>The engine in this repository and a pretended cloud: a rehearsal that needs no credentials.</summary>
public sealed class LocalBackend : IBackend
{
    /// <summary>The backend's name in plans.</summary>
    public const string BackendName = "local";

    private readonly StackProgram program;
    private readonly LocalBackendOptions options;
    private readonly StateStore store;

    /// <summary>The backend of one stack.</summary>
    public LocalBackend(StackProgram program, LocalBackendOptions options)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(options);
        (this.program, this.options) = (program, options);
        store = new StateStore(options.Files, Path.Combine(options.Folder, "state", program.Stack + ".jsonl"), program.Project, program.Stack, options.Entropy, options.Clock);
    }

    /// <inheritdoc />
    public string Name => BackendName;

    private Urn Root => Urn.Root(program.Stack, program.Project);

    /// <inheritdoc />
    public async Task<Plan> PreviewAsync(CancellationToken cancellation)
    {
        StackState state = store.Load().State;
        SecretBook secrets = new(state.SecretKey);
        PreviewRegistrar registrar = new(program, state, OpenCloud(), secrets);
        PropertyMap outputs = await StackCapture.RunAsync(program, registrar, preview: true, secrets.Digest, options.Patience).WaitAsync(cancellation);
        return registrar.Plan(outputs);
    }

    /// <inheritdoc />
    public Task<Plan> PreviewDestroyAsync(CancellationToken cancellation)
    {
        StackState state = store.Load().State;
        if (state.Resources.IsEmpty)
        {
            throw new InfraException(ExitCode.StackNotFound, $"Stack {program.Stack} has no resources on the local backend: there is nothing to destroy.");
        }

        ICloud cloud = OpenCloud();
        StepDecider decider = new(state, cloud, new SecretBook(state.SecretKey));
        Refusals refusals = new(cloud);
        ImmutableArray<PlanStep>.Builder steps = ImmutableArray.CreateBuilder<PlanStep>();
        foreach (ResourceState resource in state.Resources.Reverse())
        {
            PlanStep step = decider.Deletion(resource);
            refusals.CheckProtection(step, resource);
            steps.Add(step);
        }

        refusals.Throw();
        return Task.FromResult(new Plan { Stack = program.Stack, Backend = Name, Steps = steps.ToImmutable() });
    }

    /// <inheritdoc />
    public async Task<UpdateOutcome> ApplyAsync(Plan plan, IProgress<StepEvent>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        StateReading reading = store.Load();
        SecretBook secrets = new(reading.State.SecretKey);
        LocalCloud cloud = OpenCloud();
        using StateRun run = store.Begins(reading);
        StepExecutor executor = new(run, cloud, progress);
        bool destroys = plan.Steps.All(s => s.Op == StepOp.Delete);
        Dictionary<Urn, int> order = [];
        PropertyMap? outputs = destroys ? PropertyMap.Empty : null;
        try
        {
            if (destroys)
            {
                Destroy(plan, executor, cancellation);
            }
            else
            {
                ApplyRegistrar registrar = new(plan, Root, run.State, cloud, secrets, executor, cancellation);
                try
                {
                    outputs = await StackCapture.RunAsync(program, registrar, preview: false, secrets.Digest, options.Patience);
                    registrar.Delete();
                }
                catch (InfraException) when (executor.HasFailures)
                {
                    // The program could not go on without what failed; the failure itself is what people have to see.
                }
                finally
                {
                    order = new Dictionary<Urn, int>(registrar.Order);
                }
            }
        }
        finally
        {
            cloud.Save();
            run.Ends(order, executor.HasFailures || cancellation.IsCancellationRequested ? null : outputs);
        }

        return new UpdateOutcome
        {
            Done = executor.Done,
            Failures = executor.Failures,
            Skipped = executor.Skipped,
            Cancelled = cancellation.IsCancellationRequested,
            Outputs = outputs ?? PropertyMap.Empty,
        };
    }

    /// <inheritdoc />
    public Task<StackStatus> StatusAsync(CancellationToken cancellation)
    {
        StackState state = store.Load().State;
        return Task.FromResult(new StackStatus
        {
            Stack = program.Stack,
            Backend = Name,
            Exists = state.Exists,
            Resources = state.Resources.Count(r => r.Custom),
            Serial = state.Serial,
            Lineage = state.Exists ? state.Lineage : null,
            Updated = state.Updated,
            Outputs = state.Outputs,
        });
    }

    /// <inheritdoc />
    public Task<ImmutableArray<ResourceDrift>> DriftAsync(CancellationToken cancellation)
    {
        StackState state = store.Load().State;
        return state.Exists
            ? Task.FromResult(DriftFinder.Find(state, OpenCloud()))
            : throw new InfraException(ExitCode.StackNotFound, $"Stack {program.Stack} was never applied on the local backend: there is nothing that could drift.");
    }

    private static void Destroy(Plan plan, StepExecutor executor, CancellationToken cancellation)
    {
        foreach (PlanStep step in plan.Steps)
        {
            if (executor.HasFailures || cancellation.IsCancellationRequested)
            {
                executor.Skip(step);
            }
            else
            {
                executor.Delete(step);
            }
        }
    }

    private LocalCloud OpenCloud() => LocalCloud.Open(options.Files, Path.Combine(options.Folder, "cloud"), program.Stack);
}
