using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Reflection;
using Infra.Emulator;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Model.Properties;
using Infra.Model.Values;

namespace Infra.PulumiCli.Tests;

/// <summary>The backend over documents and streams in the documented form of the CLI (reference: pulumi/pulumi at 1b5949891b3c).</summary>
public sealed class PulumiBackendTests : IDisposable
{
    private readonly string scratch = Directory.CreateTempSubdirectory("infra-pulumi-backend-").FullName;
    private readonly Player player = new();

    public void Dispose() => Directory.Delete(scratch, recursive: true);

    [Fact]
    public async Task A_preview_is_a_plan_with_every_step_difference_secret_and_unknown()
    {
        Plan plan = await Backend().PreviewAsync(Cancellation);

        Assert.Equal(("dev", "pulumi", new PlanSummary(Create: 1, Update: 1, Replace: 1, Delete: 1, Same: 1, Read: 0, Import: 0)), (plan.Stack, plan.Backend, plan.Summary));
        PlanStep network = plan.Steps[1];
        Assert.Equal(("vpc", StepOp.Create, true, "google", "compute"), (network.Name, network.Op, network.Custom, network.Provider!.Value.Name, Assert.Single(network.DependsOn).Name));
        PlanStep bucket = plan.Steps[2];
        Assert.True(bucket.Protect);
        Assert.True(bucket.Stateful);
        Assert.Equal(
            ["labels.owner Update \"a\" \"b\" False", "labels[\"cost.centre\"] Add  \"c\" False", "lifecycleRules[0].action.type Update \"Delete\" \"SetStorageClass\" False"],
            bucket.Diff.Select(d => $"{d.Path} {d.Kind} {d.Old} {d.New} {d.ForcesReplacement}"));
        Assert.Equal(["location Update \"asia-south1\" \"asia-south2\" True"], plan.Steps[3].Diff.Select(d => $"{d.Path} {d.Kind} {d.Old} {d.New} {d.ForcesReplacement}"));
        Assert.True(plan.Steps[4].IsDestructive, "a type that nobody knows counts as one that cannot be made again");
        Assert.True(plan.Steps[4].Inputs.ContainsSecret);
        Assert.Equal(PropertyValue.Unknown, plan.Outputs["networkId"]);
        Assert.Equal(PropertyValue.UnknownSecret, plan.Outputs["token"]);
        Assert.Equal(plan.Digest, (await Backend().PreviewAsync(Cancellation)).Digest);
        Assert.Contains($"preview --stack dev --json --show-sames --save-plan {Path.Combine(scratch, "dev.pulumi-plan.json")} --non-interactive --color never @ gs://state", player.Calls);
    }

    [Fact]
    public async Task What_the_provider_computes_has_the_values_of_the_outputs_and_the_outputs_of_before_are_known()
    {
        JsonNode preview = JsonNode.Parse(Document("preview.json"))!;
        preview["steps"]![0]!["oldState"]!["outputs"] = new JsonObject { ["networkId"] = "before" };
        JsonNode bucket = preview["steps"]![2]!;
        bucket["oldState"]!["outputs"] = new JsonObject { ["effectiveLabels"] = new JsonObject { ["tier"] = "dev" } };
        bucket["newState"]!["outputs"] = new JsonObject { ["effectiveLabels"] = new JsonObject { ["tier"] = "prod" } };
        bucket["detailedDiff"] = new JsonObject { ["effectiveLabels.tier"] = new JsonObject { ["kind"] = "update", ["inputDiff"] = false } };
        player.Answers["preview"] = new ProgramResult(0, preview.ToJsonString(), "");

        Plan plan = await Backend().PreviewAsync(Cancellation);

        Assert.Equal(["effectiveLabels.tier \"dev\" \"prod\""], plan.Steps[2].Diff.Select(d => $"{d.Path} {d.Old} {d.New}"));
        Assert.Equal(PropertyValue.Of("before"), plan.OutputsBefore!["networkId"]);
    }

