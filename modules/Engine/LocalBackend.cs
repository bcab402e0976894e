using System.Collections.Immutable;
using Infra.Engine.Capture;
using Infra.Engine.State;
using Infra.Engine.Steps;
using Infra.Machine.Files;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Engine;

/// <summary>The engine in this repository and a pretended cloud: a rehearsal that needs no credentials.</summary>
public sealed partial class LocalBackend : IBackend
{
    private readonly StackProgram program;
    private readonly LocalBackendOptions options;
    private readonly StateLocks locks;
    private readonly FreshIdentity identity;
    private StateLock? held;

    /// <summary>The backend of one stack.</summary>
    public LocalBackend(StackProgram program, LocalBackendOptions options)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(options);
        (this.program, this.options) = (program, options);
        identity = new FreshIdentity(options.Entropy);
        locks = new StateLocks(options.Files, StateFolder, program.Stack, options.Processes, options.Clock);
    }

    /// <inheritdoc />
    public string Name => BackendNames.Local;

    /// <summary>What the last operation has to say about an earlier run that was stopped, one line each; for stderr.</summary>
    public ImmutableArray<string> Notices { get; private set; } = [];

    private string StateFolder => options.StateFolder ?? Path.Combine(options.Folder, "state");

    /// <inheritdoc />
    public async Task<Plan> PreviewAsync(CancellationToken cancellation)
    {
        ICloud cloud = Cloud(options.Files);
        StateReading reading = Read(cloud);
        SecretBook secrets = new(reading.State.SecretKey);
        PreviewRegistrar registrar = new(program, reading.State, cloud, secrets);

        // On a thread of its own: a program need not give this one back before it is done, and Ctrl-C is not to wait for that.
        PropertyMap outputs = await Task.Run(() => StackCapture.RunAsync(program, registrar, preview: true, secrets.Digest, options.Patience), cancellation).WaitAsync(cancellation);
        Plan plan = registrar.Plan(outputs);
        if (options.Rehearses && plan.Summary.HasChanges)
        {
            ScratchFileSystem files = new(options.Files);
            using StateRun run = Store(files).Begins(reading, reading.State.Fencing);
            await Rehearsal.RunAsync(plan, new Execution(program, options.Patience, run, Cloud(files), secrets, progress: null) { IsRehearsal = true }, cancellation);
        }

        cancellation.ThrowIfCancellationRequested();
        return plan;
    }

    /// <inheritdoc />
    public Task<Plan> PreviewDestroyAsync(CancellationToken cancellation) => PreviewDestroyAsync(ImmutableHashSet<Urn>.Empty, cancellation);

    /// <summary>The plan of a destroy that leaves some resources, which stay recorded. Changes nothing.</summary>
    /// <param name="staying">What stays; whatever such a resource needs must be among them.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InfraException">There is nothing to destroy, or something that would go is protected.</exception>
    public Task<Plan> PreviewDestroyAsync(ImmutableHashSet<Urn> staying, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(staying);
        cancellation.ThrowIfCancellationRequested();
        ICloud cloud = Cloud(options.Files);
        StackState state = Read(cloud).State;
        if (state.Resources.IsEmpty)
        {
            throw new InfraException(ErrorKind.StackNotFound, $"Stack {program.Stack} has no resources on the local backend: there is nothing to destroy.");
        }

        StepDecider decider = new(state, cloud, new SecretBook(state.SecretKey));
        Refusals refusals = new(cloud);
        ImmutableArray<PlanStep>.Builder steps = ImmutableArray.CreateBuilder<PlanStep>();
        foreach (ResourceState resource in state.Resources.Reverse().Where(r => !staying.Contains(r.Urn)))
        {
            PlanStep step = decider.Deletion(resource);
            if (resource is { PendingDelete: false, PendingReplacement: false })
            {
                refusals.CheckProtection(step, resource);
            }

            steps.Add(step);
        }

        refusals.Throw();
        return Task.FromResult(new Plan { Stack = program.Stack, Backend = Name, Steps = steps.ToImmutable() });
    }

    /// <inheritdoc />
    public async Task<UpdateOutcome> ApplyAsync(Plan plan, IProgress<StepEvent>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        using IDisposable? own = held is null ? await LockAsync(Execution.Destroys(plan) ? "destroy" : "up", cancellation) : null;
        StateLock mine = Mine();
        FencedFileSystem files = new(options.Files, mine);
        ICloud cloud = Cloud(files);
        StateReading reading = Read(cloud);
        using StateRun run = Store(files).Begins(reading, mine.Holder.Fencing);
        Execution execution = new(program, options.Patience, run, cloud, new SecretBook(reading.State.SecretKey), progress);
        try
        {
            await execution.RunAsync(plan, cancellation);
        }
        finally
        {
            // After a write that failed, or a lock that was broken, the records stay as they are for recovery.
            if (!files.HasFailed)
            {
                cloud.Save();
                run.Ends(execution.Order, execution.Steps.HasFailures || cancellation.IsCancellationRequested ? null : execution.Outputs);
            }
        }

        return new UpdateOutcome
        {
            Done = execution.Steps.Done,
            Failures = execution.Steps.Failures,
            Skipped = execution.Steps.Skipped,
            Cancelled = cancellation.IsCancellationRequested,
            Outputs = execution.Outputs ?? PropertyMap.Empty,
        };
    }

    /// <inheritdoc />
    public Task<StackStatus> StatusAsync(CancellationToken cancellation)
    {
        StackState state = Store(options.Files).Load().State;
        return Task.FromResult(new StackStatus
        {
            Stack = program.Stack,
            Backend = Name,
            Exists = state.Exists,
            Resources = state.Resources.Count(r => r is { Custom: true, PendingReplacement: false }),
            Registered = state.Resources.Count(r => !r.PendingReplacement),
            Serial = state.Serial,
            Lineage = state.Exists ? state.Lineage : null,
            StateDigest = StateJson.Digest(state),
            Updated = state.Updated,
            Outputs = state.Outputs,
        });
    }

    /// <inheritdoc />
    public Task<ImmutableArray<ResourceDrift>> DriftAsync(CancellationToken cancellation)
    {
        ICloud cloud = Cloud(options.Files);
        StackState state = Read(cloud).State;
        return state.Exists
            ? Task.FromResult(DriftFinder.Find(state, cloud))
            : throw new InfraException(ErrorKind.StackNotFound, $"Stack {program.Stack} was never applied on the local backend: there is nothing that could drift.");
    }

    /// <summary>Who holds the stack's lock; null where nobody does.</summary>
    /// <exception cref="InfraException">The lock file cannot be read.</exception>
    public LockHolder? LockHolder() => locks.Holder();

    /// <summary>Breaks the stack's lock. A holder that is still running is refused at its next write.</summary>
    /// <returns>What was broken; null where there was no lock.</returns>
    public BrokenLock? Unlock() => locks.Break();

    /// <summary>Takes the stack's lock for several operations, such as a preview and the update that follows it. An update alone takes it by itself.</summary>
    /// <param name="operation">What for, such as <c>up</c>.</param>
    /// <param name="cancellation">Ends the wait for another holder.</param>
    /// <returns>What gives the lock back.</returns>
    /// <exception cref="InfraException">Another process holds it, and the wait was too short.</exception>
    public async Task<IDisposable> LockAsync(string operation, CancellationToken cancellation)
    {
        if (held is not null)
        {
            throw new InvalidOperationException("This backend holds the lock already.");
        }

        held = await locks.TakeAsync(operation, Store(options.Files).LastFencing(), options.Wait, cancellation);
        return new Held(this);
    }

    /// <summary>What is recorded, each resource after what it needs; nothing is recovered and nothing is asked.</summary>
    /// <exception cref="InfraException">The state is damaged.</exception>
    public ImmutableArray<RecordedResource> Recorded() =>
        [.. Store(options.Files).Load().State.Resources.Select(r => new RecordedResource(r.Urn, r.Custom, r.Id, r.Protect, r.Parent, r.DependsOn, r.Inputs, r.Outputs))];

    /// <summary>What is wrong or unfinished in the state, one line each; empty when it is good and at rest.</summary>
    /// <exception cref="InfraException">The state is damaged.</exception>
    public ImmutableArray<string> VerifyState()
    {
        StateReading reading = Store(options.Files).Load();
        ImmutableArray<string>.Builder findings = ImmutableArray.CreateBuilder<string>();
        findings.AddRange(reading.State.Pending.Select(p => $"in doubt: {PlanJson.Name(p.Op)} of {p.Urn} was begun and has no outcome"));
        if (reading.IsUnfinished)
        {
            findings.Add("a run began and did not end; the next preview or update recovers it");
        }

        if (reading.DroppedLength > 0)
        {
            findings.Add($"the last {reading.DroppedLength} bytes were cut short by a crash and are not used");
        }

        return findings.ToImmutable();
    }

    /// <summary>The state as it stands on disk, to be kept or moved.</summary>
    /// <exception cref="InfraException">There is none, or it is damaged.</exception>
    public byte[] ExportState()
    {
        StateStore state = Store(options.Files);
        _ = state.Load();
        return state.Export() ?? throw new InfraException(ErrorKind.StackNotFound, $"Stack {program.Stack} was never applied on the local backend: there is no state to export.");
    }

    /// <summary>Puts an exported state in the place of the present one. It is checked as a whole before anything changes.</summary>
    /// <param name="content">What was exported.</param>
    /// <param name="force">Whether another lineage or an older serial is meant.</param>
    /// <param name="cancellation">Ends the wait for the lock.</param>
    /// <exception cref="InfraException">It is not this stack's, damaged, unfinished, of another lineage or older; or the lock is held.</exception>
    public async Task ImportStateAsync(byte[] content, bool force, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        using IDisposable own = await LockAsync("state import", cancellation);
        StateLock mine = Mine();
        StateStore state = Store(new FencedFileSystem(options.Files, mine));
        StateReading offered = state.Parse(content, "The state to import");
        if (offered.NeedsRecovery)
        {
            throw new InfraException(ErrorKind.Configuration, "The state to import was taken in the middle of a run. Recover the stack that it comes from with a preview, and export again.");
        }

        StackState present = state.Load().State;
        if (!force && present.Exists && offered.State.Lineage != present.Lineage)
        {
            throw new InfraException(
                ErrorKind.Configuration, $"The state to import has lineage {offered.State.Lineage}, the present one {present.Lineage}: they are not states of one history. If that is meant, pass --force.");
        }

        if (!force && offered.State.Serial < present.Serial)
        {
            throw new InfraException(
                ErrorKind.Configuration, $"The state to import has serial {offered.State.Serial} and the present one {present.Serial}: it is older, and what was made since would be forgotten. If that is meant, pass --force.");
        }

        state.WriteBase(offered.State with { Serial = Math.Max(offered.State.Serial, present.Serial) + 1, Fencing = mine.Holder.Fencing });
    }

    /// <summary>Removes the state, as when it was moved to another place. What it recorded stays in the cloud.</summary>
    /// <param name="cancellation">Ends the wait for the lock.</param>
    /// <exception cref="InfraException">The lock is held.</exception>
    public async Task RemoveStateAsync(CancellationToken cancellation)
    {
        using IDisposable own = await LockAsync("state removal", cancellation);
        Store(new FencedFileSystem(options.Files, Mine())).Remove();
    }

    // Whoever shares a backend may have given its lock back while another still came to it.
    private StateLock Mine() => held ?? throw new InfraException(
        ErrorKind.Failed, $"The lock of stack {program.Stack} was given back before this run came to it. Nothing was written. Preview again.");

    // Reads the state and resolves what an earlier run left in doubt.
    private StateReading Read(ICloud cloud)
    {
        StateReading reading = Store(options.Files).Load();
        if (held is null && reading.NeedsRecovery && locks.Holder() is { } other && !locks.HasEnded(other))
        {
            Notices = [$"{other} is at work on stack {program.Stack}: what is shown is the state between two of its steps."];
            return Recovery.Recover(reading, cloud).Reading;
        }

        (StateReading recovered, ImmutableArray<string> notices) = Recovery.Recover(reading, cloud);
        Notices = held?.TakenFrom is { } before
            ? [$"The lock of {before} was left behind by a process that has ended; it was taken over.", .. notices]
            : notices;
        return recovered;
    }

    private StateStore Store(IFileSystem files) =>
        new(files, Path.Combine(StateFolder, program.Stack + ".jsonl"), program.Project, program.Stack, identity, options.Clock);

    private ICloud Cloud(IFileSystem files) => options.Cloud(files, options.Folder, program.Stack);

    private sealed class Held(LocalBackend backend) : IDisposable
    {
        public void Dispose()
        {
            backend.held?.Dispose();
            backend.held = null;
        }
    }
}
