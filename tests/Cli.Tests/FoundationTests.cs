using Infra.Model.Backends;

namespace Infra.Cli.Tests;

/// <summary>What bootstrap makes is what environments are held against.</summary>
public sealed class FoundationTests
{
    public static TheoryData<string> Environments => ["dev", "prod", "staging"];

    /// <summary>The committed files are those of the pretended cloud, so that a rehearsal goes the whole way; `infra bootstrap` writes them.</summary>
    [Fact]
    public async Task The_committed_foundations_are_what_bootstrap_writes()
    {
        using Workspace committed = new();
        using Workspace workspace = new();
        workspace.DeleteFoundations();

        (string output, int code) = await workspace.RunAsync(["bootstrap", "--yes"]);

        Assert.True(code == 0, output);
        Assert.Equal(committed.Foundations(), workspace.Foundations());
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task After_bootstrap_an_environment_is_made_in_the_project_that_it_made(string stack)
    {
        using Workspace workspace = new();
        await BootstrapAsync(workspace);

        (string output, int code) = await workspace.RunAsync(["up", stack, "--yes"]);

        Assert.True(code == 0, output);
        (string again, int preview) = await workspace.RunAsync(["preview", "bootstrap", "--detailed-exitcode"]);
        Assert.True(preview == 0, again);
    }

    [Fact]
    public async Task Settings_of_another_project_are_refused_before_anything_is_planned()
    {
        using Workspace workspace = new();
        workspace.Replace("stacks/Pulumi.dev.yaml", "gcp:project: setu-dev-471203", "gcp:project: setu-dev-999999");

        (string output, int code) = await workspace.RunAsync(["preview", "dev"]);

        Assert.Equal(2, code);
        Assert.Equal(
            "error: stacks/dev/foundation.yaml:4:10: project is \"setu-dev-471203\": stacks/Pulumi.dev.yaml has gcp:project setu-dev-999999, and bootstrap made another project for dev. Write the project of this file as gcp:project in stacks/Pulumi.dev.yaml, or run bootstrap again and commit what it writes.\n",
            output);
    }

    [Fact]
    public async Task A_project_number_that_Google_did_not_give_is_refused_before_anything_is_planned()
    {
        using Workspace workspace = new();
        workspace.Replace("stacks/Pulumi.prod.yaml", "584630257066", "584630257067");

        (string output, int code) = await workspace.RunAsync(["up", "prod", "--yes"]);

        Assert.Equal(2, code);
        Assert.Equal(
            "error: stacks/prod/foundation.yaml:5:16: projectNumber is \"584630257066\": stacks/Pulumi.prod.yaml has infra:projectNumber \"584630257067\", and Google Cloud gave the project of prod another number. Write the number of this file as infra:projectNumber in stacks/Pulumi.prod.yaml.\n",
            output);
    }

    [Theory]
    [InlineData("stateBucket")]
    [InlineData("secretsKey")]
    [InlineData("identityProvider")]
    public async Task A_value_that_is_missing_is_refused_before_anything_is_planned(string value)
    {
        using Workspace workspace = new();
        string file = workspace.Read("stacks/dev/foundation.yaml");
        workspace.Write("stacks/dev/foundation.yaml", string.Concat(file.Split('\n').Where(l => l.Length > 0 && !l.StartsWith(value, StringComparison.Ordinal)).Select(l => l + "\n")));

        (string output, int code) = await workspace.RunAsync(["preview", "dev"]);

        Assert.Equal((int)ExitCode.Configuration, code);
        Assert.StartsWith($"error: stacks/dev/foundation.yaml:2:1: {value}: this setting is missing. ", output, StringComparison.Ordinal);
    }

    private static async Task BootstrapAsync(Workspace workspace)
    {
        (string output, int code) = await workspace.RunAsync(["bootstrap", "--yes"]);
        Assert.True(code == 0, output);
    }
}
