namespace Infra.Cli.Tests;

public sealed class StateEditTests : IDisposable
{
    private const string Bucket = "setu-dev-471203-artifacts";
    private const string Network = "projects/setu-dev-471203/global/networks/setu-dev-vpc";
    private const string Secret = "projects/setu-dev-471203/secrets/maps-api-key";

    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    private string State(string stack = "dev") => workspace.Read($".infra/state/{stack}.jsonl");

    private string[] Backups => Directory.Exists(Path.Combine(workspace.Folder, ".infra", "backups")) ? Directory.GetFiles(Path.Combine(workspace.Folder, ".infra", "backups")) : [];

    [Fact]
    public async Task A_renamed_resource_keeps_what_depends_on_it_and_a_copy_of_the_state_before_is_kept()
    {
        await AppliedAsync();
        string before = State();

        (string moved, int exitCode) = await workspace.RunAsync(["state", "mv", "dev", "setu-dev-vpc", "setu-dev-net", "--yes"]);
        (string verified, _) = await workspace.RunAsync(["state", "verify", "dev"]);
        string renamed = State();
        (_, int back) = await workspace.RunAsync(["state", "mv", "dev", "setu-dev-net", "setu-dev-vpc", "--yes"]);
        (_, int nothing) = await workspace.RunAsync(["preview", "dev", "--expect-changes"]);

        Assert.Equal((0, 0, (int)ExitCode.NoChanges), (exitCode, back, nothing));
        Assert.StartsWith($"rename gcp:compute/network:Network setu-dev-vpc -> setu-dev-net ({Network})\n    In the cloud it is called setu-dev-vpc too (name), and that cannot change in place:", moved, StringComparison.Ordinal);
        Assert.Equal("The state of dev is good.\n", verified);
        Assert.DoesNotContain("network:Network::setu-dev-vpc\"", renamed, StringComparison.Ordinal);
        Assert.Equal(2, Backups.Length);
        Assert.Contains(Backups, b => File.ReadAllText(b) == before);
    }

    [Fact]
    public async Task The_copy_that_is_kept_can_be_put_back_as_the_command_says()
    {
        await AppliedAsync();
        (string moved, _) = await workspace.RunAsync(["state", "rm", "dev", Bucket, "--yes"]);
        string[] command = moved.Split('`')[^2].Split(' ');

        (_, int exitCode) = await workspace.RunAsync([.. command[1..], "--yes"]);
        (_, int nothing) = await workspace.RunAsync(["preview", "dev", "--expect-changes"]);

        Assert.Equal(["infra", "state", "import", "dev"], command[..4]);
        Assert.Equal((0, (int)ExitCode.NoChanges), (exitCode, nothing));
    }

    [Fact]
    public async Task What_others_depend_on_and_what_is_protected_is_forgotten_only_when_that_is_said()
    {
        await AppliedAsync("prod");
        string before = State("prod");

        (string refused, int first) = await workspace.RunAsync(["state", "rm", "prod", "setu-prod-vpc", "--yes"]);
        (string stillProtected, int second) = await workspace.RunAsync(["state", "rm", "prod", "setu-prod-vpc", "--yes", "--target-dependents"]);
        string unchanged = State("prod");
        (string forgotten, int third) = await workspace.RunAsync(["state", "rm", "prod", "setu-prod-vpc", "--yes", "--target-dependents", "--force"]);
        (string verified, _) = await workspace.RunAsync(["state", "verify", "prod"]);

        Assert.Equal(((int)ExitCode.Configuration, (int)ExitCode.Configuration, 0), (first, second, third));
        Assert.Matches("^error: [0-9]+ recorded resources depend on urn:pulumi:prod::infra::infra:cloud:Network\\$gcp:compute/network:Network::setu-prod-vpc: ", refused);
        Assert.Contains(" protected. If that is meant, pass --force.\nerror: Nothing was forgotten.\n", stillProtected, StringComparison.Ordinal);
        Assert.Equal(before, unchanged);
        Assert.Contains("forget gcp:container/cluster:Cluster setu-prod-asia-south1 ", forgotten, StringComparison.Ordinal);
        Assert.Equal("The state of prod is good.\n", verified);
    }

