using YamlDotNet.RepresentationModel;

namespace Infra.GitHub.Tests;

/// <summary>The scripts of <c>deploy.yml</c> for production: what a way back that is missing, broken rules and an emergency do to a run.</summary>
public sealed class DeployScriptTests
{
    private const string File = "deploy.yml";

    private const string Writes = "printf '%s\\n' \"$@\" > given";

    [Fact]
    public async Task A_way_back_is_kept_for_the_job_that_applies()
    {
        using JobScript script = new(File, "seal-prod", "Dry run of the rollback");

        (int exitCode, string output) = await script.RunAsync("echo 'release 1 at abc.' >&2");

        Assert.Equal((0, "release 1 at abc.\n"), (exitCode, output));
        Assert.Equal("wayBack=ready\n", script.Read("outputs"));
        Assert.Equal("    release 1 at abc.\n", script.Read("summary.md"));
        Assert.Equal("${{ steps.rehearse.outputs.wayBack }}", Text(JobScript.Job(File, "seal-prod")["outputs"], "wayBack"));
        YamlMappingNode kept = JobScript.Step(File, "seal-prod", "Keep the result");
        Assert.Equal(("steps.rehearse.outputs.wayBack == 'ready'", "rollback-prod", "error"), (Text(kept, "if"), Text(kept["with"], "name"), Text(kept["with"], "if-no-files-found")));
        YamlMappingNode taken = JobScript.Step(File, "apply-prod", "Take the evidence of the rollback");
        Assert.Equal(("needs.seal-prod.outputs.wayBack == 'ready'", "rollback-prod"), (Text(taken, "if"), Text(taken["with"], "name")));
    }

    [Fact]
    public async Task A_refusal_of_the_way_back_is_a_warning_and_the_envelope_stays_sealed()
    {
        using JobScript script = new(File, "seal-prod", "Dry run of the rollback");

        (int exitCode, string output) = await script.RunAsync("echo 'error: the bucket x would be deleted by this plan.' >&2; exit 10");

        Assert.Equal(
            (0, "error: the bucket x would be deleted by this plan.\n::warning title=No rollback from this plan of prod::The gate RollbackReady stays closed; the summary says why. Only the emergency path does without it.\n"),
            (exitCode, output));
        Assert.Equal("(none)", script.Read("outputs"));
        Assert.Equal("    error: the bucket x would be deleted by this plan.\n", script.Read("summary.md"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(255)]
    public async Task Any_other_failure_of_the_rehearsal_ends_the_job(int code)
    {
        using JobScript script = new(File, "seal-prod", "Dry run of the rollback");

        (int exitCode, string output) = await script.RunAsync($"exit {code}");

        Assert.Equal((code, ""), (exitCode, output));
        Assert.Equal("(none)", script.Read("outputs"));
    }

    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("yes", 0, 0)]
    [InlineData("", 5, 5)]
    [InlineData("yes", 5, 0)]
    [InlineData("yes", 1, 1)]
    [InlineData("yes", 10, 10)]
    public async Task Broken_rules_end_the_job_that_seals_but_in_an_emergency(string emergency, int code, int ends)
    {
        using JobScript script = new(File, "seal-prod", "Seal");

        (int exitCode, string output) = await script.RunAsync($"echo '{{\"digest\":\"sha256:1\"}}' > \"$RUNNER_TEMP/envelope.json\"; exit {code}", $"EMERGENCY={emergency}");

        Assert.Equal((ends, ""), (exitCode, output));
        Assert.Equal(ends == 0 ? "digest=sha256:1\n" : "(none)", script.Read("outputs"));
    }

    [Theory]
    [InlineData("", "", "")]
    [InlineData("ready", "", " --evidence FOLDER/rollback.json")]
    [InlineData("", "yes", " --emergency")]
    [InlineData("ready", "yes", " --evidence FOLDER/rollback.json --emergency")]
    public async Task The_gates_and_the_apply_are_told_of_the_way_back_that_there_is_and_of_an_emergency(string wayBack, string emergency, string more)
    {
        foreach ((string step, string command, string last) in new[] { ("Gates", "gate", " --format markdown"), ("Apply", "up", " --yes") })
        {
            using JobScript script = new(File, "apply-prod", step);

            (int exitCode, string output) = await script.RunAsync(Writes, $"WAY_BACK={wayBack}", $"EMERGENCY={emergency}");

            Assert.True(exitCode == 0, output);
            Assert.Equal($"{command} prod --backend pulumi --plan FOLDER/envelope.json{more}{last}".Replace("FOLDER", script.Folder, StringComparison.Ordinal), script.Read("given").TrimEnd('\n').Replace('\n', ' '));
            Assert.Equal("${{ inputs.emergency && 'yes' || '' }}", Text(JobScript.Step(File, "apply-prod", step)["env"], "EMERGENCY"));
            Assert.Equal("${{ needs.seal-prod.outputs.wayBack }}", Text(JobScript.Step(File, "apply-prod", step)["env"], "WAY_BACK"));
        }
    }

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    public void What_a_push_applies_knows_no_emergency(string environment)
    {
        foreach (string job in new[] { "seal", "apply" })
        {
            Assert.DoesNotContain("emergency", $"{JobScript.Job(File, $"{job}-{environment}")}", StringComparison.OrdinalIgnoreCase);
            Assert.Contains("emergency", $"{JobScript.Job(File, $"{job}-prod")}", StringComparison.OrdinalIgnoreCase);
        }
    }

    private static string? Text(YamlNode map, string name) => ((YamlScalarNode)map[name]).Value;
}
