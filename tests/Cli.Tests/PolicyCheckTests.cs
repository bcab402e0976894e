using System.Text.Json;
using Infra.Model.Backends;

namespace Infra.Cli.Tests;

/// <summary>What a transcript cannot show well: whole plans, and reports for machines.</summary>
public sealed class PolicyCheckTests : IDisposable
{
    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task The_explanation_of_a_rule_in_the_documentation_is_what_the_program_says()
    {
        string page = await File.ReadAllTextAsync(Path.Combine(Workspace.Root, "modules", "Policy", "README.md"), TestContext.Current.CancellationToken);
        string[] blocks = [.. page.Split("```console\n$ infra policy explain ").Skip(1).Select(b => b.Split("```")[0])];
        Assert.NotEmpty(blocks);

        foreach (string block in blocks)
        {
            string[] parts = block.Split('\n', 2);

            Assert.Equal((parts[1], 0), await workspace.RunAsync(["policy", "explain", parts[0]]));
        }
    }

    [Fact]
    public async Task The_plan_of_a_file_is_judged_alone_with_its_own_environment()
    {
        await workspace.RunAsync(["preview", "prod", "--out", "plan.json"]);

        Assert.Matches("^Policy: [0-9]{3,} passed, [0-9]+ unknown until an apply, 0 waived, 0 violated, 0 rules broken\n$", await SaysAsync(ExitCode.Ok, "policy", "check", "--plan", "plan.json"));
    }

