using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Infra.Attack.Tests.World;
using Infra.Cli.Tests;
using Infra.Delivery.Audit;
using Infra.GitHub.Tests.Server;
using Infra.GitHub.Tests.Sync;
using Infra.Pipeline.Workspace;

namespace Infra.Attack.Tests.Story;

/// <summary>
/// One release from staging to production and back on the pulumi backend, with everything that holds against an insider: records signed by environments and held
/// against the bucket, approvals by people's keys, both rule sets, guards at GitHub, soak by the bucket's time. The Pulumi CLI is played by a program.
/// </summary>
public sealed partial class PulumiStoryTests : IAsyncLifetime
{
    private const long Bot = 90219001;

    // Beside it: ENV.state (resources), ENV.next (a preview as JSON). An update makes the next state of what the preview showed.
    private const string Player = """
        #!/bin/sh
        here="$(dirname "$0")"
        option() { name=$1; shift; while [ $# -gt 1 ]; do [ "$1" = "$name" ] && { echo "$2"; return; }; shift; done; }
        stack=$(option --stack "$@")
        case "$1 $2 $*" in
          "version  version") echo v3.259.0 ;;
          "stack export"*) printf '{"version":3,"deployment":{"manifest":{},"resources":%s}}' "$(cat "$here/$stack.state" 2>/dev/null || echo '[]')" ;;
          "stack output"*) echo '{}' ;;
          "preview --stack"*--json*) cat "$here/$stack.next"; echo '{"manifest":{},"resourcePlans":{}}' > "$(option --save-plan "$@")" ;;
          "up --stack"*--json*)
            cp "$here/$stack.after" "$here/$stack.state"
            cat "$here/$stack.events" ;;
          *) echo "no such call: $*" >&2; exit 99 ;;
        esac

        """;

