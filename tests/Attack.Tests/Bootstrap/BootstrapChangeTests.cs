using System.Text.Json.Nodes;
using Infra.Attack.Tests.World;
using Infra.Cli.Tests;
using Infra.Cli.Tests.Google;
using Infra.Delivery.Audit;
using Infra.GitHub.Tests.Server;
using Infra.GitHub.Tests.Sync;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;

namespace Infra.Attack.Tests.Bootstrap;

/// <summary>
/// Bootstrap decides who may apply everywhere else. Once records began, a change of it is sealed, gated, frozen and audited like one of production. The Pulumi
/// CLI is played by a program that writes down its calls.
/// </summary>
public sealed class BootstrapChangeTests : IAsyncLifetime
{
    private const string Planned = ".infra/plan.json";
    private const string Urn = "urn:pulumi:bootstrap::infra::infra:cloud:StateBucket$gcp:storage/bucket:Bucket::setu-seed-284517-dev-state";

    private const string Player = """
        #!/bin/sh
        here="$(dirname "$0")"
        echo "$*" >> "$here/calls"
        case "$1 $2 $*" in
          "version  version") echo v3.259.0 ;;
          "stack export"*"--stack bootstrap"*) echo '{"version":3,"deployment":{"manifest":{},"secrets_providers":{"type":"cloud","state":{"url":"PROVIDER"}},"resources":[{"urn":"URN","custom":true,"type":"gcp:storage/bucket:Bucket","id":"b"}]}}' ;;
          "stack export"*) echo '{"version":3,"deployment":{"manifest":{},"resources":[]}}' ;;
          "stack output"*) cat "$here/outputs.json" ;;
          "preview --stack"*--expect-no-changes*) [ -f "$here/applied" ] || exit 7 ;;
          "preview --stack"*--json*) cat "$here/preview.json" ;;
          "up --stack"*--json*)
            echo "$INFRA_ENVELOPE" > "$here/applied"
            echo '{"sequence":1,"timestamp":1,"resOutputsEvent":{"metadata":{"op":"update","urn":"URN","type":"gcp:storage/bucket:Bucket","old":null,"new":null,"detailedDiff":null,"logical":true,"provider":""}}}'
            echo '{"sequence":2,"timestamp":1,"summaryEvent":{"maybeCorrupt":false,"durationSeconds":1,"resourceChanges":{"update":1},"PolicyPacks":{},"isPreview":false,"result":"succeeded"}}' ;;
          "up --stack"*) echo first > "$here/applied" ;;
          *) echo "no such call: $*" >&2; exit 99 ;;
        esac

        """;

    // What a preview of bootstrap shows: all as it is, and one bucket with a setting more.
    private static readonly Lazy<Task<string>> Preview = new(PreviewAsync);

    private readonly string home = Directory.CreateTempSubdirectory("infra-bootstrap-change-").FullName;
    private SignedWorld world = null!;
    private GitHubServer server = null!;

    private string[] Calls => File.Exists(Path.Combine(home, "calls")) ? File.ReadAllLines(Path.Combine(home, "calls")) : [];

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program that plays the CLI is a shell script.");
        server = await GitHubServer.StartAsync(prism: null);
        await SyncSample.Over(server, new JumpingClock()).ApplyAsync(_ => { }, TestContext.Current.CancellationToken);
        world = await SignedWorld.StartAsync(before: files => files.TrustPipeline());
        Signs = world.Pipeline;
        await File.WriteAllTextAsync(Path.Combine(home, "preview.json"), await Preview.Value);
        string[] environments = ["dev", "prod", "staging"];
        JsonObject foundations = new(environments.Select(e => KeyValuePair.Create(e, (JsonNode?)new JsonObject(
            world.Git.Files.Read($"stacks/{e}/foundation.yaml").Split('\n').Where(l => l.Length > 0 && l[0] is not '#' and not ' ' && l.Contains(": ", StringComparison.Ordinal))
                .Select(l => l.Split(": ", 2)).Select(p => KeyValuePair.Create(p[0], (JsonNode?)p[1].Trim('"')))))));
        string key = ((string)foundations["dev"]!["secretsKey"]!).Replace("dev-secrets", "bootstrap-secrets", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(home, "outputs.json"), new JsonObject { ["foundations"] = foundations, ["secretsKey"] = key }.ToJsonString());
        string program = Path.Combine(home, "pulumi");
        await File.WriteAllTextAsync(program, Player.Replace("URN", Urn, StringComparison.Ordinal).Replace("PROVIDER", $"gcpkms://{key}", StringComparison.Ordinal));
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        world.Git.Files.Packages = PackageKind.Official;
        string file = Path.Combine(world.Git.Files.Folder, "stacks", "Pulumi.bootstrap.yaml");
        await File.AppendAllTextAsync(file, "# A change of it.\n");
        world.Git.Git("add", "--all");
        world.Git.Git("-c", "user.email=leela@setu-retail.example", "commit", "--quiet", "--message", "change");
        world.Git.Git("push", "--quiet", "origin", "main");
        string first = world.Git.Git("rev-list", "--max-parents=0", "HEAD").Trim();
        string[] ids = [.. world.Git.Git("rev-list", "HEAD").Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        foreach ((string id, string? parent) in ids.Zip(ids.Skip(1).Cast<string?>().Append(null)))
        {
            _ = server.Commit(id, "leela@setu-retail.example", parents: parent is null ? [] : [parent]);
        }

        server.Compare[$"{first}...{world.Head}"] = ids[..^1];
        server.Push("main", world.Head, 90210005);
    }

