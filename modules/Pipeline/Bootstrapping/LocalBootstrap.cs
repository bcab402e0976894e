using System.Collections.Immutable;
using System.Globalization;
using Infra.Engine;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Plans;
using Infra.Model.Properties;
using Infra.Pipeline.Applying;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;
using Infra.Settings.Foundations;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Bootstrapping;

/// <summary>Bootstrap in the emulator, a dry run. It writes no file of the repository unless it is told to, and then only what is missing. The state begins in the local copy and moves to where the states of the other stacks are, as it moves to its bucket in a real cloud.</summary>
public sealed class LocalBootstrap : IBootstrapWork
{
    private readonly Host host;
    private readonly Repository repository;
    private readonly BootstrapSettings settings;
    private readonly LocalCopy copy;
    private readonly FoundationFiles files;
    private readonly bool writes;

    /// <summary>The work of each step.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="settings">The settings of bootstrap.</param>
    /// <param name="writes">Whether missing foundations are written.</param>
    public LocalBootstrap(Host host, Repository repository, BootstrapSettings settings, bool writes)
    {
        (this.host, this.repository, this.settings, this.writes) = (host, repository, settings, writes);
        copy = new LocalCopy(host, repository.Root);
        files = new FoundationFiles(host, repository.Root, settings);
    }

    private LocalBackend Copy => new StackBackends(host, repository).Bootstrap(Path.Combine(copy.Folder, "state"));

    private LocalBackend Moved => new StackBackends(host, repository).Bootstrap(stateFolder: null);