    [Theory]
    [InlineData("error: No recorded resource of dev has the name or URN 'setu-dev-vpcs'. Did you mean setu-dev-vpc? `infra state show dev` lists them.\n", "setu-dev-vpcs", "x")]
    [InlineData("recorded resources of dev have the name setu-dev-asia-south1. Give the URN of one:\nerror: urn:pulumi:dev::infra::", "setu-dev-asia-south1", "x")]
    [InlineData("error: There is a gcp:compute/subnetwork:Subnetwork with the name setu-dev-asia-south1-nodes already: ", "setu-dev-asia-south1-control-plane", "setu-dev-asia-south1-nodes")]
    [InlineData("error: The new name 'a b' is no name of a resource: 1 to 200 letters, digits, dots, hyphens and underscores, beginning with a letter or a digit.\n", "setu-dev-vpc", "a b")]
    [InlineData("error: The new name 'x::y' is no name", "setu-dev-vpc", "x::y")]
    [InlineData("error: The root of a stack is named after it. Nothing was renamed.\n", "infra-dev", "infra-test")]
    public async Task A_rename_that_cannot_be_says_why_and_changes_nothing(string said, string name, string now)
    {
        await AppliedAsync();
        string before = State();

        (string output, int exitCode) = await workspace.RunAsync(["state", "mv", "dev", name, now, "--yes"]);

        Assert.Equal((int)ExitCode.Configuration, exitCode);
        Assert.Contains(said, output, StringComparison.Ordinal);
        Assert.Equal(before, State());
        Assert.Empty(Backups);
    }