    private string Signs { get; set; } = "";

    public async ValueTask DisposeAsync()
    {
        world?.Dispose();
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        Directory.Delete(home, recursive: true);
    }

    [Fact]
    public async Task A_change_of_what_was_made_is_not_carried_out_without_an_envelope()
    {
        (string output, int exitCode) = await RunAsync("bootstrap", "--backend", "pulumi", "--yes");

        Assert.True(exitCode == 10, output);
        Assert.Contains("Bootstrap has run before, and a change of it is sealed and approved like one of production", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Calls, c => c.StartsWith("up ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("asha platform_team")]
    [InlineData("asha platform_team,ravi platform_team")]
    [InlineData("leela platform_team,meera security_team")]
    public async Task A_change_that_the_right_people_did_not_approve_is_not_carried_out(string approvals)
    {
        await SealAsync();
        await ApproveAsync(approvals);

        (string output, int exitCode) = await RunAsync("bootstrap", "--backend", "pulumi", "--plan", Planned, "--yes");

        Assert.True(exitCode == 10, output);
        Assert.Contains("ApprovalsMet", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Calls, c => c.StartsWith("up ", StringComparison.Ordinal));
        Assert.Equal(["begin ", "end refused"], await RecordsAsync());
    }

    [Fact]
    public async Task A_change_in_a_freeze_is_not_carried_out()
    {
        world.Git.Files.Replace("stacks/delivery/calendar.yaml", "\nfreezes:\n", "\nfreezes:\n  move:\n    first: \"2026-10-19\"\n    last: \"2026-10-23\"\n    level: full\n    environments:\n      - bootstrap\n    reason: The data moves\n    source: https://setu-retail.example/moves\n");
        world.Git.Git("add", "--all");
        world.Git.Git("-c", "user.email=leela@setu-retail.example", "commit", "--quiet", "--message", "freeze");
        await SealAsync();

        (string output, int exitCode) = await RunAsync("bootstrap", "--backend", "pulumi", "--plan", Planned, "--yes");

        Assert.True(exitCode == 10, output);
        Assert.Contains("The data moves", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Calls, c => c.StartsWith("up ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_job_makes_what_nobody_could_approve_yet()
    {
        world.Google.Lose();
        world.Git.Files.Variables["CI"] = "true";

        (string output, int exitCode) = await RunAsync("bootstrap", "--backend", "pulumi", "--yes");

        Assert.True(exitCode == 10, output);
        Assert.Contains("no job makes one", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Calls, c => c.StartsWith("up ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_approved_change_is_carried_out_between_two_records_and_its_rules_are_kept()
    {
        await SealAsync();
        await ApproveAsync("asha platform_team,meera security_team");

        (string output, int exitCode) = await RunAsync("bootstrap", "--backend", "pulumi", "--plan", Planned, "--yes");

        Assert.True(exitCode == 0, output);
        Assert.Equal(Path.GetFullPath(Planned, world.Git.Files.Folder), (await File.ReadAllTextAsync(Path.Combine(home, "applied"), TestContext.Current.CancellationToken)).Trim());
        Assert.Equal(["begin ", "end succeeded"], await RecordsAsync());
        Assert.Contains(world.Google.Names, n => n.StartsWith("bootstrap/records/000000/000000006-", StringComparison.Ordinal));
        Assert.Equal(2, world.Google.Names.Count(n => n.StartsWith("bootstrap/rules/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_revocation_counts_until_the_first_step()
    {
        await SealAsync();
        await ApproveAsync("asha platform_team,meera security_team");
        string id = (await world.Trail().Ledger.ReadAsync(TestContext.Current.CancellationToken)).Single(r => r.Person == "meera").Id;
        string revoked = "";

        // Every gate was open when the update began, and Meera takes her word back before the first step.
        world.Google.Created = async name =>
        {
            if (!name.StartsWith("bootstrap/records/000000/000000005-", StringComparison.Ordinal))
            {
                return;
            }

            world.Google.Created = null;
            Dictionary<string, string> before = new(world.Git.Files.Variables, StringComparer.Ordinal);
            world.As("meera");
            Join();
            (revoked, int code) = await world.Git.Files.RunAsync(["approvals", "revoke", Planned, "--id", id]);
            Assert.True(code == 0, revoked);
            world.As("vikram", GoogleServer.Operator);
            before.ToList().ForEach(v => world.Git.Files.Variables[v.Key] = v.Value);
        };

        (string output, int exitCode) = await RunAsync("bootstrap", "--backend", "pulumi", "--plan", Planned, "--yes");

        Assert.StartsWith("Revoked", revoked, StringComparison.Ordinal);
        Assert.True(exitCode == 10, output);
        Assert.Contains("security_team", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Calls, c => c.StartsWith("up ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_program_registers_nothing_for_a_bootstrap_that_no_command_of_infra_started()
    {
        world.As("asha");
        string? bare = await EnginePermit.RefusalAsync(world.Host(), "bootstrap", isDryRun: false, TestContext.Current.CancellationToken);
        world.Git.Files.Variables["INFRA_ENVELOPE"] = "yes";
        string? believed = await EnginePermit.RefusalAsync(world.Host(), "bootstrap", isDryRun: false, TestContext.Current.CancellationToken);

        Assert.Contains("bootstrap is updated through infra", bare, StringComparison.Ordinal);
        Assert.Contains("cannot be read", believed, StringComparison.Ordinal);
    }

    private static async Task<string> PreviewAsync()
    {
        using Workspace made = new();
        Assert.Equal(0, (await made.RunAsync(["bootstrap", "--yes"])).ExitCode);
        using StringWriter output = new();
        Assert.Equal(0, await made.RunAsync(["state", "show", "bootstrap", "--format", "json"], output, TextWriter.Null));
        JsonArray steps = [];
        foreach (JsonNode? resource in JsonNode.Parse(output.ToString())!["resources"]!.AsArray())
        {
            JsonObject state = new();
            foreach (string field in (string[])["urn", "custom", "id", "type", "inputs", "outputs", "protect", "parent"])
            {
                state[field] = resource![field]?.DeepClone();
            }

            bool changes = (string?)state["urn"] == Urn;
            JsonObject after = (JsonObject)state.DeepClone();
            if (changes)
            {
                after["inputs"]!["requesterPays"] = false;
            }

            steps.Add((JsonNode)new JsonObject { ["op"] = changes ? "update" : "same", ["urn"] = state["urn"]!.DeepClone(), ["oldState"] = state, ["newState"] = after, ["detailedDiff"] = null });
        }

        Assert.Single(steps, s => (string?)s!["op"] == "update");
        return new JsonObject { ["steps"] = steps, ["changeSummary"] = new JsonObject { ["update"] = 1 } }.ToJsonString();
    }

    private async Task SealAsync()
    {
        world.As("asha");
        Join();
        world.Git.Files.Variables["INFRA_SIGNING_KEY"] = Signs;
        (string output, int exitCode) = await world.Git.Files.RunAsync(["preview", "bootstrap", "--backend", "pulumi", "--seal", "--out", Planned]);
        Assert.True(exitCode is 0 or 5, output);
    }

    private async Task ApproveAsync(string approvals)
    {
        foreach (string[] approval in approvals.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(a => a.Split(' ')))
        {
            world.As(approval[0]);
            Join();
            (string output, int exitCode) = await world.Git.Files.RunAsync(["approve", Planned, "--role", approval[1]]);
            Assert.True(exitCode == 0, output);
        }
    }

    private Task<(string Output, int ExitCode)> RunAsync(params string[] command)
    {
        string? job = world.Git.Files.Variables.GetValueOrDefault("CI");
        world.As("vikram", GoogleServer.Operator);
        Join();
        if (job is not null)
        {
            world.Git.Files.Variables["CI"] = job;
        }

        return world.Git.Files.RunAsync(command);
    }

    private void Join()
    {
        foreach ((string name, string value) in new[]
        {
            ("GITHUB_REPOSITORY", "setu-retail/platform"), ("GITHUB_API_URL", server.Address.ToString()), ("GITHUB_TOKEN", GitHubServer.Token), ("GOOGLE_OAUTH_ACCESS_TOKEN", "ya29.not-a-real-token"),
            ("PATH", $"{home}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}"),
        })
        {
            world.Git.Files.Variables[name] = value;
        }
    }

    private async Task<string[]> RecordsAsync() =>
        [.. (await world.ChainAsync()).Records.Skip(1).Select(r => r.Entry).Where(e => e.Action == "bootstrap").Select(e => $"{(e.Phase == AuditPhase.Begin ? "begin" : "end")} {e.Outcome}")];
}
