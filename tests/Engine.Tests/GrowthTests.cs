using System.Collections.Immutable;
using System.Globalization;
using Infra.Emulator;
using Infra.Engine.Capture;
using Infra.Engine.State;
using Infra.Engine.Steps;
using Infra.Machine.Files;
using Infra.Model.Plans;
using Infra.Model.Properties;
using Pulumi;

namespace Infra.Engine.Tests;

/// <summary>Tests that must not be counted with others of this assembly.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AloneCollection
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "alone";
}

/// <summary>
/// The cost of what grows with a stack must grow like the stack: its exponent between the small and the large size stays under
/// <see cref="Limit"/>. Cost is allocated bytes, which nothing but the code changes, and never time, which a loaded machine does. So a search
/// that allocates nothing is not seen here. Disks are in memory.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class GrowthTests
{
    private const double Limit = 1.2;

    // The large size is so large that one pass over all resources a resource outweighs what a resource costs by itself.
    private const int PlanSmall = 4_000;
    private const int PlanLarge = 16_000;
    private const int RunSmall = 2_000;
    private const int RunLarge = 8_000;

    private const string StackName = "test";
    private const string ProjectName = "infra";

    private static readonly StackProgram Nothing = new(ProjectName, StackName, _ => throw new InvalidOperationException("Only the engine is measured."));

    private static Urn Root => Infra.Model.Plans.Urn.Root(StackName, ProjectName);

    [Fact]
    public Task Capture_grows_like_the_program() => GrowsLikeItsInputAsync(RunSmall, RunLarge, size => Task.FromResult<Func<Task>>(() => CaptureAsync(size)));

    [Fact]
    public Task A_plan_grows_like_the_program() => GrowsLikeItsInputAsync(PlanSmall, PlanLarge, size =>
    {
        Registration[] registrations = Registrations(size);
        return Task.FromResult<Func<Task>>(() => PlanAsync(registrations, Fresh(), new MemoryFileSystem()));
    });

    [Fact]
    public Task A_plan_of_nothing_to_do_grows_like_the_program() => GrowsLikeItsInputAsync(PlanSmall, PlanLarge, async size =>
    {
        Registration[] registrations = Registrations(size);
        MemoryFileSystem files = new();
        await ApplyAsync(registrations, files);
        return async () =>
        {
            Plan plan = await PlanAsync(registrations, Store(files).Load().State, files);
            Assert.DoesNotContain(plan.Steps, s => s.Op != StepOp.Same);
        };
    });

    [Fact]
    public Task An_apply_grows_like_the_program() => GrowsLikeItsInputAsync(RunSmall, RunLarge, size =>
    {
        Registration[] registrations = Registrations(size);
        return Task.FromResult<Func<Task>>(() => ApplyAsync(registrations, new MemoryFileSystem()));
    });

    [Fact]
    public async Task The_measure_passes_what_grows_like_its_input_and_finds_what_grows_with_its_square()
    {
        // Both make a list; one copies what is there for each that comes.
        await GrowsLikeItsInputAsync(RunSmall, RunLarge, size => Task.FromResult<Func<Task>>(() => Added(size, (all, one) => { all.Add(one); return all; })));

        Xunit.Sdk.XunitException found = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() =>
            GrowsLikeItsInputAsync(RunSmall, RunLarge, size => Task.FromResult<Func<Task>>(() => Added(size, (all, one) => [.. all, one]))));

        Assert.Matches("^growth exponent of allocated bytes: (1\\.9|2\\.0)", found.Message);
    }

    private static Task Added(int size, Func<List<int>, int, List<int>> add)
    {
        List<int> all = [];
        for (int one = 0; one < size; one++)
        {
            all = add(all, one);
        }

        Assert.Equal(size, all.Count);
        return Task.CompletedTask;
    }

    private static async Task GrowsLikeItsInputAsync(int small, int large, Func<int, Task<Func<Task>>> prepare)
    {
        Func<Task> ofSmall = await prepare(small);
        Func<Task> ofLarge = await prepare(large);

        // The first run also pays for what is made once a process.
        await ofSmall();
        long least = await BytesAsync(ofSmall);
        long most = await BytesAsync(ofLarge);
        double exponent = Math.Log((double)most / least) / Math.Log((double)large / small);
        string found = string.Create(
            CultureInfo.InvariantCulture,
            $"growth exponent of allocated bytes: {exponent:0.00} ({small} resources {least / 1e6:0.00} MB, {large} resources {most / 1e6:0.00} MB); the limit is {Limit}");
        TestContext.Current.SendDiagnosticMessage(found);
        Assert.True(exponent <= Limit, found);
    }

    private static async Task<long> BytesAsync(Func<Task> work)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await work();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private static async Task CaptureAsync(int size)
    {
        StackProgram program = new(ProjectName, StackName, options => new TestStack(() => Declare(size), options));
        PropertyMap outputs = await StackCapture.RunAsync(program, new KnownRegistrar(), preview: false, Secrets().Digest, TimeSpan.FromMinutes(1));
        Assert.NotNull(outputs);
    }

    private static void Declare(int size)
    {
        for (int group = 0; group < size / 10; group++)
        {
            Group parent = new(Name("group", group));
            Thing? before = null;
            for (int i = 1; i < 10; i++)
            {
                ThingArgs args = new()
                {
                    Text = before is null ? "first" : before.Computed,
                    Number = i,
                    Labels = { ["team"] = "a", ["group"] = Name("group", group), ["environment"] = "test" },
                };
                CustomResourceOptions options = new() { Parent = parent };
                if (before is not null)
                {
                    options.DependsOn.Add(before);
                }

                before = new Thing($"{Name("thing", group)}-{i}", args, options);
            }
        }
    }

    private static Registration[] Registrations(int size)
    {
        List<Registration> registrations = new(size);
        Urn group = Root;
        Urn before = Root;
        for (int index = 1; index <= size; index++)
        {
            bool component = index % 10 == 1;
            Urn urn = component
                ? group = Infra.Model.Plans.Urn.Child(StackName, ProjectName, Root, Group.Token, Name("group", index))
                : Infra.Model.Plans.Urn.Child(StackName, ProjectName, group, Thing.Token, Name("thing", index));
            bool follows = index % 10 > 2;
            registrations.Add(new Registration
            {
                Index = index,
                Urn = urn,
                Custom = !component,
                Parent = component ? Root : group,
                Inputs = component ? PropertyMap.Empty : Inputs(index),
                DependsOn = follows ? [before] : [],
                PropertyDependencies = follows
                    ? ImmutableSortedDictionary<string, ImmutableArray<Urn>>.Empty.Add("text", [before])
                    : ImmutableSortedDictionary<string, ImmutableArray<Urn>>.Empty,
            });
            before = urn;
        }

        return [.. registrations];
    }

    private static PropertyMap Inputs(int index) => PropertyMap.From(
    [
        new("name", PropertyValue.Of(Name("thing", index))),
        new("text", PropertyValue.Of(Name("text", index - 1))),
        new("location", PropertyValue.Of("asia-south1")),
        new("number", PropertyValue.Of(index)),
        new("enabled", PropertyValue.Of(true)),
        new("labels", PropertyValue.Of(PropertyMap.From([new("team", PropertyValue.Of("a")), new("environment", PropertyValue.Of("test"))]))),
    ]);

    private static string Name(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{number:D5}");

    private static async Task<Plan> PlanAsync(Registration[] registrations, StackState state, MemoryFileSystem files)
    {
        PreviewRegistrar registrar = new(Nothing, state, Cloud(files), Secrets());
        foreach (Registration registration in registrations)
        {
            await registrar.RegisterAsync(registration);
        }

        return registrar.Plan(PropertyMap.Empty);
    }

    private static async Task ApplyAsync(Registration[] registrations, MemoryFileSystem files)
    {
        StateReading reading = Store(files).Load();
        Plan plan = await PlanAsync(registrations, reading.State, files);
        LocalCloud cloud = Cloud(files);
        using StateRun run = Store(files).Begins(reading, fencing: 1);
        StepExecutor executor = new(run, cloud, progress: null);
        ApplyRegistrar registrar = new(plan, Root, run.State, cloud, Secrets(), executor, CancellationToken.None);
        foreach (Registration registration in registrations)
        {
            await registrar.RegisterAsync(registration);
        }

        registrar.Delete();
        cloud.Save();
        run.Ends(registrar.Order, PropertyMap.Empty);
        Assert.Equal(registrations.Length + 1, executor.Done.Length);
    }

    private static StackState Fresh() => Store(new MemoryFileSystem()).Load().State;

    private static StateStore Store(MemoryFileSystem files) => new(files, "state", ProjectName, StackName, new FreshIdentity(new CountingEntropy()), new FixedClock());

    private static LocalCloud Cloud(MemoryFileSystem files) => LocalCloud.Open(files, "", StackName);

    private static SecretBook Secrets() => new([.. new CountingEntropy().Bytes(32)]);

    /// <summary>Gives the program every value at once.</summary>
    private sealed class KnownRegistrar : IRegistrar
    {
        public ValueTask<Registered> RegisterAsync(Registration registration) =>
            ValueTask.FromResult(new Registered(registration.Urn.Name, registration.Inputs.With("computed", PropertyValue.Of(registration.Urn.Name))));

        public void Unready(Urn urn, Exception cause) => throw new InvalidOperationException($"{urn} never became ready.", cause);
    }

    /// <summary>A disk without waiting.</summary>
    private sealed class MemoryFileSystem : IFileSystem
    {
        private readonly Dictionary<string, MemoryStream> contents = new(StringComparer.Ordinal);

        public byte[]? Read(string path) => contents.TryGetValue(path, out MemoryStream? content) ? content.ToArray() : null;

        public IAppendFile Append(string path) => new MemoryFile(contents.TryGetValue(path, out MemoryStream? content) ? content : contents[path] = new MemoryStream());

        public void Replace(string path, ReadOnlyMemory<byte> content)
        {
            contents[path] = new MemoryStream();
            contents[path].Write(content.Span);
        }

        public void Delete(string path) => contents.Remove(path);

        public IReadOnlyList<string> List(string folder) =>
            [.. contents.Keys.Where(p => string.Equals(Path.GetDirectoryName(p), folder, StringComparison.Ordinal)).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal)];

        public IDisposable? TryGuard(string path) => throw new NotSupportedException("Only one runs here.");

        private sealed class MemoryFile(MemoryStream content) : IAppendFile
        {
            public void Append(ReadOnlySpan<byte> bytes, bool durable = true) => content.Write(bytes);

            public void Dispose()
            {
            }
        }
    }
}
