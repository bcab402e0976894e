
namespace Infra.Cli.Tests.Bootstrapping;

/// <summary>Bootstrap through the Pulumi CLI, played by a program that records its calls and keeps states as files.</summary>
public sealed class PulumiTests : IDisposable
{
    private static readonly string Here = Path.Combine(Workspace.Root, "tests", "Cli.Tests", "Bootstrapping");
    private readonly PulumiWorld world = new();

    /// <summary>The calls that change something, in order; each fails once.</summary>
    public static TheoryData<string> Changes =>
    [
        "stack init bootstrap*file://*", "up *", "stack init bootstrap*gs://*", "stack init prod*", "stack export*--file*", "stack import*", "stack change-secrets-provider*",
    ];

    private string Copy => Path.Combine(Repository.Folder, ".infra", "bootstrap");

    private Workspace Repository => world.Workspace;

    private string Home => world.Home;

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task The_steps_run_in_order_through_the_CLI_and_leave_state_key_and_foundations_in_place()
    {
        await world.MakeDocumentsAsync();

        (string output, int code) = await world.RunAsync("--yes");

        Assert.True(code == 0, output);
        Approve("pulumi-calls.txt", Calls());
        Approve("pulumi-output.txt", Neutral(output));
        Assert.Equal(await CommittedFoundationsAsync(), Repository.Foundations());
        Assert.False(Directory.Exists(Copy));
        Assert.Contains("\"type\":\"cloud\"", Bucket("bootstrap"), StringComparison.Ordinal);
        (string again, int nothing) = await world.RunAsync("--yes");
        Assert.Equal(0, nothing);
        Assert.DoesNotContain("  done: ", again, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task After_a_failure_of_any_call_the_next_run_ends_as_if_there_had_been_none(string call)
    {
        await world.MakeDocumentsAsync();
        await File.WriteAllTextAsync(Path.Combine(Home, "fail"), $"{call}|1|the network went away\n", TestContext.Current.CancellationToken);

        (string failed, int first) = await world.RunAsync("--yes");
        File.Delete(Path.Combine(Home, "fail"));
        (string output, int second) = await world.RunAsync("--yes");

        Assert.Equal(1, first);
        Assert.Contains("error: error: the network went away\nerror: Fix what it says and run the same again: what is done already is found and left.\n", failed, StringComparison.Ordinal);
        Assert.True(second == 0, output);
        Assert.Equal(await CommittedFoundationsAsync(), Repository.Foundations());
        Assert.False(Directory.Exists(Copy));
        Assert.Contains("\"type\":\"cloud\"", Bucket("bootstrap"), StringComparison.Ordinal);
        Assert.Contains("\"resources\":[]", Bucket("dev"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passphrase_is_made_for_its_owner_only_and_is_never_shown()
    {
        await world.MakeDocumentsAsync();
        await File.WriteAllTextAsync(Path.Combine(Home, "fail"), "up *|1|no\n", TestContext.Current.CancellationToken);

        (string output, _) = await world.RunAsync("--yes");

        string file = Path.Combine(Copy, "passphrase");
        string passphrase = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal(64, passphrase.Length);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Copy));
        Assert.DoesNotContain(passphrase, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passphrase_file_of_the_environment_is_used_and_none_is_made()
    {
        await world.MakeDocumentsAsync();
        string given = Path.Combine(Home, "mine");
        await File.WriteAllTextAsync(given, "correct horse", TestContext.Current.CancellationToken);
        Repository.Variables["PULUMI_CONFIG_PASSPHRASE_FILE"] = given;
        await File.WriteAllTextAsync(Path.Combine(Home, "fail"), "stack import*|1|no\n", TestContext.Current.CancellationToken);

        await world.RunAsync("--yes");

        Assert.False(File.Exists(Path.Combine(Copy, "passphrase")));
        Assert.Contains($"passphrase-file={given}", await File.ReadAllTextAsync(Path.Combine(Home, "calls"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_passphrase_is_said_with_what_to_do()
    {
        await world.MakeDocumentsAsync();
        await File.WriteAllTextAsync(Path.Combine(Home, "fail"), "up *|1|no\n", TestContext.Current.CancellationToken);
        await world.RunAsync("--yes");
        await File.WriteAllTextAsync(Path.Combine(Copy, "passphrase"), "another", TestContext.Current.CancellationToken);
        File.Delete(Path.Combine(Home, "fail"));

        (string output, int code) = await world.RunAsync("--yes");

        Assert.Equal((int)ExitCode.Authentication, code);
        Assert.EndsWith(
            "ended with 1:\nerror: error: incorrect passphrase\nerror: The passphrase is not the one that this state was encrypted with. Put the right one in PULUMI_CONFIG_PASSPHRASE, or the path of its file in PULUMI_CONFIG_PASSPHRASE_FILE.\n",
            output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_CLI_it_says_what_to_install()
    {
        Repository.Variables["PATH"] = Repository.Folder;

        (string output, int code) = await world.RunAsync("--yes");

        Assert.Equal((int)ExitCode.Configuration, code);
        Assert.Equal(
            "error: There is no `pulumi` on the PATH, and bootstrap in the real cloud needs it, version 3.158.0 or newer. Install it, https://www.pulumi.com/docs/iac/download-install/, or do a dry run with --backend local.\n",
            output);
    }

    [Theory]
    [InlineData("v3.157.9", "The Pulumi CLI is version 3.157.9, and 3.158.0 or newer is needed, which has `destroy --exclude`. Install a newer one, https://www.pulumi.com/docs/iac/download-install/.")]
    [InlineData("banana", "`pulumi version` says 'banana', which is no version. Install the Pulumi CLI, https://www.pulumi.com/docs/iac/download-install/.")]
    public async Task A_CLI_that_is_too_old_is_refused_before_anything_is_done(string version, string message)
    {
        await File.WriteAllTextAsync(Path.Combine(Home, "version"), version + "\n", TestContext.Current.CancellationToken);

        (string output, int code) = await world.RunAsync("--yes");

        Assert.Equal((int)ExitCode.Error, code);
        Assert.EndsWith($"error: {message}\n", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Copy));
    }

    [Fact]
    public async Task Without_credentials_it_says_how_to_log_in()
    {
        Repository.Variables.Remove("GOOGLE_OAUTH_ACCESS_TOKEN");

        (string output, int code) = await world.RunAsync("--yes");

        Assert.Equal((int)ExitCode.Authentication, code);
        Assert.EndsWith(
            "error: Bootstrap in the real cloud needs credentials, and no credentials of Google are found. Run `gcloud auth application-default login`, as somebody who may do what docs/bootstrap.md lists.\n",
            output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_that_may_not_be_read_is_an_error_and_not_taken_for_one_that_is_missing()
    {
        await world.MakeDocumentsAsync();
        await File.WriteAllTextAsync(Path.Combine(Home, "fail"), "stack export*gs://*|1|googleapi: Error 403: storage.objects.get access denied, forbidden\n", TestContext.Current.CancellationToken);

        (string output, int code) = await world.RunAsync("--yes");

        Assert.Equal(1, code);
        Assert.Contains("Error 403", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Copy));
    }

    [Fact]
    public async Task An_undo_brings_the_state_home_deletes_what_it_can_and_names_the_rest()
    {
        await world.MakeDocumentsAsync(protect: false);
        await world.RunAsync("--yes");
        File.Delete(Path.Combine(Home, "calls"));

        (string output, int code) = await world.RunAsync("--undo", "--yes");

        Assert.True(code == 0, output);
        Approve("pulumi-undo-calls.txt", Calls());
        Approve("pulumi-undo-output.txt", Neutral(output));
        Assert.Equal("", Repository.Foundations());
        Assert.True(File.Exists(Path.Combine(Copy, "passphrase")));
        (string again, int second) = await world.RunAsync("--undo", "--yes");
        Assert.True(second == 0, again);
        Assert.DoesNotContain("  undone: ", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_undo_is_refused_while_a_stack_has_resources_or_something_is_protected_and_nothing_is_touched()
    {
        await world.MakeDocumentsAsync();
        await world.RunAsync("--yes");
        string dev = Path.Combine(Home, "buckets", "setu-seed-284517-dev-state", "dev");
        await File.WriteAllTextAsync(dev, await File.ReadAllTextAsync(Path.Combine(Home, "buckets", "setu-seed-284517-bootstrap-state", "bootstrap"), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        File.Delete(Path.Combine(Home, "calls"));

        (string output, int code) = await world.RunAsync("--undo", "--yes");

        Assert.Equal((int)ExitCode.Resource, code);
        Assert.Contains("error: stack dev still has ", output, StringComparison.Ordinal);
        Assert.Contains("gcp:organizations/project:Project::setu-dev-471203 would be deleted, and it is protected. If that is meant, set infra:protect to false in stacks/Pulumi.bootstrap.yaml, have that sealed and approved, run `infra bootstrap --backend pulumi --plan FILE`, and try again.\n", output, StringComparison.Ordinal);
        Assert.All(Calls().Split('\n', StringSplitOptions.RemoveEmptyEntries), c => Assert.Matches("^(version|stack export) ", c));
        Assert.Equal(await CommittedFoundationsAsync(), Repository.Foundations());
    }

    private string Bucket(string stack) => File.ReadAllText(Path.Combine(Home, "buckets", $"setu-seed-284517-{stack}-state", stack));

    private string Calls() => Neutral(File.ReadAllText(Path.Combine(Home, "calls")));

    private string Neutral(string text) => text.Replace(Home, "HOME", StringComparison.Ordinal).Replace(Repository.Folder, "REPOSITORY", StringComparison.Ordinal);

    private static async Task<string> CommittedFoundationsAsync()
    {
        using Workspace committed = new();
        return await Task.FromResult(committed.Foundations());
    }

    private static void Approve(string file, string text)
    {
        string path = Path.Combine(Here, file);
        if (Environment.GetEnvironmentVariable("INFRA_APPROVE") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : "(no file)", text);
    }
}
