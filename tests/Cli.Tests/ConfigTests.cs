namespace Infra.Cli.Tests;

public sealed class ConfigTests : IDisposable
{
    private const string File = "stacks/Pulumi.dev.yaml";

    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Theory]
    [InlineData("labels.owner", "platform-team\n")]
    [InlineData("infra:labels.owner", "platform-team\n")]
    [InlineData("gcp:project", "setu-dev-471203\n")]
    [InlineData("projectNumber", "600768467241\n")]
    [InlineData("residency[1]", "asia-south2\n")]
    [InlineData("residency", "- asia-south1\n- asia-south2\n")]
    [InlineData("labels", "owner: platform-team\ncostCentre: cc-4101\ndataClass: internal\n")]
    public async Task A_setting_is_shown_as_it_is_written(string key, string shown)
    {
        (string output, int exitCode) = await workspace.RunAsync(["config", "get", "dev", key]);

        Assert.Equal((shown, 0), (output, exitCode));
    }

    [Theory]
    [InlineData("lables.owner", "error: There is no setting 'lables.owner': 'lables.owner' leads nowhere. Did you mean labels?\n")]
    [InlineData("labels.ownr", "error: There is no setting 'labels.ownr': 'ownr' leads nowhere. Did you mean owner?\n")]
    [InlineData("residency[7]", "error: There is no setting 'residency[7]': '[7]' leads nowhere. There is a list of 2 there; [0] is its first.\n")]
    [InlineData("prefix.x", "error: There is no setting 'prefix.x': 'x' leads nowhere. There is one value there, and nothing below it.\n")]
    [InlineData("", "error: KEY is the path of a setting, 1 to 500 characters, such as infra:labels.owner.\n")]
    public async Task A_setting_that_is_not_there_is_named_with_the_nearest(string key, string said)
    {
        (string output, int exitCode) = await workspace.RunAsync(["config", "get", "dev", key]);

        Assert.Equal((said, (int)ExitCode.Configuration), (output, exitCode));
    }

    [Theory]
    [InlineData("labels.owner", "delivery-team", "    owner: platform-team\n", "    owner: delivery-team\n")]
    [InlineData("network.flowLogPercent", "100", "    flowLogPercent: 50\n", "    flowLogPercent: 100\n")]
    [InlineData("network.egress.github.reason", "Argo: pulls # it \"now\"", "        reason: Argo CD pulls the state it keeps from GitHub\n", "        reason: \"Argo: pulls # it \\\"now\\\"\"\n")]
    [InlineData("clusters.asia-south1.maintenance.start", "2026-01-03T21:30:00Z", "        start: \"2026-01-03T20:30:00Z\"\n", "        start: \"2026-01-03T21:30:00Z\"\n")]
    [InlineData("network.regions.asia-south1.services", "10.18.16.0/20", "        services: 10.18.0.0/20\n", "        services: 10.18.16.0/20\n")]
    public async Task A_new_value_changes_its_own_characters_and_no_other(string key, string value, string before, string after)
    {
        string old = workspace.Read(File);
        Assert.Contains(before, old, StringComparison.Ordinal);

        (string output, int exitCode) = await workspace.RunAsync(["config", "set", "dev", key, value]);

        Assert.True(exitCode == 0, output);
        Assert.Equal(old.Replace(before, after, StringComparison.Ordinal), workspace.Read(File));
        Assert.EndsWith("`infra preview dev` shows what that changes.\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_was_not_written_stands_behind_its_siblings()
    {
        string old = workspace.Read(File);
        workspace.Write(File, old.Replace("    costCentre: cc-4101\n", "", StringComparison.Ordinal));

        (string output, int exitCode) = await workspace.RunAsync(["config", "set", "dev", "labels.costCentre", "cc-4101"]);

        Assert.Equal(0, exitCode);
        Assert.StartsWith("stacks/Pulumi.dev.yaml: labels.costCentre is cc-4101, and was not set\n", output, StringComparison.Ordinal);
        Assert.Contains("    owner: platform-team\n    dataClass: internal\n    costCentre: cc-4101\n  infra:securityGroup: ", workspace.Read(File), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_ends_of_another_system_stay()
    {
        string windows = workspace.Read(File).Replace("\n", "\r\n", StringComparison.Ordinal).Replace("    costCentre: cc-4101\r\n", "", StringComparison.Ordinal);
        workspace.Write(File, windows);

        (string output, int exitCode) = await workspace.RunAsync(["config", "set", "dev", "labels.costCentre", "cc-4101"]);

        Assert.True(exitCode == 0, output);
        Assert.Equal(windows.Replace("    dataClass: internal\r\n", "    dataClass: internal\r\n    costCentre: cc-4101\r\n", StringComparison.Ordinal), workspace.Read(File));
    }

    [Theory]
    [InlineData("network.flowLogPercent", "150", "it must be a whole number 1 to 100 (percent of packets)")]
    [InlineData("labels.ownr", "core", "infra:labels.ownr: there is no setting of this name. Did you mean owner?")]
    [InlineData("labels", "x", "'labels' is not one value but a map of owner, costCentre, dataClass.")]
    [InlineData("residency[0]", "asia-south9", "data may stay in asia-south2, asia-south9 only")]
    [InlineData("gcp:project", "another-project-1", "stacks/dev/foundation.yaml:")]
    [InlineData("labels.owner", "a\nb", "A value is one line without control characters")]
    [InlineData("nowhere.at.all", "x", "'nowhere.at.all' leads nowhere")]
    public async Task What_the_reader_refuses_is_said_and_not_written(string key, string value, string said)
    {
        string old = workspace.Read(File);

        (string output, int exitCode) = await workspace.RunAsync(["config", "set", "dev", key, value]);

        Assert.Equal((int)ExitCode.Configuration, exitCode);
        Assert.Contains(said, output, StringComparison.Ordinal);
        Assert.Equal(old, workspace.Read(File));
    }

    [Theory]
    [InlineData("labels.owner", "ghp_" + "abcdefghijklmnopqrstuvwx")]
    [InlineData("labels.password", "hunter2hunter2")]
    public async Task A_secret_is_neither_written_nor_shown(string key, string value)
    {
        string old = workspace.Read(File);

        (string output, int exitCode) = await workspace.RunAsync(["config", "set", "dev", key, value]);

        Assert.Equal((int)ExitCode.Configuration, exitCode);
        Assert.DoesNotContain(value, output, StringComparison.Ordinal);
        Assert.Contains("Nothing was written.", output, StringComparison.Ordinal);
        Assert.Equal(old, workspace.Read(File));
    }

    [Fact]
    public async Task The_stack_bootstrap_has_settings_too()
    {
        (string output, int exitCode) = await workspace.RunAsync(["config", "get", "bootstrap", "organisation"]);

        Assert.Equal(("518203947716\n", 0), (output, exitCode));
    }
}