    [Fact]
    public async Task A_plan_that_violates_a_rule_is_refused_with_the_resource_and_the_mend()
    {
        await workspace.RunAsync(["preview", "prod", "--out", "plan.json"]);
        workspace.Write("plan.json", File.ReadAllText(Path.Combine(workspace.Folder, "plan.json")).Replace("\"enablePrivateNodes\": true", "\"enablePrivateNodes\": false", StringComparison.Ordinal));

        string said = await SaysAsync(ExitCode.Policy, "policy", "check", "--plan", "plan.json");

        Assert.Contains("x GKE001 critical: Nodes have no addresses on the internet\n    at   urn:pulumi:prod::", said, StringComparison.Ordinal);
        Assert.Contains("\n    fix  Set privateClusterConfig.enablePrivateNodes", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"schema":"infra.plan/v9","stack":"dev"}""", "its schema is infra.plan/v9, and infra.plan/v1 and infra.envelope/v1 are read")]
    [InlineData("""{"stack":"dev"}""", "its schema is not said, and infra.plan/v1 and infra.envelope/v1 are read")]
    [InlineData("[]", "it is not an object")]
    public async Task A_file_of_another_schema_is_no_plan(string text, string problem)
    {
        workspace.Write("plan.json", text);

        Assert.Equal($"error: 'plan.json' is no plan: {problem}. Write one with `infra preview ENV --out FILE`.\n", await SaysAsync(ExitCode.Configuration, "policy", "check", "--plan", "plan.json"));
    }

    [Fact]
    public async Task Sarif_names_the_file_and_the_line_of_what_is_wrong()
    {
        await workspace.RunAsync(["render", "dev"]);
        const string file = "gitops/dev/tenants/payments-settlement.yaml";
        workspace.Replace(file, "pod-security.kubernetes.io/enforce: restricted", "pod-security.kubernetes.io/enforce: privileged");

        using JsonDocument sarif = JsonDocument.Parse(await SaysAsync(ExitCode.Policy, "policy", "check", "gitops/dev", "--format", "sarif"));

        JsonElement run = Assert.Single(sarif.RootElement.GetProperty("runs").EnumerateArray());
        JsonElement result = Assert.Single(run.GetProperty("results").EnumerateArray());
        JsonElement place = Assert.Single(result.GetProperty("locations").EnumerateArray()).GetProperty("physicalLocation");
        int line = Array.FindIndex(File.ReadAllLines(Path.Combine(workspace.Folder, file)), l => l.EndsWith("enforce: privileged", StringComparison.Ordinal)) + 1;
        Assert.Equal(("2.1.0", "K8S001"), (sarif.RootElement.GetProperty("version").GetString(), result.GetProperty("ruleId").GetString()));
        Assert.Equal((file, line), (place.GetProperty("artifactLocation").GetProperty("uri").GetString(), place.GetProperty("region").GetProperty("startLine").GetInt32()));
    }

    [Fact]
    public async Task An_environment_that_violates_nothing_has_a_hundred_and_a_dry_run_gives_no_certificate()
    {
        await SaysAsync(ExitCode.Ok, "render", "dev");
        await SaysAsync(ExitCode.Ok, "up", "dev", "--yes");

        JsonElement report = await JsonAsync(ExitCode.Ok, "compliance", "report", "dev", "--format", "json");
        Assert.Equal(100, report.GetProperty("score").GetDecimal());
        Assert.Empty(report.GetProperty("violations").EnumerateArray());

        // Of the emulator nothing follows for what is at Google; ComplianceTests hold what a certificate of a real plan is.
        Assert.True(report.GetProperty("dryRun").GetBoolean());
        Assert.Equal(JsonValueKind.Null, report.GetProperty("certificate").ValueKind);

        workspace.Replace("gitops/dev/tenants/payments-settlement.yaml", "pod-security.kubernetes.io/enforce: restricted", "pod-security.kubernetes.io/enforce: privileged");
        report = await JsonAsync(ExitCode.Policy, "compliance", "report", "dev", "--format", "json");
        Assert.NotEmpty(report.GetProperty("violations").EnumerateArray());
    }

    [Fact]
    public async Task A_whole_environment_is_judged_as_JSON_with_everything_that_is_unknown()
    {
        await SaysAsync(ExitCode.Ok, "render", "dev");

        JsonElement report = await JsonAsync(ExitCode.Ok, "policy", "check", "dev", "--format", "json");

        JsonElement[] findings = [.. report.GetProperty("findings").EnumerateArray()];
        Assert.True(report.GetProperty("clean").GetBoolean());
        Assert.Equal(findings.Length, report.GetProperty("summary").GetProperty("unknown").GetInt32());
        Assert.All(findings, f => Assert.Equal("unknown", f.GetProperty("outcome").GetString()));
        Assert.All(findings, f => Assert.Contains("known only after an apply", f.GetProperty("message").GetString(), StringComparison.Ordinal));
        Assert.All(findings, f => Assert.StartsWith("urn:pulumi:dev::", f.GetProperty("subject").GetString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("stacks/delivery/gates.yaml", "GATE001")]
    [InlineData("stacks/delivery/approvals.yaml", "GATE003")]
    [InlineData("stacks/operations/service-levels.yaml", "SLA004")]
    public async Task A_file_of_promises_that_is_not_there_promises_nothing(string file, string rule)
    {
        File.Delete(Path.Combine(workspace.Folder, file));

        Assert.Contains($"x {rule} ", await SaysAsync(ExitCode.Policy, "policy", "check", "prod"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_file_of_service_levels_is_refused_with_its_place()
    {
        workspace.Replace("stacks/operations/service-levels.yaml", "recoveryMinutes: 240", "recoveryMinutes: soon");

        Assert.StartsWith("error: stacks/operations/service-levels.yaml:16:", await SaysAsync(ExitCode.Configuration, "policy", "check", "prod"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_has_every_rule_and_each_can_be_explained()
    {
        using JsonDocument list = JsonDocument.Parse(await SaysAsync(ExitCode.Ok, "policy", "list", "--format", "json"));
        string[] ids = [.. list.RootElement.GetProperty("rules").EnumerateArray().Select(r => r.GetProperty("id").GetString()!)];

        Assert.True(ids.Length > 180, $"{ids.Length} rules");
        Assert.Contains("WVR003", ids);
        foreach (string id in ids)
        {
            Assert.StartsWith($"{id} (", await SaysAsync(ExitCode.Ok, "policy", "explain", id), StringComparison.Ordinal);
        }
    }

    private async Task<JsonElement> JsonAsync(ExitCode expected, params string[] args) => JsonDocument.Parse(await SaysAsync(expected, args)).RootElement;

    private async Task<string> SaysAsync(ExitCode expected, params string[] args)
    {
        (string output, int exitCode) = await workspace.RunAsync(args);
        Assert.Equal((int)expected, exitCode);
        return output;
    }
}
