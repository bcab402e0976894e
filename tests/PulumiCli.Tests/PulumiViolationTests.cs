using System.Reflection;
using System.Text.Json;
using Infra.Emulator;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Model.Values;

namespace Infra.PulumiCli.Tests;

/// <summary>
/// What the CLI says of a resource that is not as in its plan. The texts are Pulumi's own, as pulumi/pulumi#11012, #13765 and #8985 show them: values
/// stand behind the names, also those of secrets.
/// </summary>
public sealed class PulumiViolationTests : IDisposable
{
    private const string Bucket = "urn:pulumi:dev::infra::gcp:storage/bucket:Bucket::state";
    private const string Mend = "\nThe plan is out of date and nothing further was done; preview again.";

    private readonly string scratch = Directory.CreateTempSubdirectory("infra-pulumi-violations-").FullName;

    public void Dispose() => Directory.Delete(scratch, recursive: true);

    [Theory]
    [InlineData($"resource {Bucket} violates plan: properties changed: ~~labels[{{map[owner:{{b}}]}}!={{map[owner:{{planted-secret}}]}}], ++planted[{{planted-secret}}]\n", $"{Bucket}: update was sealed, and other values of labels are there now (not shown)")]
    [InlineData($"resource {Bucket} violates plan: properties changed: =~token[{{&{{{{planted-secret}}}}}}]", $"{Bucket}: update was sealed, and other properties are there now (not shown)")]
    [InlineData($"resource {Bucket} violates plan: provider changed (expected urn:pulumi:dev::infra::pulumi:providers:gcp::google)", $"{Bucket}: update was sealed, and provider changed (expected urn:pulumi:dev::infra::pulumi:providers:gcp::google)")]
    [InlineData("replace is not allowed by the plan: this resource is constrained to update", $"{Bucket}: update was sealed, and replace is what would be done now")]
    [InlineData("create is not allowed by the plan: no steps were expected for this resource", "urn:pulumi:dev::infra::a:b:C::new: nothing was sealed, and create is what would be done now", "urn:pulumi:dev::infra::a:b:C::new")]
    [InlineData($"expected resource operations for {Bucket} but none were seen", $"{Bucket}: update was sealed, and the program does not declare it any more", "")]
    public async Task A_step_that_differs_from_its_sealed_form_stops_everything_and_shows_no_value(string said, string expected, string urn = Bucket)
    {
        // Pulumi says it in its preview phase: no step of the update itself was begun.
        string diagnostic = $$$"""{"sequence":1,"timestamp":1,"diagnosticEvent":{"urn":{{{JsonSerializer.Serialize(urn)}}},"message":{{{JsonSerializer.Serialize(said)}}},"color":"never","severity":"error"}}""";
        const string Summary = """{"sequence":2,"timestamp":1,"summaryEvent":{"maybeCorrupt":false,"durationSeconds":1,"resourceChanges":{},"PolicyPacks":{},"isPreview":true,"result":"failed"}}""";

        (InfraException refusal, List<string> steps) = await RefusedAsync(new ProgramResult(1, $"{diagnostic}\n{Summary}\n", ""));

        Assert.Equal((ErrorKind.PlanStale, expected + Mend), (refusal.Kind, refusal.Message));
        Assert.Empty(steps);
    }

    [Fact]
    public async Task What_is_said_on_the_other_stream_counts_too_and_what_was_done_before_is_reported()
    {
        string done = Document("up-failed.jsonl").Split('\n')[1];

        (InfraException refusal, List<string> steps) = await RefusedAsync(new ProgramResult(1, done + "\n", $"error: resource {Bucket} violates plan: properties changed: ~~labels[{{1}}!={{planted-secret}}]\n"));

        Assert.Equal((ErrorKind.PlanStale, $"{Bucket}: update was sealed, and other values of labels are there now (not shown){Mend}"), (refusal.Kind, refusal.Message));
        Assert.Equal(["Done vpc"], steps);
    }

    private static string Document(string name) => File.ReadAllText(Path.Combine(
        typeof(PulumiViolationTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepoRoot").Value!, "tests", "PulumiCli.Tests", "Documents", name));

    private async Task<(InfraException Refusal, List<string> Steps)> RefusedAsync(ProgramResult up)
    {
        PulumiBackend backend = new(new PulumiBackendOptions
        {
            HoldsData = LocalCloud.MayHoldData,
            Stack = StackName.Of("dev"),
            Url = "gs://state",
            Commands = new PulumiCommands("pulumi"),
            Programs = new Player(up),
            Folder = scratch,
            Scratch = scratch,
            Files = new Infra.Machine.Files.DiskFileSystem(),
        });
        Plan plan = await backend.PreviewAsync(TestContext.Current.CancellationToken);
        List<string> steps = [];
        return (await Assert.ThrowsAsync<InfraException>(() => backend.ApplyAsync(plan, new Reporter(steps), TestContext.Current.CancellationToken)), steps);
    }

    private sealed class Reporter(List<string> reported) : IProgress<StepEvent>
    {
        public void Report(StepEvent value) => reported.Add($"{value.Phase} {value.Step.Name}");
    }

    private sealed class Player(ProgramResult up) : IProgramRunner
    {
        public Task<ProgramResult> RunAsync(ProgramCall call, string folder, Action<string>? line, CancellationToken cancellation)
        {
            ProgramResult answer = string.Join(' ', call.Arguments.Take(2)) switch
            {
                "version" => new(0, "v3.259.0\n", ""),
                "stack export" => new(0, Document("export.json"), ""),
                "preview --stack" => new(0, Document("preview.json"), ""),
                "up --stack" => up,
                string other => throw new InvalidOperationException(other),
            };
            foreach (string text in answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                line?.Invoke(text);
            }

            return Task.FromResult(answer);
        }
    }
}
