using System.Text.Json;
using Infra.Pipeline.Workspace;
using Infra.PulumiCli;

namespace Infra.Cli.Tests.Doctor;

/// <summary>The self-test of the Pulumi CLI, with a program that plays the CLI: as it should be, and broken in each way.</summary>
public sealed class DoctorTests : IDisposable
{
    private static readonly string Here = Path.Combine(Workspace.Root, "tests", "Cli.Tests", "Doctor");
    private readonly Workspace workspace = new();
    private readonly string home = Directory.CreateTempSubdirectory("infra-doctor-test-").FullName;

    // A login of the user, and where their state is: neither may reach the CLI.
    static DoctorTests()
    {
        Environment.SetEnvironmentVariable("PULUMI_ACCESS_TOKEN", "pul-not-a-real-token");
        Environment.SetEnvironmentVariable("PULUMI_OPTION_REFRESH", "true");
    }

    public DoctorTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The program that plays the CLI is a shell script.");
        File.Copy(Path.Combine(Here, "pulumi"), Path.Combine(home, "pulumi"));
        Play("good");
        workspace.Variables["PATH"] = home;
    }

    /// <summary>What is played, and whether that is a problem.</summary>
    public static TheoryData<string, bool> Plays => new()
    {
        { "good", false },
        { "old", true },
        { "banana", true },
        { "locked", true },
        { "text", true },
        { "unplanned", true },
        { "failing", true },
        { "cut", true },
        { "cancelled", true },
        { "newer", false },
        { "unencrypted", true },
        { "open", true },
        { "drifted", true },
        { "echo", true },
        { "not-executable", true },
        { "absent", false },
    };

    public void Dispose()
    {
        workspace.Dispose();
        Directory.Delete(home, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Plays))]
    public async Task Each_way_in_which_the_CLI_can_answer_is_said_with_what_came_what_it_means_and_what_to_do(string play, bool isProblem)
    {
        Play(play);

        (string output, int exitCode) = await workspace.RunAsync(["doctor", "dev"]);

        Approve($"{play}.txt", Neutral(output));
        Assert.Equal(isProblem ? 1 : 0, exitCode);
        Assert.DoesNotContain(Passphrase, output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("planted-", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hang", "pulumi version")]
    [InlineData("hang-in-up", "pulumi up")]
    public async Task A_CLI_that_hangs_is_ended_and_the_call_is_named(string play, string subject)
    {
        Play(play);
        using StringWriter output = new();
        Host host = workspace.Host(output, output, keyboard: null) with { Programs = new Impatient(subject) };

        int exitCode = await CommandLine.RunAsync(["doctor", "dev"], host, TestContext.Current.CancellationToken);

        Assert.Equal(1, exitCode);
        string line = Assert.Single(Neutral(output.ToString()).Split('\n'), l => l.Contains("did not end", StringComparison.Ordinal));
        Assert.Matches($"^ +came:  `.*HOME/{subject}.*` did not end within 60 seconds and was ended, with all that it had started\\.$", line);
    }

    [Fact]
    public async Task Nothing_of_the_user_reaches_the_CLI_and_nothing_stays()
    {
        await workspace.RunAsync(["doctor", "dev"]);

        string[] seen = await File.ReadAllLinesAsync(Path.Combine(home, "seen"), TestContext.Current.CancellationToken);
        Assert.Equal(9, seen.Length);
        Assert.All(seen, call => Assert.Empty(call.Split(" | ")[1].Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(
            [
                "HOME", "PATH", "TMPDIR", "USERPROFILE", "INFRA_ENVELOPE", "PULUMI_BACKEND_URL", "PULUMI_CONFIG_PASSPHRASE", "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION",
                "PULUMI_ENABLE_STREAMING_JSON_PREVIEW", "PULUMI_HOME", "PULUMI_SKIP_UPDATE_CHECK",
            ])));
        string folder = seen.Select(s => System.Text.RegularExpressions.Regex.Match(s, "--save-plan (\\S+)/plan.json").Groups[1].Value).Single(f => f.Length > 0);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task For_machines_each_finding_of_the_CLI_names_its_call()
    {
        (string output, _) = await workspace.RunAsync(["doctor", "dev", "--format", "json"]);

        using JsonDocument document = JsonDocument.Parse(output);
        JsonElement[] asked = [.. document.RootElement.GetProperty("findings").EnumerateArray().Where(f => f.TryGetProperty("asked", out _))];
        Assert.Equal(
            ["pulumi version", "pulumi stack init", "pulumi preview", "pulumi up", "pulumi stack export", "pulumi stack output", "pulumi refresh", "pulumi destroy", "pulumi stack rm"],
            asked.Select(f => f.GetProperty("subject").GetString()));
        Assert.All(asked, f => Assert.Contains("PULUMI_SKIP_UPDATE_CHECK=true ", f.GetProperty("asked").GetString(), StringComparison.Ordinal));
    }

    // The entropy of a workspace counts.
    private static string Passphrase => Convert.ToHexStringLower([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);

    private void Play(string play)
    {
        string program = Path.Combine(home, "pulumi");
        File.WriteAllText(Path.Combine(home, "mode"), play);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | (play == "not-executable" ? UnixFileMode.None : UnixFileMode.UserExecute));
        if (play == "absent")
        {
            File.Delete(program);
        }
    }

    // The first two lines are those of the machine.
    private string Neutral(string text) => string.Join('\n', text.Split('\n').Where(l => !l.StartsWith("ok      runtime", StringComparison.Ordinal) && !l.Contains(" packages ", StringComparison.Ordinal))).Replace(home, "HOME", StringComparison.Ordinal);

    private static void Approve(string file, string text)
    {
        string path = Path.Combine(Here, "Approved", file);
        if (Environment.GetEnvironmentVariable("INFRA_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : "(no file)", text);
    }

    // Starts real programs; the limit of the call under test has passed as soon as it is asked for.
    private sealed class Impatient(string subject) : IProgramRunner
    {
        public Task<ProgramResult> RunAsync(ProgramCall call, string folder, Action<string>? line, CancellationToken cancellation) =>
            new SystemProgramRunner($"{call}".Contains(subject, StringComparison.Ordinal) ? new HastyClock() : new PatientClock()).RunAsync(call, folder, line, cancellation);
    }
}
