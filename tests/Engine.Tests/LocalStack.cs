using System.Text;
using Infra.Emulator;
using Infra.Engine.Capture;
using Infra.Model.Backends;
using Infra.Model.Plans;

namespace Infra.Engine.Tests;

/// <summary>A stack on the local backend in a folder of its own, whose program a test can exchange between runs.</summary>
internal sealed class LocalStack : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("infra-backends-").FullName;
    private readonly List<StepEvent> events = [];

    public LocalStack() => Options = new LocalBackendOptions
    {
        Cloud = LocalCloud.Open,
        Folder = folder,
        Clock = new FixedClock(),
        Entropy = new CountingEntropy(),
        Patience = TimeSpan.FromSeconds(20),
    };

    public Action Program { get; set; } = () => { };

    public IReadOnlyList<StepEvent> Events => events;

    /// <summary>What every backend of this stack is made with; a test may exchange parts of it.</summary>
    public LocalBackendOptions Options { get; set; }

    /// <summary>A backend as a process of its own would have it.</summary>
    public LocalBackend Backend => new(new StackProgram("infra", "test", options => new TestStack(Program, options)), Options);

    /// <summary>The pretended cloud, past the program.</summary>
    public CloudConsole Console => new(Options.Files, Options.Folder, "test");

    public static string Urn(string types, string name) => $"urn:pulumi:test::infra::{types}::{name}";

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public Task<Plan> PreviewAsync() => Backend.PreviewAsync(TestContext.Current.CancellationToken);

    public async Task<UpdateOutcome> UpAsync(CancellationToken? cancellation = null)
    {
        Plan plan = await PreviewAsync();
        return await Backend.ApplyAsync(plan, new Recorder(events), cancellation ?? TestContext.Current.CancellationToken);
    }

    public async Task<UpdateOutcome> UpAsync(Action program)
    {
        Program = program;
        return await UpAsync();
    }

    public async Task<UpdateOutcome> DestroyAsync()
    {
        Plan plan = await Backend.PreviewDestroyAsync(TestContext.Current.CancellationToken);
        return await Backend.ApplyAsync(plan, new Recorder(events), TestContext.Current.CancellationToken);
    }

    /// <summary>Every byte that was written, for searches; the number of the last lock, which each run changes, left out.</summary>
    public string EverythingOnDisk() =>
        string.Concat(Files().Where(f => !f.EndsWith(".fence", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(f => File.ReadAllText(f, Encoding.UTF8)));

    /// <summary>The state, as it is on disk.</summary>
    public string StateText() => File.ReadAllText(Path.Combine(folder, "state", "test.jsonl"), Encoding.UTF8);

    public IEnumerable<string> Files() => Directory.GetFiles(folder, "*", SearchOption.AllDirectories);

    private sealed class Recorder(List<StepEvent> events) : IProgress<StepEvent>
    {
        public void Report(StepEvent value) => events.Add(value);
    }
}
