using System.Diagnostics;
using System.Text.Json;
using Infra.Model.Backends;

namespace Infra.Cli.Tests;

public sealed class ProgramTests : IDisposable
{
    private readonly Workspace workspace = new();

    private string State => Path.Combine(workspace.Folder, ".infra", "state", "dev.jsonl");

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task An_exported_state_can_be_put_back_and_nothing_is_lost()
    {
        await workspace.RunAsync(["up", "dev", "--yes"]);
        await workspace.RunAsync(["state", "export", "dev", "--out", "kept.jsonl"]);
        (string refused, int refusedCode) = await ImportAfterAChangeAsync();
        (_, int forced) = await workspace.RunAsync(["state", "import", "dev", "kept.jsonl", "--yes", "--force"]);
        (string verified, _) = await workspace.RunAsync(["state", "verify", "dev"]);
        (_, int drift) = await workspace.RunAsync(["drift", "dev"]);

        Assert.Equal((int)ExitCode.Configuration, refusedCode);
        Assert.Equal(
            "error: The state to import has serial 1 and the present one 2: it is older, and what was made since would be forgotten. If that is meant, pass --force.\n", refused);
        Assert.Equal(0, forced);
        Assert.Equal("The state of dev is good.\n", verified);

        // The cloud went on: the older state sees it as drift and says so.
        Assert.Equal((int)ExitCode.ChangesFound, drift);
    }

    private async Task<(string Output, int ExitCode)> ImportAfterAChangeAsync()
    {
        workspace.Replace("stacks/Pulumi.dev.yaml", "owner: platform-team", "owner: delivery-team");
        await workspace.RunAsync(["up", "dev", "--yes"]);
        return await workspace.RunAsync(["state", "import", "dev", "kept.jsonl", "--yes"]);
    }