    [Fact]
    public async Task An_update_carries_out_Pulumis_plan_and_reports_what_the_stream_says_of_the_update_itself()
    {
        PulumiBackend backend = Backend();
        Plan plan = await backend.PreviewAsync(Cancellation);
        List<string> reported = [];

        UpdateOutcome outcome = await backend.ApplyAsync(plan, new Reporter(reported), Cancellation);

        Assert.True(outcome.Succeeded);
        Assert.Equal(["vpc", "state", "ring", "old"], outcome.Done.Select(s => s.Name));
        Assert.Equal(["Began vpc", "Done vpc", "Done state", "Done ring", "Done old"], reported);
        Assert.Equal(PropertyValue.Of("projects/p/networks/vpc"), outcome.Outputs["networkId"]);
        Assert.Contains($"up --stack dev --yes --json --plan {Path.Combine(scratch, "dev.pulumi-plan.json")} --non-interactive --color never @ gs://state", player.Calls);
        Assert.DoesNotContain(player.Calls, c => c.Contains("--skip-preview", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_names_the_resource_with_the_reason_and_what_was_not_tried()
    {
        player.Answers["up"] = new ProgramResult(1, Document("up-failed.jsonl"), "");
        PulumiBackend backend = Backend();

        UpdateOutcome outcome = await backend.ApplyAsync(await backend.PreviewAsync(Cancellation), null, Cancellation);

        Assert.False(outcome.Succeeded);
        Assert.Equal(["state: googleapi: Error 412: the retention policy is locked"], outcome.Failures.Select(f => $"{f.Step.Name}: {f.Message}"));
        Assert.Equal(["vpc"], outcome.Done.Select(s => s.Name));
        Assert.Equal(["ring", "old"], outcome.Skipped.Select(s => s.Name));
    }

    [Fact]
    public async Task A_state_that_changed_since_the_preview_is_refused_before_anything_is_run()
    {
        PulumiBackend backend = Backend();
        Plan plan = await backend.PreviewAsync(Cancellation);
        player.Answers["stack export"] = new ProgramResult(0, Document("export.json").Replace("\"name\": \"state\"", "\"name\": \"other\"", StringComparison.Ordinal), "");

        InfraException refusal = await Assert.ThrowsAsync<InfraException>(() => backend.ApplyAsync(plan, null, Cancellation));

        Assert.Equal(ErrorKind.PlanStale, refusal.Kind);
        Assert.DoesNotContain(player.Calls, c => c.StartsWith("up ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_time_in_a_state_is_no_change_of_it()
    {
        PulumiBackend backend = Backend();
        StackStatus before = await backend.StatusAsync(Cancellation);
        player.Answers["stack export"] = new ProgramResult(0, Document("export.json").Replace("04:30:00", "05:30:00", StringComparison.Ordinal), "");

        Assert.Equal(before.StateDigest, (await backend.StatusAsync(Cancellation)).StateDigest);
        Assert.Equal((true, 1, "pulumi"), (before.Exists, before.Resources, before.Backend));
    }

    [Fact]
    public async Task A_stack_that_does_not_exist_yet_has_no_state_and_can_be_previewed()
    {
        player.Answers["stack export"] = new ProgramResult(6, "", "error: no stack named 'dev' found");

        Assert.Equal((false, "none"), await Backend().StatusAsync(Cancellation) is var status ? (status.Exists, status.StateDigest) : default);
    }

    [Fact]
    public async Task Drift_names_what_was_changed_and_what_is_gone()
    {
        ImmutableArray<ResourceDrift> drifts = await Backend().DriftAsync(Cancellation);

        Assert.Equal(
            ["state state changed versioning.enabled: true -> false", "nat projects/p/addresses/nat gone "],
            drifts.Select(d => $"{d.Urn.Name} {d.Id} {(d.IsGone ? "gone" : "changed")} {string.Join(' ', d.Properties.Select(p => $"{p.Path}: {p.Old} -> {p.New}"))}"));
        Assert.Contains("refresh --stack dev --preview-only --json --non-interactive --color never @ gs://state", player.Calls);
    }

    [Fact]
    public async Task Pending_operations_are_said()
    {
        player.Answers["stack export"] = new ProgramResult(0, Document("export.json").Replace("\"resources\":", "\"pending_operations\": [{\"resource\": {}, \"type\": \"creating\"}], \"resources\":", StringComparison.Ordinal), "");
        PulumiBackend backend = Backend();

        await backend.StatusAsync(Cancellation);

        Assert.Equal(["The state of dev has 1 operations that were begun and not ended. Compare them with the cloud; `pulumi refresh` clears what is there."], backend.Notices);
    }

    [Theory]
    [InlineData(255, "", "error: passphrase must be set with PULUMI_CONFIG_PASSPHRASE", ErrorKind.Authentication, "This state is encrypted with a passphrase.")]
    [InlineData(3, "", "error: this command requires logging in; try running `pulumi login` first", ErrorKind.Authentication, "PULUMI_BACKEND_URL did not reach the CLI")]
    [InlineData(1, "", "error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file", ErrorKind.Failed, "Wait for the run that holds the lock.")]
    [InlineData(1, "failed-preview.json", "", ErrorKind.Failed, "resource 'vpc' has a problem: Missing required argument")]
    public async Task Each_ending_of_a_preview_says_what_to_do(int exitCode, string document, string error, ErrorKind expected, string message)
    {
        player.Answers["preview"] = new ProgramResult(exitCode, document.Length == 0 ? "" : Document(document), error);

        InfraException refusal = await Assert.ThrowsAsync<InfraException>(() => Backend().PreviewAsync(Cancellation));

        Assert.Equal(expected, refusal.Kind);
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Previewing update (dev)")]
    [InlineData("[]")]
    [InlineData("{\"steps\": [{\"op\": \"sing\", \"urn\": \"urn:pulumi:dev::infra::a:b:C::x\"}]}")]
    [InlineData("{\"steps\": [{\"urn\": \"x\"}]}")]
    [InlineData("{\"steps\": [{\"op\": \"update\", \"urn\": \"urn:pulumi:dev::infra::a:b:C::x\", \"detailedDiff\": {\"n\": {\"kind\": \"odd\"}}}]}")]
    public async Task A_document_that_nobody_knows_is_an_error_and_never_an_empty_plan(string document)
    {
        player.Answers["preview"] = new ProgramResult(0, document, "");

        InfraException refusal = await Assert.ThrowsAsync<InfraException>(() => Backend().PreviewAsync(Cancellation));

        Assert.Contains("What the Pulumi CLI wrote is not a document that this version of infra reads", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_was_cut_off_is_not_a_success()
    {
        player.Answers["up"] = new ProgramResult(0, string.Join('\n', Document("up.jsonl").Split('\n').Take(6)) + "\n{\"sequence\":7,\"summ", "");
        PulumiBackend backend = Backend();
        Plan plan = await backend.PreviewAsync(Cancellation);

        InfraException refusal = await Assert.ThrowsAsync<InfraException>(() => backend.ApplyAsync(plan, null, Cancellation));

        Assert.Contains("ended without saying how: its stream of events was cut off", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>A signal can tear the stream before its summary; what the CLI exits with says what became of it all the same.</summary>
    [Theory]
    [InlineData(8, true)]
    [InlineData(7, false)]
    [InlineData(1, false)]
    public async Task A_run_that_was_stopped_is_cancelled_by_what_the_CLI_exits_with(int exit, bool cancelled)
    {
        player.Answers["up"] = new ProgramResult(exit, string.Join('\n', Document("up-failed.jsonl").Split('\n').Where(l => !l.Contains("summaryEvent", StringComparison.Ordinal))), "");
        PulumiBackend backend = Backend();

        UpdateOutcome outcome = await backend.ApplyAsync(await backend.PreviewAsync(Cancellation), null, Cancellation);

        Assert.NotEmpty(outcome.Failures);
        Assert.Equal(cancelled, outcome.Cancelled);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Document(string name) => File.ReadAllText(Path.Combine(
        typeof(PulumiBackendTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepoRoot").Value!, "tests", "PulumiCli.Tests", "Documents", name));

    private PulumiBackend Backend() => new(new PulumiBackendOptions
    {
        HoldsData = LocalCloud.MayHoldData,
        Stack = StackName.Of("dev"),
        Url = "gs://state",
        Commands = new PulumiCommands("pulumi"),
        Programs = player,
        Folder = scratch,
        Scratch = scratch,
        Files = new Infra.Machine.Files.DiskFileSystem(),
    });

    private sealed class Reporter(List<string> reported) : IProgress<StepEvent>
    {
        public void Report(StepEvent value) => reported.Add($"{value.Phase} {value.Step.Name}");
    }

    // Plays the CLI: answers by the first words of a call, and throws on any other.
    private sealed class Player : IProgramRunner
    {
        public List<string> Calls { get; } = [];

        public Dictionary<string, ProgramResult> Answers { get; } = new(StringComparer.Ordinal)
        {
            ["version"] = new(0, "v3.259.0\n", ""),
            ["stack export"] = new(0, Document("export.json"), ""),
            ["stack output"] = new(0, "{\"networkId\": \"projects/p/networks/vpc\"}", ""),
            ["preview"] = new(0, Document("preview.json"), ""),
            ["refresh"] = new(0, Document("refresh.json"), ""),
            ["up"] = new(0, Document("up.jsonl"), ""),
        };

        public Task<ProgramResult> RunAsync(ProgramCall call, string folder, Action<string>? line, CancellationToken cancellation)
        {
            string words = string.Join(' ', call.Arguments);
            Calls.Add($"{words} @ {call.Variables.GetValueOrDefault("PULUMI_BACKEND_URL")}");
            ProgramResult answer = Answers.Single(a => words == a.Key || words.StartsWith(a.Key + " ", StringComparison.Ordinal)).Value;
            foreach (string text in answer.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                line?.Invoke(text);
            }

            return Task.FromResult(answer);
        }
    }
}