    private readonly string home = Directory.CreateTempSubdirectory("infra-pulumi-story-").FullName;
    private readonly List<string> asked = [];
    private SignedWorld world = null!;
    private GitHubServer server = null!;
    private int files;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program that plays the CLI is a shell script.");
        string program = Path.Combine(home, "pulumi");
        await File.WriteAllTextAsync(program, Player);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        server = await GitHubServer.StartAsync(prism: null);
        await SyncSample.Over(server, new JumpingClock()).ApplyAsync(_ => { }, Stop);
        world = await SignedWorld.StartAsync("2026-07-14T04:30:00Z", files =>
        {
            files.TrustPipeline();
            files.Replace("stacks/delivery/approvals.yaml", "      - leela@setu-retail.example\n", "      - leela@setu-retail.example\n      - test@setu-retail.example\n");
        });
        world.Git.Files.Packages = PackageKind.Official;
        world.Git.Files.PullRequests = (host, _) => new GitHubPullRequests(host);
        string first = world.Head;
        world.Git.Release("staging", first);
        world.Git.Release("prod", first);
        world.Git.Applications();
        await CommitAsync("release");
    }

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
    public async Task A_release_goes_from_staging_to_production_and_back_with_all_that_holds_against_an_insider()
    {
        // Staging runs its first release, then a newer one.
        await ApplyAsync("staging", "asha platform_team", "meera security_team", "ravi platform_team");
        world.Git.Files.Replace("stacks/staging/release.yaml", "  reloader: \"2.2.11\"", "  reloader: \"2.2.12\"");
        await CommitAsync("Newer reloader");
        await ApplyAsync("staging", "asha platform_team", "meera security_team", "ravi platform_team");

        // Production is promised what staging has run for two hours, by the time of the bucket.
        string early = await RefusedAsync("promote", "staging", "prod", "--backend", "pulumi");
        Assert.Contains("SoakElapsed: ", early, StringComparison.Ordinal);
        world.Clock.Now = DateTimeOffset.Parse("2026-07-15T09:35:00Z", null);
        string untested = await RefusedAsync("promote", "staging", "prod", "--backend", "pulumi");
        await AsReleaseAsync("promote", "staging", "prod", "--backend", "pulumi", "--evidence", await EvidenceAsync("TestsPassed", "--about", Digest().Match(untested).Value));
        await MergeAsync("promote/prod");

        // Five people, because it makes everything anew and touches payments; one of them missing closes it.
        string[] approvals = ["asha platform_team", "meera security_team", "vikram business_owner", "dev compliance_team", "ravi platform_team"];
        string plan = await SealAsync("prod");
        string[] evidence = ["--evidence", await EvidenceAsync("TestsPassed", "--plan", plan), "--evidence", await EvidenceAsync("BudgetWithin", "--plan", plan), "--evidence", await RehearseAsync("prod", plan)];
        await ApproveAsync(plan, approvals[..^1]);
        Assert.Contains("ApprovalsMet: still needed: ", await RefusedAsJobAsync("prod", ["up", "prod", "--backend", "pulumi", "--plan", plan, "--yes", .. evidence]), StringComparison.Ordinal);
        await ApproveAsync(plan, approvals[^1]);
        string applied = await AsJobAsync("prod", ["up", "prod", "--backend", "pulumi", "--plan", plan, "--yes", .. evidence]);
        Assert.Contains("Done: ", applied, StringComparison.Ordinal);

        // Staging goes back to the release before.
        await AsReleaseAsync("rollback", "staging", "--backend", "pulumi", "--reason", "INC-42");
        await MergeAsync("rollback/staging");
        await ApplyAsync("staging", "asha platform_team", "meera security_team", "ravi platform_team");
        Assert.Contains("2.2.11", world.Git.Git("show", "main:stacks/staging/release.yaml"), StringComparison.Ordinal);

        // All of it stands on one signed chain, which the bucket holds as well.
        AuditChain chain = await world.ChainAsync();
        Assert.Null(chain.Fault);
        Assert.Equal(chain.Links.Length, chain.Records.Length);
        Assert.All(new[] { "approve", "bootstrap", "promote", "rollback", "up" }, action => Assert.Contains(chain.Records, r => r.Entry.Action == action && r.Signature is not null));
        Assert.Equal(chain.Links.Length, world.Google.Names.Where(n => n.Contains("/records/", StringComparison.Ordinal)).Select(n => n[(n.LastIndexOf('/') + 1)..]).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(["bootstrap", "prod", "staging"], world.Google.Names.Where(n => n.Contains("/rules/", StringComparison.Ordinal)).Select(n => n.Split('/')[0]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Empty(server.Problems);

        // What people do: as many as before records were signed. Seals, gates and applies are jobs.
        Assert.Equal(["approve 3", "approve 3", "promote", "merge", "approve 4", "approve 1", "rollback", "merge", "approve 3"], asked);
    }

    private async Task CommitAsync(string message)
    {
        _ = await world.Git.CommitAsync(message);
        Pushed();
    }

    // Leela pushes to main; GitHub shows what git has.
    private void Pushed()
    {
        world.Git.Git("push", "--quiet", "origin", "main");
        string[] ids = world.Git.Git("rev-list", "HEAD").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (string id in ids)
        {
            string[] shown = world.Git.Git("show", "--no-patch", "--format=%ae%n%ce%n%P", id).Split('\n');
            _ = server.Commit(id, shown[0], shown[1], world.Git.Git("show", "--no-patch", "--format=%B", id), [.. shown[2].Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
            server.Compare[$"{id}...{world.Head}"] = world.Git.Git("rev-list", $"{id}..HEAD").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }

        server.Push("main", world.Head, 90210005);
    }

    private async Task MergeAsync(string folder)
    {
        asked.Add("merge");
        world.Git.Git("fetch", "--quiet", "origin");
        string branch = world.Git.Git("for-each-ref", "--format=%(refname:lstrip=3)", $"refs/remotes/origin/{folder}").Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        string head = world.Git.Git("rev-parse", $"refs/remotes/origin/{branch}").Trim();
        world.Git.Git("merge", "--quiet", "--no-ff", "--message", $"Merge {branch}", head);
        server.Merge(server.Pulls[^1], head, world.Head, Bot);
        server.Push(branch, head, Bot);
        Pushed();
        await Task.CompletedTask;
    }

    private async Task ApplyAsync(string environment, params string[] approvals)
    {
        string plan = await SealAsync(environment);
        string tests = await EvidenceAsync("TestsPassed", "--plan", plan);
        await ApproveAsync(plan, approvals);
        _ = await AsJobAsync(environment, "gate", environment, "--backend", "pulumi", "--plan", plan, "--evidence", tests);
        _ = await AsJobAsync(environment, "up", environment, "--backend", "pulumi", "--plan", plan, "--yes", "--evidence", tests);
    }

    private async Task<string> SealAsync(string environment)
    {
        await PreviewAsync(environment);
        string plan = FormattableString.Invariant($".infra/plan-{++files}.json");
        AsPipeline();
        (string output, int exitCode) = await world.Git.Files.RunAsync(["preview", environment, "--backend", "pulumi", "--seal", "--out", plan]);
        Assert.True(exitCode == 0, string.Join('\n', output.Split('\n').TakeLast(40)));
        return plan;
    }

    private async Task ApproveAsync(string plan, params string[] approvals)
    {
        asked.Add($"approve {approvals.Length}");
        foreach (string[] approval in approvals.Select(a => a.Split(' ')))
        {
            world.As(approval[0]);
            Join();
            (string output, int exitCode) = await world.Git.Files.RunAsync(["approve", plan, "--role", approval[1]]);
            Assert.True(exitCode == 0, output);
        }
    }

    private async Task<string> EvidenceAsync(string gate, string option, string about)
    {
        string file = FormattableString.Invariant($".infra/evidence-{++files}.json");
        world.Git.Files.Write(".infra/facts.json", gate == "TestsPassed"
            ? """{"suites":[{"name":"unit","passed":5,"failed":0},{"name":"integration","passed":4,"failed":0},{"name":"performance","passed":1,"failed":0}]}"""
            : """{"currency":"INR","monthlyIncrease":1000,"monthlyForecast":70000,"monthlyBudget":100000}""");
        AsPipeline();
        (string output, int exitCode) = await world.Git.Files.RunAsync(["evidence", gate, option, about, "--facts", ".infra/facts.json", "--out", file]);
        Assert.True(exitCode == 0, output);
        return file;
    }

    private async Task<string> RehearseAsync(string environment, string plan)
    {
        string file = FormattableString.Invariant($".infra/way-{++files}.json");
        AsPipeline();
        (string output, int exitCode) = await world.Git.Files.RunAsync(["rollback", environment, "--backend", "pulumi", "--rehearse", "--plan", plan, "--out", file]);
        Assert.True(exitCode == 0, output);
        return file;
    }

    private async Task<string> AsJobAsync(string environment, params string[] command)
    {
        world.AsJob(environment);
        Join();
        (string output, int exitCode) = await world.Git.Files.RunAsync(command);
        Assert.True(exitCode == 0, string.Join('\n', output.Split('\n').TakeLast(40)));
        return output;
    }

    private async Task<string> RefusedAsJobAsync(string environment, params string[] command)
    {
        world.AsJob(environment);
        Join();
        (string output, int exitCode) = await world.Git.Files.RunAsync(command);
        Assert.True(exitCode == 10, output);
        return output;
    }

    private async Task<string> RefusedAsync(params string[] command)
    {
        AsPipeline();
        (string output, int exitCode) = await world.Git.Files.RunAsync(command);
        Assert.True(exitCode == 10, output);
        return output;
    }

    private async Task AsReleaseAsync(params string[] command)
    {
        asked.Add(command[0]);
        AsPipeline();
        (string output, int exitCode) = await world.Git.Files.RunAsync(command);
        Assert.True(exitCode == 0, output);
    }

    private void AsPipeline()
    {
        world.As("asha");
        Join();
        world.Git.Files.Variables["USER"] = "runner";
        world.Git.Files.Variables["INFRA_SIGNING_KEY"] = world.Pipeline;
    }

    private void Join()
    {
        foreach ((string name, string value) in new[]
        {
            ("GITHUB_REPOSITORY", "setu-retail/platform"), ("GITHUB_API_URL", server.Address.ToString()), ("GITHUB_TOKEN", GitHubServer.Token), ("PATH", $"{home}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}"),
        })
        {
            world.Git.Files.Variables[name] = value;
        }
    }

    // What a preview of the environment shows, made from what the local engine makes of the same stack: all anew at first, and one resource changed after that.
    private async Task PreviewAsync(string environment)
    {
        using Workspace made = new();
        foreach (string file in Directory.GetFiles(Path.Combine(world.Git.Files.Folder, "stacks"), "*", SearchOption.AllDirectories))
        {
            made.Write(Path.GetRelativePath(world.Git.Files.Folder, file), await File.ReadAllTextAsync(file, Stop));
        }

        (string said, int code) = await made.RunAsync(["up", environment, "--yes"]);
        Assert.True(code == 0, said);
        using StringWriter output = new();
        Assert.Equal(0, await made.RunAsync(["state", "show", environment, "--format", "json"], output, TextWriter.Null));
        bool isFirst = !File.Exists(Path.Combine(home, $"{environment}.state"));
        JsonArray steps = [];
        JsonArray after = [];
        List<string> events = [];
        foreach (JsonNode? resource in JsonNode.Parse(output.ToString())!["resources"]!.AsArray())
        {
            JsonObject state = [];
            foreach (string field in (string[])["urn", "custom", "id", "inputs", "outputs", "protect", "parent"])
            {
                state[field] = resource![field]?.DeepClone();
            }

            state["dependencies"] = resource!["dependsOn"]?.DeepClone();
            state["type"] = ((string)state["urn"]!).Split("::")[2].Split('$')[^1];
            bool changes = !isFirst && events.Count == 0 && (bool)state["custom"]!;
            string op = isFirst ? "create" : changes ? "update" : "same";
            JsonObject step = new() { ["op"] = op, ["urn"] = state["urn"]!.DeepClone(), ["newState"] = state.DeepClone(), ["detailedDiff"] = null };
            if (!isFirst)
            {
                JsonObject before = (JsonObject)state.DeepClone();
                if (changes)
                {
                    before["inputs"]!["project"] = before["inputs"]!["project"]?.DeepClone();
                    before["inputs"]!["earlier"] = "yes";
                }

                step["oldState"] = before;
            }

            if (op != "same" && (bool)state["custom"]!)
            {
                events.Add(Event(events.Count + 1, "resOutputsEvent", new JsonObject
                {
                    ["metadata"] = new JsonObject
                    {
                        ["op"] = op, ["urn"] = state["urn"]!.DeepClone(), ["type"] = state["type"]!.DeepClone(), ["old"] = null, ["new"] = null, ["detailedDiff"] = null, ["logical"] = true, ["provider"] = "",
                    },
                }));
            }

            steps.Add((JsonNode)step);
            after.Add((JsonNode)state);
        }

        events.Add(Event(events.Count + 1, "summaryEvent", new JsonObject
        {
            ["maybeCorrupt"] = false, ["durationSeconds"] = 1, ["resourceChanges"] = new JsonObject(), ["PolicyPacks"] = new JsonObject(), ["isPreview"] = false, ["result"] = "succeeded",
        }));
        await File.WriteAllTextAsync(Path.Combine(home, $"{environment}.next"), new JsonObject { ["steps"] = steps, ["changeSummary"] = new JsonObject { [isFirst ? "create" : "update"] = 1 } }.ToJsonString(), Stop);
        await File.WriteAllTextAsync(Path.Combine(home, $"{environment}.after"), after.ToJsonString(), Stop);
        await File.WriteAllTextAsync(Path.Combine(home, $"{environment}.events"), string.Join('\n', events) + "\n", Stop);
    }

    private static string Event(int sequence, string kind, JsonObject content) => new JsonObject { ["sequence"] = sequence, ["timestamp"] = 1, [kind] = content }.ToJsonString();

    [GeneratedRegex("sha256:[0-9a-f]{64}", RegexOptions.CultureInvariant)]
    private static partial Regex Digest();
}
