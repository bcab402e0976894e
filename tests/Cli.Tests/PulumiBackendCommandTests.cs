using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;

namespace Infra.Cli.Tests;

public sealed class PulumiBackendCommandTests
{
    [Theory]
    [InlineData("preview", "dev")]
    [InlineData("status", "dev")]
    [InlineData("drift", "prod")]
    public async Task A_program_of_stand_ins_never_speaks_to_the_real_cloud(params string[] command)
    {
        Assert.SkipUnless(PackageKind.IsOffline, "Built with the official packages, which may.");
        using Workspace workspace = new();

        (string output, int exitCode) = await workspace.RunAsync([.. command, "--backend", "pulumi"]);

        Assert.Equal(
            (2, "error: This program was built with the stubs of offline/, which cannot talk to the Pulumi engine. offline/README.md says how to use the official packages; `--backend local` needs none of it.\n"),
            (exitCode, output));
    }

    [Theory]
    [InlineData("prod")]
    [InlineData("staging")]
    [InlineData("dev")]
    public async Task Under_the_Pulumi_CLI_a_stack_is_previewed_freely_and_updated_for_an_envelope_only(string stack)
    {
        using Workspace workspace = new();
        Host host = workspace.Host(TextWriter.Null, TextWriter.Null, null);

        Assert.Null(await EnginePermit.RefusalAsync(host, stack, isDryRun: true, TestContext.Current.CancellationToken));
        Assert.Equal(
            $"{stack} is updated through infra: nothing reaches it that was not sealed. Seal with `infra preview {stack} --backend pulumi --seal --out FILE`, and apply with `infra up {stack} --backend pulumi --plan FILE`.",
            await EnginePermit.RefusalAsync(host, stack, isDryRun: false, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_protected_stack_is_updated_in_the_real_cloud_for_an_envelope_only()
    {
        using Workspace workspace = new();

        (string output, int exitCode) = await workspace.RunAsync(["up", "prod", "--backend", "pulumi", "--yes"]);

        Assert.Equal(10, exitCode);
        Assert.StartsWith("error: prod is protected: nothing reaches it that was not sealed and approved.", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("prod")]
    [InlineData("staging")]
    public async Task A_protected_stack_is_not_destroyed_in_the_real_cloud_by_one_command(string stack)
    {
        using Workspace workspace = new();

        (string output, int exitCode) = await workspace.RunAsync(["destroy", stack, "--backend", "pulumi", "--yes"]);

        Assert.Equal(
            (10, $"error: {stack} is protected: it is not destroyed by one command. Take what is to go out of stacks/Pulumi.{stack}.yaml, and apply that as a sealed and approved plan.\n"),
            (exitCode, output));
    }

    [Fact]
    public async Task Bootstrap_has_its_own_command_for_the_real_cloud()
    {
        using Workspace workspace = new();

        (string output, int exitCode) = await workspace.RunAsync(["up", "bootstrap", "--backend", "pulumi", "--plan", "plan.json", "--yes"]);

        Assert.Equal((2, "error: The stack bootstrap of the real cloud is updated by `infra bootstrap --backend pulumi --plan FILE`, which knows its other steps.\n"), (exitCode, output));
    }

    [Fact]
    public async Task Drift_is_a_table_in_Markdown_that_no_name_can_break()
    {
        using Workspace workspace = new();
        await workspace.RunAsync(["up", "dev", "--yes"]);
        (string edited, int edit) = await workspace.RunAsync(
            ["cloud", "edit", "dev", "projects/setu-dev-471203/global/firewalls/setu-dev-deny-ingress", "description", "\"a | b <img> `x` @all ${{ x }}\\n::set-output\""]);
        Assert.True(edit == 0, edited);

        (string output, int exitCode) = await workspace.RunAsync(["drift", "dev", "--format", "markdown"]);

        Assert.Equal(12, exitCode);
        string row = Assert.Single(output.Split('\n'), l => l.Contains("deny-ingress", StringComparison.Ordinal));
        Assert.Equal(5, row.Count(c => c == '|'));
        Assert.DoesNotContain("<img>", row, StringComparison.Ordinal);
        Assert.DoesNotContain("@all", row, StringComparison.Ordinal);
        Assert.DoesNotContain("${{", row, StringComparison.Ordinal);
    }
}