    [Fact]
    public async Task A_damaged_state_is_not_imported()
    {
        await workspace.RunAsync(["up", "dev", "--yes"]);
        await workspace.RunAsync(["state", "export", "dev", "--out", "kept.jsonl"]);
        string good = workspace.Read("kept.jsonl");
        workspace.Write("kept.jsonl", good.Replace("platform-team", "platform-taem", StringComparison.Ordinal));

        (string output, int exitCode) = await workspace.RunAsync(["state", "import", "dev", "kept.jsonl", "--yes", "--force"]);

        Assert.Equal((int)ExitCode.Error, exitCode);
        Assert.Contains("is damaged", output, StringComparison.Ordinal);
        Assert.Equal(good, await File.ReadAllTextAsync(State, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_plan_as_json_has_the_documented_fields_and_a_digest_that_holds()
    {
        using StringWriter output = new();
        int exitCode = await workspace.RunAsync(["preview", "dev", "--format", "json"], output, TextWriter.Null);

        using JsonDocument document = JsonDocument.Parse(output.ToString());
        JsonElement plan = document.RootElement;
        Assert.Equal(0, exitCode);
        Assert.Equal(["schema", "stack", "backend", "digest", "summary", "steps", "outputs", "uncheckedTypes"], plan.EnumerateObject().Select(p => p.Name));
        Assert.Equal("infra.plan/v1", plan.GetProperty("schema").GetString());
        Assert.Equal(
            ["urn", "type", "name", "op", "custom", "parent", "provider", "dependsOn", "protect", "stateful", "deleteBeforeReplace", "inputs", "diff"],
            plan.GetProperty("steps")[0].EnumerateObject().Select(p => p.Name));
    }

    [Theory]
    [InlineData("dev", 1, 40)]
    [InlineData("prod", 2, 60)]
    public async Task An_environment_plans_its_clusters_and_everything_around_them(string stack, int clusters, int atLeast)
    {
        using StringWriter output = new();
        await workspace.RunAsync(["preview", stack, "--format", "json"], output, TextWriter.Null);

        using JsonDocument document = JsonDocument.Parse(output.ToString());
        JsonElement[] steps = [.. document.RootElement.GetProperty("steps").EnumerateArray()];
        HashSet<string> urns = [.. steps.Select(s => s.GetProperty("urn").GetString()!)];
        JsonElement[] found = [.. steps.Where(s => s.GetProperty("type").GetString() == "gcp:container/cluster:Cluster")];
        Assert.Equal(clusters, found.Select(s => s.GetProperty("inputs").GetProperty("location").GetString()).Distinct().Count());
        Assert.True(steps.Length >= atLeast, $"{steps.Length} resources");
        Assert.Empty(document.RootElement.GetProperty("uncheckedTypes").EnumerateArray());
        Assert.All(steps.Skip(1), s => Assert.Contains(s.GetProperty("parent").GetString()!, urns));
        Assert.All(steps.SelectMany(s => s.GetProperty("dependsOn").EnumerateArray()), d => Assert.Contains(d.GetString()!, urns));
    }

    [Fact]
    public async Task A_plan_written_to_a_file_can_be_read_by_its_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        string file = Path.Combine(workspace.Folder, "plan.json");

        await workspace.RunAsync(["preview", "dev", "--out", file]);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.StartsWith("{\n  \"schema\": \"infra.plan/v1\",", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no")]
    [InlineData("y")]
    [InlineData("")]
    public async Task Only_yes_is_taken_as_yes(string answer)
    {
        (string output, int exitCode) = await workspace.RunAsync(["up", "dev"], answer);

        Assert.Equal((int)ExitCode.Cancelled, exitCode);
        Assert.EndsWith("Update dev? Type 'yes' to confirm: error: Not confirmed; nothing was changed.\n", output, StringComparison.Ordinal);
        Assert.False(File.Exists(State));
    }

    [Fact]
    public async Task Yes_is_taken_as_yes()
    {
        (_, int exitCode) = await workspace.RunAsync(["up", "dev"], "yes\n");

        Assert.Equal(0, exitCode);
        Assert.True(File.Exists(State));
    }

    [Theory]
    [InlineData("tr_TR.UTF-8", "Pacific/Chatham", "1")]
    [InlineData("C", "UTC", "8")]
    [InlineData("de_DE.UTF-8", "America/St_Johns", "2")]
    public async Task A_process_needs_no_credential_and_writes_the_same_bytes_whatever_the_locale_time_zone_folder_and_cores(string locale, string zone, string cores)
    {
        (string plan, string errors, int planned) = await ProcessAsync(locale, zone, cores, "preview", "dev", "--format", "json", "--detailed-exitcode");
        (_, _, int applied) = await ProcessAsync(locale, zone, cores, "up", "dev", "--yes", "--format", "json");
        (string state, _, _) = await ProcessAsync(locale, zone, cores, "state", "show", "dev", "--format", "json");
        using Workspace other = new();
        using StringWriter expectedPlan = new();
        using StringWriter expectedState = new();
        await other.RunAsync(["preview", "dev", "--format", "json"], expectedPlan, TextWriter.Null);
        await other.RunAsync(["up", "dev", "--yes"]);
        await other.RunAsync(["state", "show", "dev", "--format", "json"], expectedState, TextWriter.Null);

        Assert.Matches("^Planning dev on the local backend: a dry run, no cloud is touched, no credentials are used \\.\\.\\.\nPolicy: [0-9]+ passed, [0-9]+ unknown until an apply, 0 waived, 0 violated, 0 rules broken\n$", errors);
        Assert.Equal(((int)ExitCode.ChangesFound, 0), (planned, applied));
        Assert.Equal(expectedPlan.ToString(), plan);
        Assert.Equal(expectedState.ToString(), state);
    }

    private async Task<(string Output, string Errors, int ExitCode)> ProcessAsync(string locale, string zone, string cores, params string[] args)
    {
        string program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "infra.exe" : "infra");
        ProcessStartInfo start = new(program, args) { WorkingDirectory = workspace.Folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string? dotnet = Environment.GetEnvironmentVariable("DOTNET_ROOT");
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        start.Environment["LC_ALL"] = locale;
        start.Environment["TZ"] = zone;
        start.Environment["DOTNET_PROCESSOR_COUNT"] = cores;
        if (dotnet is not null)
        {
            start.Environment["DOTNET_ROOT"] = dotnet;
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (output, await errors, process.ExitCode);
    }
}
