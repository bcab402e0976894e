using Infra.Delivery.Audit;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;

namespace Infra.Cli.Tests;

/// <summary>What bootstrap makes is what environments are held against.</summary>
public sealed class FoundationTests
{
    public static TheoryData<string> Environments => ["dev", "prod", "staging"];

    /// <summary>The example's files are those of the emulator, so that a dry run goes the whole way.</summary>
    [Fact]
    public async Task A_dry_run_writes_what_is_missing_and_marks_it_as_made_up()
    {
        using Workspace committed = new();
        using Workspace workspace = new();
        workspace.DeleteFoundations();

        (string output, int code) = await workspace.RunAsync(["bootstrap", "--write", "--yes"]);

        Assert.True(code == 0, output);
        Assert.Equal(committed.Foundations(), WithoutMark(workspace.Foundations()));
        Assert.Equal(3, workspace.Foundations().Split("\ndryRun: true\n").Length - 1);
    }

    [Fact]
    public async Task A_dry_run_touches_no_file_of_the_repository_unless_it_is_told_to()
    {
        using Workspace workspace = new();
        workspace.DeleteFoundations();

        (string output, int code) = await workspace.RunAsync(["bootstrap", "--yes"]);

        Assert.True(code == 0, output);
        Assert.Contains("foundations        skipped: a dry run writes no file of the repository. `infra bootstrap --write` writes what is missing, marked as made up: stacks/dev/foundation.yaml, stacks/prod/foundation.yaml, stacks/staging/foundation.yaml", output, StringComparison.Ordinal);
        Assert.Equal("", workspace.Foundations());
    }

    [Fact]
    public async Task A_dry_run_never_writes_over_another_value_and_its_undo_never_deletes_one()
    {
        using Workspace workspace = new();
        string other = workspace.Read("stacks/dev/foundation.yaml").Replace("setu-dev-plan@", "setu-dev-planner@", StringComparison.Ordinal);
        workspace.Write("stacks/dev/foundation.yaml", other);
        string before = workspace.Foundations();

        (string made, int first) = await workspace.RunAsync(["bootstrap", "--write", "--yes"]);
        string between = workspace.Foundations();
        workspace.Replace("stacks/Pulumi.bootstrap.yaml", "infra:protect: true", "infra:protect: false");
        _ = await workspace.RunAsync(["bootstrap", "--yes"]);
        (string undone, int second) = await workspace.RunAsync(["bootstrap", "--undo", "--write", "--yes"]);

        Assert.True(first == 0 && second == 0, made + undone);
        Assert.Equal(before, between);
        Assert.Equal(before, workspace.Foundations());
    }

    [Fact]
    public async Task Nothing_real_is_done_with_what_a_dry_run_made_up()
    {
        using Workspace workspace = new() { Packages = "official" };
        workspace.DeleteFoundations();
        _ = await workspace.RunAsync(["bootstrap", "--write", "--yes"]);

        (string output, int code) = await workspace.RunAsync(["preview", "dev", "--backend", "pulumi"]);

        Assert.Equal(((int)ExitCode.Configuration, "error: stacks/dev/foundation.yaml was made up by a dry run (dryRun: true), so nothing of it is at Google. Run `infra bootstrap --backend pulumi`, which replaces it.\n"), (code, output));
    }

    [Fact]
    public async Task No_key_of_a_dry_run_signs_a_record_or_vouches_for_one()
    {
        using Workspace workspace = new() { Packages = "official" };
        foreach (string environment in Environments.Select(e => e.Data).Where(e => e != "dev"))
        {
            workspace.Write($"stacks/{environment}/foundation.yaml", $"{workspace.Read($"stacks/{environment}/foundation.yaml")}dryRun: true\n");
        }

        Repository repository = Repository.Find(workspace.Host(TextWriter.Null, TextWriter.Null, keyboard: null));
        AuditTrail trail = new(repository.Host, repository, BackendNames.Pulumi);
        RecordIdentity identity = await trail.Keys.IdentityAsync(trail, TestContext.Current.CancellationToken);
        AuditEntry entry = trail.Entry("up", "prod", BackendNames.Pulumi);

        InfraException refused = Assert.Throws<InfraException>(() => identity.Signer(entry));
        Assert.Equal("stacks/prod/foundation.yaml does not exist, or a dry run made it up, so no key signs what is done to prod. Run `infra bootstrap --backend pulumi` first.", refused.Message);
        Assert.NotNull(identity.Signer(entry with { DeploymentTarget = "dev" }));
    }

    [Fact]
    public async Task Where_every_environment_is_made_up_nobody_knows_where_records_are()
    {
        using Workspace workspace = new() { Packages = "official" };
        workspace.DeleteFoundations();
        _ = await workspace.RunAsync(["bootstrap", "--write", "--yes"]);

        (string output, int code) = await workspace.RunAsync(["audit", "verify", "--backend", "pulumi"]);

        Assert.Equal(((int)ExitCode.Configuration, "error: No environment has a foundation.yaml that was not made up by a dry run, so nobody knows where audit records are kept. Run `infra bootstrap --backend pulumi` first.\n"), (code, output));
    }

    [Fact]
    public async Task Two_environments_on_one_project_are_refused_by_name_before_anything_is_planned()
    {
        using Workspace workspace = new();
        workspace.Replace("stacks/Pulumi.staging.yaml", "gcp:project: setu-staging-628350", "gcp:project: setu-dev-471203");

        foreach (string stack in (string[])["dev", "staging"])
        {
            (string output, int code) = await workspace.RunAsync(["preview", stack]);

            Assert.Equal((int)ExitCode.Configuration, code);
            string other = stack == "dev" ? "staging" : "dev";
            Assert.Equal($"error: stacks/Pulumi.{stack}.yaml: gcp:project is setu-dev-471203, and so it is in stacks/Pulumi.{other}.yaml. No two environments share a project: the workload identities of a project are shared by all its clusters. Write another project id in one of them.\n", output);
        }
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

    private static string WithoutMark(string foundations) => foundations
        .Replace("\ndryRun: true\n", "\n", StringComparison.Ordinal)
        .Replace("# A dry run made these up, so that previews and workflows can be seen before anything exists. `infra bootstrap --backend pulumi` replaces them.\n", "", StringComparison.Ordinal);

    private static async Task BootstrapAsync(Workspace workspace)
    {
        (string output, int code) = await workspace.RunAsync(["bootstrap", "--write", "--yes"]);
        Assert.True(code == 0, output);
    }
}
