using Infra.Emulator;
using Infra.Engine;
using Infra.Engine.Capture;
using Infra.Engine.State;
using Infra.Engine.Steps;
using Infra.Machine.Chance;
using Infra.Machine.Files;
using Infra.Model.Backends;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Benchmarks;

/// <summary>
/// The local backend with a sample of a given size in a folder of its own. The only file here that touches what is internal to the backend.
/// </summary>
internal sealed class Subject(int resources, string folder)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly StackProgram program = SampleProgram.Of(resources);
    private readonly List<Registration> recorded = [];
    private Plan? plan;

    private LocalBackend Backend => new(program, new LocalBackendOptions { Cloud = LocalCloud.Open, Folder = folder, Patience = Patience, Entropy = new SameBytes() });

    private string StateFile => Path.Combine(folder, "state", program.Stack + ".jsonl");

    /// <summary>Makes the stack exist, for the phases that need one that does.</summary>
    public async Task CreateAsync()
    {
        await PrepareAsync(Phase.Apply);
        await MeasureAsync(Phase.Apply);
    }

    /// <summary>Does what a phase needs before the clock starts.</summary>
    public async Task PrepareAsync(Phase phase)
    {
        switch (phase)
        {
            case Phase.Plan or Phase.NothingToDo when recorded.Count == 0:
                await CaptureAsync(recorded);
                break;
            case Phase.Apply:
                Empty();
                plan = await Backend.PreviewAsync(CancellationToken.None);
                break;
            default:
                break;
        }
    }

    /// <summary>Does the phase once and checks that it did what it should.</summary>
    public async Task MeasureAsync(Phase phase)
    {
        switch (phase)
        {
            case Phase.Capture:
                await CaptureAsync(into: null);
                break;
            case Phase.Plan:
                Expect(created: resources + 1, await EngineAsync(StackWithout(), LocalCloud.Open(new DiskFileSystem(), folder, program.Stack)));
                break;
            case Phase.Load:
                Expect(Store().Load().State.Resources.Length, resources + 1);
                break;
            case Phase.NothingToDo:
                Expect(created: 0, await EngineAsync(Store().Load().State, LocalCloud.Open(new DiskFileSystem(), folder, program.Stack)));
                break;
            case Phase.Preview:
                Expect(created: 0, await Backend.PreviewAsync(CancellationToken.None));
                break;
            default:
                UpdateOutcome outcome = await Backend.ApplyAsync(plan!, progress: null, CancellationToken.None);
                Expect(outcome.Failures.Length, 0);
                Expect(outcome.Skipped.Length, 0);
                break;
        }
    }

    private StateStore Store() => new(new DiskFileSystem(), StateFile, program.Project, program.Stack, new FreshIdentity(new SameBytes()), TimeProvider.System);

    private StackState StackWithout() => new()
    {
        Stack = program.Stack,
        Project = program.Project,
        Lineage = "",
        Serial = 0,
        SecretKey = [.. new byte[32]],
    };

    private Task<PropertyMap> CaptureAsync(List<Registration>? into)
    {
        SecretBook secrets = new([.. new byte[32]]);
        return StackCapture.RunAsync(program, new NullRegistrar(into), preview: true, secrets.Digest, Patience);
    }

    private async Task<Plan> EngineAsync(StackState state, ICloud cloud)
    {
        PreviewRegistrar registrar = new(program, state, cloud, new SecretBook(state.SecretKey));
        foreach (Registration registration in recorded)
        {
            await registrar.RegisterAsync(registration);
        }

        return registrar.Plan(PropertyMap.Empty);
    }

    private void Empty()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Expect(int created, Plan made)
    {
        Expect(made.Steps.Length, resources + 1);
        Expect(made.Steps.Count(s => s.Op == StepOp.Create), created);
    }

    private static void Expect(int found, int expected)
    {
        if (found != expected)
        {
            throw new InvalidOperationException($"A measurement did something else than it should: {found} instead of {expected}.");
        }
    }

    /// <summary>The same lineage and keys at every run.</summary>
    private sealed class SameBytes : IEntropy
    {
        public byte[] Bytes(int count) => [.. Enumerable.Range(1, count).Select(i => (byte)i)];
    }
}