    [Fact]
    public async Task A_no_forgets_nothing_and_records_nothing()
    {
        await AppliedAsync();
        string before = State();

        (string output, int exitCode) = await workspace.RunAsync(["state", "rm", "dev", Bucket], "no");
        (string record, _) = await workspace.RunAsync(["audit", "show"]);

        Assert.Equal((int)ExitCode.Cancelled, exitCode);
        Assert.EndsWith("error: Not confirmed; nothing was changed.\n", output, StringComparison.Ordinal);
        Assert.Equal(before, State());
        Assert.DoesNotContain("state-rm", record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_waits_for_nobody_and_is_refused_while_another_run_holds_the_lock()
    {
        await AppliedAsync();
        workspace.Write(".infra/state/dev.lock", "not a lock");

        (string output, int exitCode) = await workspace.RunAsync(["state", "rm", "dev", Bucket, "--yes"]);

        Assert.Equal((int)ExitCode.Error, exitCode);
        Assert.Contains("cannot be read, so nobody knows who holds stack dev", output, StringComparison.Ordinal);
        Assert.Empty(Backups);
    }

    [Fact]
    public async Task An_edit_of_a_stack_that_was_never_applied_says_so()
    {
        (string output, int exitCode) = await workspace.RunAsync(["state", "rm", "dev", Bucket, "--yes"]);

        Assert.Equal(("error: Stack dev was never applied on the local backend: there is no state to edit.\n", (int)ExitCode.StackNotFound), (output, exitCode));
    }

    [Fact]
    public async Task Every_edit_stands_on_the_audit_record_with_its_reason_and_the_person()
    {
        workspace.Variables["USER"] = "asha";
        await AppliedAsync();
        await workspace.RunAsync(["state", "rm", "dev", Bucket, "--yes", "--reason", "it moves to another stack"]);
        await workspace.RunAsync(["import", "dev", "gcp:storage/bucket:Bucket", Bucket, Bucket, "--yes"]);
        await workspace.RunAsync(["state", "mv", "dev", "maps-api-key", "maps-key", "--yes"]);
        await workspace.RunAsync(["cloud", "edit", "dev", Bucket, "labels.owner", "somebody"]);
        await workspace.RunAsync(["refresh", "dev", "--yes"]);
        await workspace.RunAsync(["state", "export", "dev", "--out", "kept"]);
        await workspace.RunAsync(["state", "import", "dev", "kept", "--yes"]);

        (string record, _) = await workspace.RunAsync(["audit", "show"]);

        Assert.All(["state-rm", "import", "state-mv", "refresh", "state-import"], action => Assert.Contains($"  {action} dev by asha on local, succeeded", record, StringComparison.Ordinal));
        Assert.Contains("it moves to another stack", record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_forgotten_is_imported_again_and_nothing_is_left_to_do()
    {
        await AppliedAsync();
        await workspace.RunAsync(["state", "rm", "dev", Bucket, "--yes"]);

        (string imported, int exitCode) = await workspace.RunAsync(["import", "dev", "gcp:storage/bucket:Bucket", Bucket, Bucket, "--yes"]);
        (_, int nothing) = await workspace.RunAsync(["preview", "dev", "--expect-changes"]);
        (_, int drift) = await workspace.RunAsync(["drift", "dev"]);

        Assert.Equal((0, (int)ExitCode.NoChanges, 0), (exitCode, nothing, drift));
        Assert.StartsWith($"import gcp:storage/bucket:Bucket {Bucket} ({Bucket})\nImported gcp:storage/bucket:Bucket {Bucket}.\n", imported, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_as_declared_is_shown_and_not_imported()
    {
        await AppliedAsync();
        await workspace.RunAsync(["state", "rm", "dev", Bucket, "--yes"]);
        await workspace.RunAsync(["cloud", "edit", "dev", Bucket, "storageClass", "NEARLINE"]);
        string before = State();

        (string output, int exitCode) = await workspace.RunAsync(["import", "dev", "gcp:storage/bucket:Bucket", Bucket, Bucket, "--yes"]);

        Assert.Equal((int)ExitCode.Resource, exitCode);
        Assert.Contains("    storageClass: there \"NEARLINE\", declared \"STANDARD\"\n", output, StringComparison.Ordinal);
        Assert.EndsWith("1 properties differ. Nothing was imported. Change the settings, or the resource, until they are the same.\n", output, StringComparison.Ordinal);
        Assert.Equal(before, State());
    }

    [Theory]
    [InlineData("error: The settings of dev declare no gcp:storage/bucket:Bucket with the name artefacts, so there is nothing to adopt it as.", "gcp:storage/bucket:Bucket", "artefacts", "x")]
    [InlineData("That name is declared as gcp:compute/network:Network.", "gcp:storage/bucket:Bucket", "setu-dev-vpc", "x")]
    [InlineData("is recorded already, with the id " + Bucket + ".", "gcp:storage/bucket:Bucket", Bucket, Bucket)]
    [InlineData("error: infra:cloud:Network setu-dev-network is a component: it is nothing in the cloud.", "infra:cloud:Network", "setu-dev-network", "x")]
    public async Task An_import_that_cannot_be_says_why(string said, string type, string name, string id)
    {
        await AppliedAsync();

        (string output, int exitCode) = await workspace.RunAsync(["import", "dev", type, name, id, "--yes"]);

        Assert.Equal((int)ExitCode.Configuration, exitCode);
        Assert.Contains(said, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resource_that_is_not_there_is_not_imported()
    {
        await AppliedAsync();
        await workspace.RunAsync(["state", "rm", "dev", Bucket, "--yes"]);

        (string output, int exitCode) = await workspace.RunAsync(["import", "dev", "gcp:storage/bucket:Bucket", Bucket, "another-bucket", "--yes"]);

        Assert.Equal(("error: 404 notFound: there is no gcp:storage/bucket:Bucket with the id 'another-bucket' to import. `infra cloud show dev` lists those of the emulator.\n", (int)ExitCode.Resource), (output, exitCode));
    }

    [Fact]
    public async Task Into_an_empty_state_the_components_above_are_recorded_and_other_resources_must_come_first()
    {
        await AppliedAsync();
        Directory.Delete(Path.Combine(workspace.Folder, ".infra", "state"), recursive: true);

        (string bucket, int refused) = await workspace.RunAsync(["import", "dev", "gcp:storage/bucket:Bucket", Bucket, Bucket, "--yes"]);
        (_, int api) = await workspace.RunAsync(["import", "dev", "gcp:projects/service:Service", "storage", "setu-dev-471203/storage.googleapis.com", "--yes"]);
        (string shown, _) = await workspace.RunAsync(["state", "show", "dev"]);
        (string verified, _) = await workspace.RunAsync(["state", "verify", "dev"]);

        Assert.Equal(((int)ExitCode.Configuration, 0), (refused, api));
        Assert.Contains($"error: gcp:storage/bucket:Bucket {Bucket} depends on what is not recorded: gcp:projects/service:Service artifactregistry,", bucket, StringComparison.Ordinal);
        Assert.Equal(["pulumi:pulumi:Stack", "pulumi:providers:gcp", "infra:cloud:Apis", "gcp:projects/service:Service"], shown.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(' ')[0]));
        Assert.Equal("The state of dev is good.\n", verified);
    }

    [Fact]
    public async Task A_refresh_shows_and_records_what_is_there_and_leaves_the_cloud_alone()
    {
        await AppliedAsync();
        await workspace.RunAsync(["cloud", "edit", "dev", Bucket, "storageClass", "NEARLINE"]);
        await workspace.RunAsync(["cloud", "delete", "dev", Secret]);
        string cloud = workspace.Read(".infra/cloud/dev.jsonl");

        (string refreshed, int exitCode) = await workspace.RunAsync(["refresh", "dev", "--yes"]);
        (_, int drift) = await workspace.RunAsync(["drift", "dev"]);
        (string verified, _) = await workspace.RunAsync(["state", "verify", "dev"]);
        (string again, int nothing) = await workspace.RunAsync(["refresh", "dev", "--yes"]);
        (string planned, int left) = await workspace.RunAsync(["preview", "dev", "--detailed-exitcode"]);

        Assert.Equal((0, 0, 0, (int)ExitCode.ChangesFound), (exitCode, drift, nothing, left));
        Assert.Contains($"gcp:storage/bucket:Bucket {Bucket} ({Bucket})\n    storageClass: recorded \"STANDARD\", now \"NEARLINE\"\n", refreshed, StringComparison.Ordinal);
        Assert.Contains($"gcp:secretmanager/secret:Secret maps-api-key ({Secret}) was deleted\n", refreshed, StringComparison.Ordinal);
        Assert.Equal("The state of dev is good.\n", verified);
        Assert.Equal("Nothing to refresh: dev is as it is recorded.\n", again);
        Assert.Equal(cloud, workspace.Read(".infra/cloud/dev.jsonl"));
        Assert.Contains("storageClass", planned, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("setu-dev-vpc", "setu-dev-net", "name")]
    [InlineData("maps-api-key", "maps-key", "secretId")]
    public async Task Who_renames_what_is_called_so_in_the_cloud_too_is_told_before_the_question_that_it_would_be_made_anew(string name, string now, string input)
    {
        await AppliedAsync();
        string before = State();

        (string output, int exitCode) = await workspace.RunAsync(["state", "mv", "dev", name, now], answer: "no");

        Assert.Equal((int)ExitCode.Cancelled, exitCode);
        Assert.Contains(
            $"\n    In the cloud it is called {name} too ({input}), and that cannot change in place: settings that call it {now} there as well delete it and make another one.\nRename it in the state of dev? ",
            output,
            StringComparison.Ordinal);
        Assert.Equal(before, State());
    }

    [Fact]
    public async Task What_has_no_such_name_in_the_cloud_is_renamed_without_a_warning()
    {
        await AppliedAsync();

        (string output, int exitCode) = await workspace.RunAsync(["state", "mv", "dev", "storage", "storage-api", "--yes"]);

        Assert.Equal(0, exitCode);
        Assert.StartsWith(
            "rename gcp:projects/service:Service storage -> storage-api (setu-dev-471203/storage.googleapis.com)\nRenamed 1 resource; preview shows nothing to do once the program declares it so.\n", output, StringComparison.Ordinal);
    }

    private async Task AppliedAsync(string stack = "dev")
    {
        (string output, int exitCode) = await workspace.RunAsync(["up", stack, "--yes", "--format", "json"]);
        Assert.True(exitCode == 0, output);
    }
}
