using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Infra.Model.Backends;

namespace Infra.Cli.Tests.Bootstrapping;

/// <summary>Bootstrap through the Pulumi CLI, played by a program that records its calls and keeps states as files.</summary>
public sealed class PulumiTests : IDisposable
{
    private static readonly string Here = Path.Combine(Workspace.Root, "tests", "Cli.Tests", "Bootstrapping");
    private static readonly Lazy<Task<Dictionary<string, string>>> Protected = new(() => DocumentsAsync(protect: true));
    private static readonly Lazy<Task<Dictionary<string, string>>> Unprotected = new(() => DocumentsAsync(protect: false));
    private readonly Workspace workspace = new();
    private readonly string home = Directory.CreateTempSubdirectory("infra-pulumi-").FullName;

    // Every call records how many of these reach the CLI: none may.
    static PulumiTests() => Environment.SetEnvironmentVariable("PULUMI_OPTION_REFRESH", "true");

    public PulumiTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program that plays the CLI is a shell script.");
        File.Copy(Path.Combine(Here, "pulumi"), Path.Combine(home, "pulumi"));
        File.SetUnixFileMode(Path.Combine(home, "pulumi"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.WriteAllText(Path.Combine(home, "version"), "v3.259.0\n");
        workspace.Variables["PATH"] = home;
        workspace.Variables["GOOGLE_OAUTH_ACCESS_TOKEN"] = "ya29.not-a-real-token";
        workspace.DeleteFoundations();

        // Whoever runs bootstrap signs record 0, and may write to the bucket that it makes.
        workspace.TrustPipeline();
        workspace.Google.Identity = Google.GoogleServer.Operator;
    }

    /// <summary>The calls that change something, in order; each fails once.</summary>
    public static TheoryData<string> Changes =>
    [
        "stack init bootstrap*file://*", "up *", "stack init bootstrap*gs://*", "stack init prod*", "stack export*--file*", "stack import*", "stack change-secrets-provider*",
    ];

    private string Copy => Path.Combine(workspace.Folder, ".infra", "bootstrap");

    public void Dispose()
    {
        workspace.Dispose();
        Directory.Delete(home, recursive: true);
    }

    [Fact]
    public async Task The_steps_run_in_order_through_the_CLI_and_leave_state_key_and_foundations_in_place()
    {
        await MakeDocumentsAsync();

        (string output, int code) = await RunAsync("--yes");

        Assert.True(code == 0, output);
        Approve("pulumi-calls.txt", Calls());
        Approve("pulumi-output.txt", Neutral(output));
        Assert.Equal(await CommittedFoundationsAsync(), workspace.Foundations());
        Assert.False(Directory.Exists(Copy));
        Assert.Contains("\"type\":\"cloud\"", Bucket("bootstrap"), StringComparison.Ordinal);
        (string again, int nothing) = await RunAsync("--yes");
        Assert.Equal(0, nothing);
        Assert.DoesNotContain("  done: ", again, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task After_a_failure_of_any_call_the_next_run_ends_as_if_there_had_been_none(string call)
    {
        await MakeDocumentsAsync();
        await File.WriteAllTextAsync(Path.Combine(home, "fail"), $"{call}|1|the network went away\n", TestContext.Current.CancellationToken);

        (string failed, int first) = await RunAsync("--yes");
        File.Delete(Path.Combine(home, "fail"));
        (string output, int second) = await RunAsync("--yes");

        Assert.Equal(1, first);
        Assert.Contains("error: error: the network went away\nerror: Fix what it says and run the same again: what is done already is found and left.\n", failed, StringComparison.Ordinal);
        Assert.True(second == 0, output);
        Assert.Equal(await CommittedFoundationsAsync(), workspace.Foundations());
        Assert.False(Directory.Exists(Copy));
        Assert.Contains("\"type\":\"cloud\"", Bucket("bootstrap"), StringComparison.Ordinal);
        Assert.Contains("\"resources\":[]", Bucket("dev"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passphrase_is_made_for_its_owner_only_and_is_never_shown()
    {
        await MakeDocumentsAsync();
        await File.WriteAllTextAsync(Path.Combine(home, "fail"), "up *|1|no\n", TestContext.Current.CancellationToken);

        (string output, _) = await RunAsync("--yes");

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
        await MakeDocumentsAsync();
        string given = Path.Combine(home, "mine");
        await File.WriteAllTextAsync(given, "correct horse", TestContext.Current.CancellationToken);
        workspace.Variables["PULUMI_CONFIG_PASSPHRASE_FILE"] = given;
        await File.WriteAllTextAsync(Path.Combine(home, "fail"), "stack import*|1|no\n", TestContext.Current.CancellationToken);

        await RunAsync("--yes");

        Assert.False(File.Exists(Path.Combine(Copy, "passphrase")));
        Assert.Contains($"passphrase-file={given}", await File.ReadAllTextAsync(Path.Combine(home, "calls"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_passphrase_is_said_with_what_to_do()
    {
        await MakeDocumentsAsync();
        await File.WriteAllTextAsync(Path.Combine(home, "fail"), "up *|1|no\n", TestContext.Current.CancellationToken);
        await RunAsync("--yes");
        await File.WriteAllTextAsync(Path.Combine(Copy, "passphrase"), "another", TestContext.Current.CancellationToken);
        File.Delete(Path.Combine(home, "fail"));

        (string output, int code) = await RunAsync("--yes");

        Assert.Equal((int)ExitCode.Authentication, code);
        Assert.EndsWith(
            "ended with 1:\nerror: error: incorrect passphrase\nerror: The passphrase is not the one that this state was encrypted with. Put the right one in PULUMI_CONFIG_PASSPHRASE, or the path of its file in PULUMI_CONFIG_PASSPHRASE_FILE.\n",
            output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_CLI_it_says_what_to_install()
    {
        workspace.Variables["PATH"] = workspace.Folder;

        (string output, int code) = await RunAsync("--yes");

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
        await File.WriteAllTextAsync(Path.Combine(home, "version"), version + "\n", TestContext.Current.CancellationToken);

        (string output, int code) = await RunAsync("--yes");

        Assert.Equal((int)ExitCode.Error, code);
        Assert.EndsWith($"error: {message}\n", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Copy));
    }

    [Fact]
    public async Task Without_credentials_it_says_how_to_log_in()
    {
        workspace.Variables.Remove("GOOGLE_OAUTH_ACCESS_TOKEN");

        (string output, int code) = await RunAsync("--yes");

        Assert.Equal((int)ExitCode.Authentication, code);
        Assert.EndsWith(
            "error: Bootstrap in the real cloud needs credentials, and no credentials of Google are found. Run `gcloud auth application-default login`, as somebody who may do what docs/bootstrap.md lists.\n",
            output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_that_may_not_be_read_is_an_error_and_not_taken_for_one_that_is_missing()
    {
        await MakeDocumentsAsync();
        await File.WriteAllTextAsync(Path.Combine(home, "fail"), "stack export*gs://*|1|googleapi: Error 403: storage.objects.get access denied, forbidden\n", TestContext.Current.CancellationToken);

        (string output, int code) = await RunAsync("--yes");

        Assert.Equal(1, code);
        Assert.Contains("Error 403", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Copy));
    }

    [Fact]
    public async Task An_undo_brings_the_state_home_deletes_what_it_can_and_names_the_rest()
    {
        await MakeDocumentsAsync(protect: false);
        await RunAsync("--yes");
        File.Delete(Path.Combine(home, "calls"));

        (string output, int code) = await RunAsync("--undo", "--yes");

        Assert.True(code == 0, output);
        Approve("pulumi-undo-calls.txt", Calls());
        Approve("pulumi-undo-output.txt", Neutral(output));
        Assert.Equal("", workspace.Foundations());
        Assert.True(File.Exists(Path.Combine(Copy, "passphrase")));
        (string again, int second) = await RunAsync("--undo", "--yes");
        Assert.True(second == 0, again);
        Assert.DoesNotContain("  undone: ", again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_undo_is_refused_while_a_stack_has_resources_or_something_is_protected_and_nothing_is_touched()
    {
        await MakeDocumentsAsync();
        await RunAsync("--yes");
        string dev = Path.Combine(home, "buckets", "setu-seed-284517-dev-state", "dev");
        await File.WriteAllTextAsync(dev, await File.ReadAllTextAsync(Path.Combine(home, "buckets", "setu-seed-284517-bootstrap-state", "bootstrap"), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        File.Delete(Path.Combine(home, "calls"));

        (string output, int code) = await RunAsync("--undo", "--yes");

        Assert.Equal((int)ExitCode.Resource, code);
        Assert.Contains("error: stack dev still has ", output, StringComparison.Ordinal);
        Assert.Contains("gcp:organizations/project:Project::setu-dev-471203 would be deleted, and it is protected. If that is meant, set infra:protect to false in stacks/Pulumi.bootstrap.yaml, have that sealed and approved, run `infra bootstrap --backend pulumi --plan FILE`, and try again.\n", output, StringComparison.Ordinal);
        Assert.All(Calls().Split('\n', StringSplitOptions.RemoveEmptyEntries), c => Assert.Matches("^(version|stack export) ", c));
        Assert.Equal(await CommittedFoundationsAsync(), workspace.Foundations());
    }

    private Task<(string Output, int ExitCode)> RunAsync(params string[] args) => workspace.RunAsync(["bootstrap", "--backend", "pulumi", .. args]);

    private string Bucket(string stack) => File.ReadAllText(Path.Combine(home, "buckets", $"setu-seed-284517-{stack}-state", stack));

    private string Calls() => Neutral(File.ReadAllText(Path.Combine(home, "calls")));

    private string Neutral(string text) => text.Replace(home, "HOME", StringComparison.Ordinal).Replace(workspace.Folder, "REPOSITORY", StringComparison.Ordinal);

    // What `pulumi up` makes is what the local backend makes, in the form of Pulumi's state.
    private async Task MakeDocumentsAsync(bool protect = true)
    {
        foreach ((string file, string content) in await (protect ? Protected : Unprotected).Value)
        {
            await File.WriteAllTextAsync(Path.Combine(home, file), content, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<Dictionary<string, string>> DocumentsAsync(bool protect)
    {
        using Workspace made = new();
        if (!protect)
        {
            made.Replace("stacks/Pulumi.bootstrap.yaml", "infra:protect: true", "infra:protect: false");
        }

        await made.RunAsync(["bootstrap", "--yes"]);
        JsonNode state = await ReadAsync(made, "state", "show", "bootstrap", "--format", "json");
        JsonNode status = await ReadAsync(made, "status", "bootstrap", "--format", "json");
        JsonObject[] resources = [.. state["resources"]!.AsArray().Select(r => new JsonObject
        {
            ["urn"] = r!["urn"]!.DeepClone(),
            ["custom"] = r["custom"]!.DeepClone(),
            ["id"] = r["id"]?.DeepClone(),
            ["protect"] = r["protect"]!.DeepClone(),
            ["dependencies"] = r["dependsOn"]!.DeepClone(),
            ["inputs"] = r["inputs"]!.DeepClone(),
        })];
        IEnumerable<JsonObject> left = resources.Where(r => $"{r["id"]}".EndsWith("-audit", StringComparison.Ordinal) && !$"{r["id"]}".Contains("/cryptoKeys/", StringComparison.Ordinal));
        IEnumerable<JsonObject> buckets = resources.Where(r => $"{r["urn"]}".Contains("storage/bucket:Bucket", StringComparison.Ordinal));
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["deployment.json"] = JsonSerializer.Serialize(resources),
            ["left.json"] = JsonSerializer.Serialize(left),
            ["outputs.json"] = status["outputs"]!.ToJsonString(),
            ["bucket-names"] = string.Concat(buckets.Select(r => $"{r["id"]}\n")),
        };
    }

    private static async Task<JsonNode> ReadAsync(Workspace from, params string[] args)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture);
        Assert.Equal(0, await from.RunAsync(args, output, TextWriter.Null));
        return JsonNode.Parse(output.ToString())!;
    }

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
