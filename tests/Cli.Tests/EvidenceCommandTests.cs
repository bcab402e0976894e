using System.Text.Json;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Gates;

namespace Infra.Cli.Tests;

public sealed class EvidenceCommandTests : IDisposable
{
    private const string Healthy = """{"unhealthy": [], "requests": 1000, "errorBasisPoints": 10, "latencyP99Ms": 300}""";

    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task Facts_that_were_measured_become_signed_evidence_and_the_gate_opens()
    {
        workspace.TrustPipeline("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
        string digest = await SealAsync();
        workspace.Write("health.json", Healthy);

        (string said, int exitCode) = await workspace.RunAsync(["evidence", "HealthGood", "--plan", "plan.json", "--facts", "health.json", "--source", "prometheus", "--out", "evidence.json"]);

        Assert.Equal((0, $"Evidence for HealthGood about {digest}, signed: evidence.json.\nHealthGood of prod is open with it: 10 of 10000 requests fail, latency 300 ms.\n"), (exitCode, said));
        Evidence evidence = EvidenceJson.Read("evidence.json", System.Text.Encoding.UTF8.GetBytes(workspace.Read("evidence.json")));
        Assert.Equal((GateName.HealthGood, digest, "prometheus", new DateTimeOffset(2026, 11, 21, 4, 30, 0, TimeSpan.Zero)), (evidence.Gate, evidence.Envelope, evidence.Source, evidence.At));
        Assert.Equal("passed", await OutcomeAsync("HealthGood"));

        workspace.Write("evidence.json", workspace.Read("evidence.json").Replace("\"requests\": 1000", "\"requests\": 9000", StringComparison.Ordinal));
        (string altered, int refused) = await workspace.RunAsync(["gate", "prod", "--plan", "plan.json", "--evidence", "evidence.json"]);
        Assert.Equal((2, "error: evidence.json: no key of stacks/delivery/gates.yaml vouches for it. Sign it, or list the key.\n"), (refused, altered));
    }

    [Fact]
    public async Task The_documented_steps_open_the_gate()
    {
        string page = await File.ReadAllTextAsync(Path.Combine(Workspace.Root, "docs", "gates.md"), TestContext.Current.CancellationToken);
        string[] steps = [.. page.Split("\n## Evidence\n")[1].Split("\n## ")[0].Split('\n').Where(l => l.StartsWith("$ ", StringComparison.Ordinal)).Select(l => l[2..])];
        await workspace.RunAsync(["preview", "staging", "--seal", "--local-only", "--out", ".infra/plan.json"]);
        string[] written = steps[0].Split('\'');
        Assert.Equal(("echo ", " > .infra/facts.json"), (written[0], written[2]));
        workspace.Write(".infra/facts.json", written[1]);

        (string said, int exitCode) = await workspace.RunAsync(steps[1].Split(' ')[1..]);
        (string gates, _) = await workspace.RunAsync(steps[2].Split(' ')[1..]);

        Assert.True(exitCode == 0, said);
        Assert.Contains("\n+ HealthGood     passed   shown     10 of 10000 requests fail, latency 300 ms\n", gates, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_bad_is_written_too_and_said()
    {
        await SealAsync();
        workspace.Write("health.json", Healthy.Replace("\"unhealthy\": []", "\"unhealthy\": [\"au\\u001bth\"]", StringComparison.Ordinal));

        (string said, int exitCode) = await workspace.RunAsync(["evidence", "HealthGood", "--plan", "plan.json", "--facts", "health.json", "--out", "evidence.json"]);

        Assert.Equal(0, exitCode);
        Assert.EndsWith(", not signed: evidence.json.\nHealthGood of prod stays closed: not healthy: au\\u001bth. Fix the environment, then measure again.\n", said, StringComparison.Ordinal);
        Assert.Equal("blocked", await OutcomeAsync("HealthGood"));
    }

    [Fact]
    public async Task A_strategy_is_what_the_risk_of_production_demands()
    {
        await SealAsync();
        workspace.Write("risk.json", """{"strategy": "canary"}""");

        (string said, int exitCode) = await workspace.RunAsync(["evidence", "RiskWithin", "--plan", "plan.json", "--facts", "risk.json", "--out", "evidence.json"]);

        Assert.Equal(0, exitCode);
        Assert.EndsWith(", not signed: evidence.json.\nnote: nobody signed it, so it counts in a dry run alone.\n", said, StringComparison.Ordinal);
        Assert.Equal("passed", await OutcomeAsync("RiskWithin"));
    }

    [Fact]
    public async Task Evidence_of_a_release_is_about_its_digest()
    {
        string digest = $"sha256:{new string('a', 64)}";
        workspace.Write("health.json", Healthy);

        (string said, int exitCode) = await workspace.RunAsync(["evidence", "HealthGood", "--about", digest, "--facts", "health.json", "--out", "evidence.json"]);

        Assert.Equal((0, $"Evidence for HealthGood about {digest}, not signed: evidence.json.\nnote: nobody signed it, so it counts in a dry run alone.\n"), (exitCode, said));
    }

    [Theory]
    [InlineData("HealthGood", """{"unhealthy": [], "requests": 1000, "errorBasisPoints": -1, "latencyP99Ms": 300}""", "its evidence is malformed: errorBasisPoints is below zero. Write the facts that docs/gates.md lists for HealthGood.")]
    [InlineData("HealthGood", """{"unhealthy": []}""", "its evidence is malformed: facts: the field 'requests' is unknown or missing. Write the facts that docs/gates.md lists for HealthGood.")]
    [InlineData("TestsPassed", """{"suites": {}}""", "its evidence is malformed: suites is not a list. Write the facts that docs/gates.md lists for TestsPassed.")]
    [InlineData("BudgetWithin", """{"currency": 1, "monthlyIncrease": 1, "monthlyForecast": 1, "monthlyBudget": 1}""", "its evidence is malformed: currency is not a text of 1 to 1000 characters. Write the facts that docs/gates.md lists for BudgetWithin.")]
    [InlineData("RiskWithin", """{"strategy": "big-bang"}""", "its evidence is malformed: strategy is one of rolling, canary, blue-green. Write the facts that docs/gates.md lists for RiskWithin.")]
    [InlineData("RollbackReady", """{"plan": "revert", "commit": "none", "rehearsedAt": "2027-01-01T00:00:00Z"}""", "its evidence is malformed: rehearsedAt is in the future. Write the facts that docs/gates.md lists for RollbackReady.")]
    public async Task Facts_that_a_gate_would_not_read_are_refused_before_anybody_signs_them(string gate, string facts, string refusal)
    {
        await SealAsync();
        workspace.Write("facts.json", facts);

        (string said, int exitCode) = await workspace.RunAsync(["evidence", gate, "--plan", "plan.json", "--facts", "facts.json", "--out", "evidence.json"]);

        Assert.Equal((2, $"error: {gate} would not read facts.json: {refusal}\nerror: Nothing was written.\n"), (exitCode, said));
        Assert.False(File.Exists(Path.Combine(workspace.Folder, "evidence.json")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"requests\": 1, \"requests\": 2}")]
    [InlineData("{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":{\"f\":{\"g\":{\"h\":1}}}}}}}}")]
    [InlineData("{\"secret\": \"hunter2\"")]
    public async Task What_is_no_object_is_refused_and_not_quoted(string facts)
    {
        workspace.Write("facts.json", facts);

        (string said, int exitCode) = await workspace.RunAsync(["evidence", "HealthGood", "--about", $"sha256:{new string('a', 64)}", "--facts", "facts.json", "--out", "evidence.json"]);

        Assert.Equal((2, "error: facts.json holds no facts. Facts are one JSON object, of at most half a MiB and without doubled names; docs/gates.md lists those of each gate.\n"), (exitCode, said));
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_a_call_is_said_at_once()
    {
        (string said, int exitCode) = await workspace.RunAsync(["evidence", "PlanFresh", "--about", "sha256:abc", "--source", new string('x', 1001), "--plan", "plan.json"]);

        Assert.Equal(2, exitCode);
        Assert.Equal(
            """
            error: Option '--facts' is required.
            error: Option '--out' is required.
            error: --about is 'sha256:abc'; it is the digest of a release, sha256: and 64 hexadecimal digits.
            error: --source has 1001 characters; it has 1 to 1000.
            error: Evidence is about one envelope or one release. Pass --plan FILE or --about DIGEST.
            error: GATE is 'PlanFresh'; those that read evidence are HealthGood, TestsPassed, BudgetWithin, RiskWithin, RollbackReady.
            Run `infra evidence --help` to see what it takes.

            """.ReplaceLineEndings("\n").Split('\n').Order(StringComparer.Ordinal),
            said.Split('\n').Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Outside_of_a_rehearsal_nobody_writes_what_no_gate_would_read()
    {
        await SealAsync();
        Envelope rehearsed = EnvelopeJson.Read("plan.json", System.Text.Encoding.UTF8.GetBytes(workspace.Read("plan.json")));
        workspace.Write("real.json", EnvelopeJson.Write(rehearsed with { Plan = rehearsed.Plan with { Backend = "pulumi" } }));
        workspace.Write("health.json", Healthy);
        string[] call = ["evidence", "HealthGood", "--plan", "real.json", "--facts", "health.json", "--out", "evidence.json"];

        (string unsigned, int without) = await workspace.RunAsync(call);
        workspace.TrustPipeline("2026-01-01T00:00:00Z", "2026-11-21T04:30:00Z");
        (string ended, int late) = await workspace.RunAsync(call);

        Assert.Equal((2, "error: INFRA_SIGNING_KEY is not set, and outside a dry run gates ignore unsigned evidence. Set it, or INFRA_SIGNING_KEY_FILE.\nerror: Nothing was written.\n"), (without, unsigned));
        Assert.Equal(2, late);
        Assert.Contains("pipeline of stacks/delivery/gates.yaml, ended at 2026-11-21T04:30:00Z", ended, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(workspace.Folder, "evidence.json")));
    }

    // Production, over files that nobody committed: calendar, people and rules are not asked here.
    private async Task<string> SealAsync()
    {
        (string output, _) = await workspace.RunAsync(["preview", "prod", "--seal", "--local-only", "--out", "plan.json"]);
        Assert.Contains("Envelope written to plan.json: ", output, StringComparison.Ordinal);
        using JsonDocument envelope = JsonDocument.Parse(workspace.Read("plan.json"));
        return envelope.RootElement.GetProperty("digest").GetString()!;
    }

    private async Task<string?> OutcomeAsync(string gate)
    {
        using StringWriter output = new();
        await workspace.RunAsync(["gate", "prod", "--plan", "plan.json", "--evidence", "evidence.json", "--format", "json"], output, TextWriter.Null);
        using JsonDocument report = JsonDocument.Parse(output.ToString());
        return report.RootElement.GetProperty("gates").EnumerateArray().Single(g => g.GetProperty("gate").GetString() == gate).GetProperty("outcome").GetString();
    }
}