    /// <inheritdoc />
    public StepWork Of(BootstrapStep step) => step.Name switch
    {
        BootstrapSteps.Credentials => StepWork.None("the emulator asks for none"),
        BootstrapSteps.LocalCopy => new StepWork(_ => Task.FromResult(StepFinding.Skipped("the local backend begins a state with its first update, and keeps no secret that a passphrase could open")), _ => Task.FromResult(""))
        {
            FindUndo = FindCopyAsync,
            Undo = _ => RemoveCopy("no resource is left in it"),
        },
        BootstrapSteps.Up => new StepWork(FindUpAsync, UpAsync) { FindUndo = FindDownAsync, Undo = DownAsync },
        BootstrapSteps.Stacks => StepWork.None("the local backend makes the state of an environment with its first update"),
        BootstrapSteps.MoveState => new StepWork(FindMoveAsync, MoveAsync) { FindUndo = FindReturnAsync, Undo = ReturnAsync },
        BootstrapSteps.SecretsProvider => StepWork.None("the local backend keeps digests of secrets, and no passphrase"),
        BootstrapSteps.RemoveLocalCopy => new StepWork(
            _ => Task.FromResult(copy.Exists ? StepFinding.Needed($"{BootstrapSteps.LocalCopyFolder} is there") : StepFinding.Done($"{BootstrapSteps.LocalCopyFolder} does not exist")),
            _ => RemoveCopy("its state was moved")),
        BootstrapSteps.Foundations => new StepWork(FindFoundationsAsync, WriteFoundationsAsync)
        {
            FindUndo = async cancel => !writes ? StepFinding.Skipped("a dry run deletes no file of the repository")
                : files.Existing(await MadeUpAsync(cancel)) is { IsEmpty: false } there ? StepFinding.Needed(string.Join(", ", there)) : StepFinding.Done("no file of a dry run is there"),
            Undo = DeleteFoundationsAsync,
        },
        BootstrapSteps.Record => StepWork.None("a dry run has a record of its own, which nobody signs"),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step.Name, "The local backend does not know this step."),
    };

    /// <inheritdoc />
    public async Task<ImmutableArray<string>> CheckUndoAsync(CancellationToken cancellation)
    {
        List<string> used = [];
        foreach (ManagedProjectSettings environment in settings.Environments)
        {
            StackStatus status = await new StackBackends(host, repository).Bare(environment.Stack).StatusAsync(cancellation);
            if (status.Resources > 0)
            {
                used.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"stack {environment.Stack} still has {status.Registered} resources, which would be lost with its project and its state. Destroy them first: `infra destroy {environment.Stack}`."));
            }
        }

        if (used.Count > 0)
        {
            throw new InfraException(ErrorKind.Resource, string.Join('\n', used));
        }

        LocalBackend active = await ActiveAsync(cancellation);
        ImmutableArray<PlacedResource> placed = Placed(active);
        if (Going(placed))
        {
            _ = await active.PreviewDestroyAsync(Staying(placed), cancellation);
        }

        return WhatStays.Lines(placed);
    }

    // Where the state is: moved once it is there, because only a whole state is moved.
    private async Task<LocalBackend> ActiveAsync(CancellationToken cancellation) => (await Moved.StatusAsync(cancellation)).Exists ? Moved : Copy;

    private static ImmutableArray<PlacedResource> Placed(LocalBackend backend) =>
    [
        .. backend.Recorded().Select(r => new PlacedResource(
            r.Urn.Value,
            r.Id,
            r.Custom,
            r.Protect,
            [.. r.DependsOn.Select(d => d.Value), .. r.Parent is { } parent ? [parent.Value] : ImmutableArray<string>.Empty],
            r.Inputs["retentionPolicy"] is MapValue { Map: var policy } && policy["isLocked"] is BoolValue { Value: true })),
    ];

    private static ImmutableHashSet<Urn> Staying(ImmutableArray<PlacedResource> placed) => [.. WhatStays.Urns(placed).Select(u => new Urn(u))];

    private static bool Going(ImmutableArray<PlacedResource> placed) => placed.Length > WhatStays.Urns(placed).Count;

    private async Task<StepFinding> FindUpAsync(CancellationToken cancellation)
    {
        LocalBackend backend = await ActiveAsync(cancellation);
        Plan plan = await backend.PreviewAsync(cancellation);
        foreach (string notice in backend.Notices)
        {
            host.Error.Write($"note: {Printable.Text(notice)}\n");
        }

        return plan.Summary.HasChanges
            ? StepFinding.Needed($"{plan.Steps.Count(s => s.Op != StepOp.Same)} of {plan.Steps.Length} resources are out of date")
            : backend.VerifyState() is { IsEmpty: false } findings ? StepFinding.Needed(findings[0]) : StepFinding.Done($"{plan.Steps.Length} resources are up to date");
    }

    private async Task<string> UpAsync(CancellationToken cancellation)
    {
        LocalBackend backend = await ActiveAsync(cancellation);
        using IDisposable held = await backend.LockAsync("bootstrap", cancellation);
        Plan plan = await backend.PreviewAsync(cancellation);
        return await ApplyAsync("up", backend, plan, cancellation);
    }

    private async Task<string> ApplyAsync(string action, LocalBackend backend, Plan plan, CancellationToken cancellation)
    {
        AuditTrail trail = new(host, repository, backend.Name);
        StepProgress progress = new(host, plan.Steps.Count(s => s.Custom && s.Op != StepOp.Same));
        Carried run = await trail.DoAsync(trail.Entry(action, plan.Stack, backend.Name, plan), () => Carried.OutAsync(backend, plan, progress, cancellation), cancellation);
        UpdateOutcome outcome = run.Outcome;
        if (outcome.Cancelled)
        {
            throw new InfraException(ErrorKind.Cancelled, "Cancelled. Run the same again: it goes on from here.");
        }

        if (!outcome.Succeeded)
        {
            throw new InfraException(ErrorKind.Resource, string.Join('\n', outcome.Failures.Select(f => $"{f.Step.Urn}: {f.Message}")));
        }

        PlanSummary done = PlanSummary.Of(outcome.Done);
        return string.Create(CultureInfo.InvariantCulture, $"{done.Create} created, {done.Update} updated, {done.Replace} replaced, {done.Delete} deleted");
    }

    private async Task<StepFinding> FindMoveAsync(CancellationToken cancellation) => (await Moved.StatusAsync(cancellation)).Exists
        ? StepFinding.Done("the state of bootstrap is beside those of the other stacks")
        : StepFinding.Needed($"the state of bootstrap is in {BootstrapSteps.LocalCopyFolder}");

    private async Task<string> MoveAsync(CancellationToken cancellation)
    {
        await Moved.ImportStateAsync(Copy.ExportState(), force: false, cancellation);
        return "the state of bootstrap is now beside those of the other stacks, where its bucket would be";
    }

    private async Task<StepFinding> FindReturnAsync(CancellationToken cancellation) => (await Moved.StatusAsync(cancellation)).Exists
        ? StepFinding.Needed("the state is not in the local copy")
        : StepFinding.Done("the state is in the local copy, or nowhere");

    private async Task<string> ReturnAsync(CancellationToken cancellation)
    {
        // What an interrupted run left in the copy is the same or older.
        await Copy.ImportStateAsync(Moved.ExportState(), force: true, cancellation);
        await Moved.RemoveStateAsync(cancellation);
        return $"the state of bootstrap is in {BootstrapSteps.LocalCopyFolder} again";
    }

    private Task<StepFinding> FindDownAsync(CancellationToken cancellation)
    {
        ImmutableArray<PlacedResource> placed = Placed(Copy);
        return Task.FromResult(Going(placed) ? StepFinding.Needed($"{placed.Length} resources are recorded") : StepFinding.Done("nothing is left that could be deleted"));
    }

    private async Task<string> DownAsync(CancellationToken cancellation)
    {
        LocalBackend backend = Copy;
        using IDisposable held = await backend.LockAsync("bootstrap --undo", cancellation);
        return await ApplyAsync("destroy", backend, await backend.PreviewDestroyAsync(Staying(Placed(backend)), cancellation), cancellation);
    }

    private Task<StepFinding> FindCopyAsync(CancellationToken cancellation) => Task.FromResult(
        !copy.Exists ? StepFinding.Done($"{BootstrapSteps.LocalCopyFolder} does not exist")
        : Copy.Recorded() is { IsEmpty: false } left ? StepFinding.Skipped($"{BootstrapSteps.LocalCopyFolder} holds the state of what stays ({left.Length} recorded); keep it, `infra bootstrap` goes on from there")
        : StepFinding.Needed("it is empty"));

    private Task<string> RemoveCopy(string why)
    {
        copy.Remove();
        return Task.FromResult($"deleted {BootstrapSteps.LocalCopyFolder}, {why}");
    }

    private async Task<ImmutableArray<Foundation>> MadeUpAsync(CancellationToken cancellation)
    {
        StackStatus status = await (await ActiveAsync(cancellation)).StatusAsync(cancellation);
        return status.Resources == 0 ? [] : [.. files.Read(PropertyJson.Write(PropertyValue.Of(status.Outputs), SecretForm.Masked)).Select(f => f with { IsDryRun = true })];
    }

    private async Task<StepFinding> FindFoundationsAsync(CancellationToken cancellation)
    {
        ImmutableArray<string> missing = files.Missing(await MadeUpAsync(cancellation));
        return missing.IsEmpty ? StepFinding.Done("every environment has its file, and a dry run leaves it as it is")
            : writes ? StepFinding.Needed($"{string.Join(", ", missing)} {(missing.Length == 1 ? "is" : "are")} missing")
            : StepFinding.Skipped($"a dry run writes no file of the repository. `infra bootstrap --write` writes what is missing, marked as made up: {string.Join(", ", missing)}");
    }

    private async Task<string> WriteFoundationsAsync(CancellationToken cancellation)
    {
        ImmutableArray<Foundation> foundations = await MadeUpAsync(cancellation);
        ImmutableArray<string> missing = files.Missing(foundations);
        files.Write(foundations.Where(f => missing.Contains(Foundation.PathOf(f.Stack), StringComparer.Ordinal)));
        return $"wrote {string.Join(", ", missing)}, marked as made up by a dry run";
    }

    private async Task<string> DeleteFoundationsAsync(CancellationToken cancellation)
    {
        ImmutableArray<string> there = files.Existing(await MadeUpAsync(cancellation));
        files.Delete(there);
        return $"deleted {string.Join(", ", there)}";
    }
}
