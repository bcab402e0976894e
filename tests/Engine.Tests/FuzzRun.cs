using System.Globalization;
using Infra.Emulator;
using Infra.Engine.Capture;
using Infra.Engine.State;
using Infra.Engine.Steps;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;

namespace Infra.Engine.Tests;

/// <summary>
/// One seed: a stack that is made, changed and destroyed while the disk fails. The oracles know nothing of how the engine works: the state is
/// valid; it and the cloud hold the same objects; the steps done are a beginning of the plan; afterwards an update converges.
/// </summary>
internal sealed class FuzzRun
{
    private const string Folder = "/fuzz";
    private readonly Random random;
    private readonly FaultyFileSystem disk;
    private readonly FakeProcesses processes = new();
    private FuzzProgram program;

    public FuzzRun(int seed)
    {
        random = new Random(seed);
        disk = new FaultyFileSystem(seed);
        program = FuzzProgram.Generate(random);
    }

    private LocalBackend Backend => new(
        new StackProgram("infra", "test", options => new TestStack(program.Declare, options)),
        new LocalBackendOptions { Cloud = LocalCloud.Open, Folder = Folder, Files = disk, Processes = processes, Clock = new FixedClock(), Entropy = new CountingEntropy(), Patience = TimeSpan.FromSeconds(10) });

    public async Task RunAsync()
    {
        for (int round = 1; round <= 4; round++)
        {
            FuzzProgram before = program;
            if (round > 1)
            {
                program = program.Change(random, round);
            }

            bool destroys = random.Next(8) == 0;
            try
            {
                if (!await FaultyAsync(destroys))
                {
                    // Protected, or nothing to destroy: the person takes the change back.
                    program = before;
                }

                // A crash while recovering from a crash.
                if (random.Next(3) == 0)
                {
                    await FaultyAsync(destroys);
                }
            }
            catch (InfraException refusal) when (refusal.Kind is ErrorKind.Resource)
            {
                program = before;
            }

            await ConvergeAsync();
        }
    }

    /// <summary>One command under a fault; false where it was refused before it did anything.</summary>
    private async Task<bool> FaultyAsync(bool destroys)
    {
        Plan plan;
        try
        {
            plan = await PlanAsync(destroys);
        }
        catch (InfraException refusal) when (refusal.Kind is ErrorKind.Resource or ErrorKind.StackNotFound)
        {
            return false;
        }

        disk.FailAt(random.Next(1, 70), (DiskFault)random.Next(1, 5));
        try
        {
            using CancellationTokenSource cancellation = new();
            await Backend.ApplyAsync(plan, random.Next(10) == 0 ? new Cancel(cancellation, random.Next(4)) : null, cancellation.Token);
        }
        catch (Exception failure) when (failure is CrashException or InfraException or IOException or UnauthorizedAccessException)
        {
            Demand(disk.HasFailed, $"nothing went wrong with the disk, and still: {failure}");
        }

        processes.Die();
        disk.Restart();
        Check(plan);
        return true;
    }

    private async Task<Plan> PlanAsync(bool destroys)
    {
        StateReading reading = Store().Load();
        LocalBackend backend = Backend;
        Plan plan = destroys ? await backend.PreviewDestroyAsync(CancellationToken.None) : await backend.PreviewAsync(CancellationToken.None);
        Demand(!reading.NeedsRecovery || !backend.Notices.IsEmpty, "a run was stopped, and nobody said so");
        return plan;
    }

    private async Task ConvergeAsync()
    {
        Plan plan = await PlanAsync(destroys: false);
        UpdateOutcome outcome = await Backend.ApplyAsync(plan, null, CancellationToken.None);
        Demand(outcome.Succeeded, $"the update after recovery failed: {string.Join("; ", outcome.Failures.Select(f => $"{f.Step.Urn} {f.Message}"))}");
        Plan again = await PlanAsync(destroys: false);
        Demand(!again.Summary.HasChanges, $"the update did not converge: {string.Join("; ", again.Steps.Where(s => s.Op != StepOp.Same).Select(s => $"{s.Op} {s.Urn}"))}");
        StackState state = Check(again);
        Demand(state.Resources.Count(r => r.Custom) == program.Resources.Count(r => !r.IsComponent), "the state has not what the program declares");
        Demand(disk.List($"{Folder}/state").All(n => !n.EndsWith(".lock", StringComparison.Ordinal)), "a lock was left behind");
    }

    private StackState Check(Plan plan)
    {
        LocalCloud cloud = LocalCloud.Open(disk, Folder, "test");
        StateReading reading = Store().Load();
        StackState state = Recovery.Recover(reading, cloud).Reading.State;
        Demand(StateIntegrity.Check(state) is [], $"the state is not valid: {string.Join("; ", StateIntegrity.Check(state))}");
        string[] recorded = [.. state.Resources.Where(r => r.OwnsObject).Select(r => $"{r.Urn.Type}|{r.Id}").Order(StringComparer.Ordinal)];
        string[] existing = [.. cloud.Requested("").Select(o => $"{o.Type}|{o.Id}")];
        Demand(recorded.SequenceEqual(existing, StringComparer.Ordinal), $"state and cloud differ: [{string.Join(' ', recorded)}] and [{string.Join(' ', existing)}]");
        DemandBeginning(plan, state);
        return state;
    }

    // Steps are carried out one after the other, so what is done is a beginning of the plan.
    private static void DemandBeginning(Plan plan, StackState state)
    {
        Dictionary<Urn, ResourceState> now = state.Resources.Where(r => r is { PendingDelete: false, PendingReplacement: false }).ToDictionary(r => r.Urn);
        Urn? open = null;
        foreach (PlanStep step in plan.Steps.Where(s => s.Custom && (s.Op == StepOp.Create || (s.Op is StepOp.Update or StepOp.Replace && !s.Inputs.ContainsUnknown))))
        {
            bool done = now.TryGetValue(step.Urn, out ResourceState? found) && (step.Op == StepOp.Create || step.Inputs.Equals(found.Inputs));
            Demand(!done || open is null, $"{step.Urn} was done before {open}");
            open = done ? open : step.Urn;
        }
    }

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }

    private StateStore Store() => new(disk, $"{Folder}/state/test.jsonl", "infra", "test", new FreshIdentity(new CountingEntropy()), new FixedClock());

    private sealed class Cancel(CancellationTokenSource cancellation, int after) : IProgress<StepEvent>
    {
        private int seen;

        public void Report(StepEvent value)
        {
            if (value.Phase == StepPhase.Done && seen++ == after)
            {
                cancellation.Cancel();
            }
        }
    }
}
