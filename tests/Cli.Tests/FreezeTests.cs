using System.Globalization;
using System.Text.Json;

namespace Infra.Cli.Tests;

/// <summary>In Kolkata lunch is 12:00 to 14:00, and nothing reaches prod then; plan.json was sealed at 10:00, when it took an approval.</summary>
public sealed class FreezeTests
{
    private const string Sealed = "2026-11-21T04:30:00Z";
    private const string BeforeLunch = "2026-11-21T06:29:00Z";
    private const string Lunch = "2026-11-21T07:00:00Z";

    [Fact]
    public async Task A_plan_that_was_sealed_before_is_refused_while_the_calendar_is_closed_however_often_it_is_tried()
    {
        using GitWorkspace repository = await SealedAsync("prod");
        repository.Files.Clock = new SetClock(Lunch);

        foreach (int _ in Enumerable.Range(1, 3))
        {
            (string output, int exitCode) = await UpAsync(repository);

            Assert.Equal(
                (10, """
                    Planning prod on the local backend: a dry run, no cloud is touched, no credentials are used ...
                    error: prod at 2026-11-21 12:30 +05:30, class major: blocked until 2026-11-21 14:00 +05:30.
                    error:   windows.lunch-rush: blocked from 12:00 to 14:00 in Asia/Kolkata: Orders and payments peak at noon.
                    error: To open it: it is allowed from 2026-11-21 15:00 +05:30; an override does: `infra freeze override prod --reason TEXT --until TIME`.
                    error: Nothing was done.

                    """),
                (exitCode, output));
        }

        Assert.Contains("nothing was applied yet", (await repository.Files.RunAsync(["status", "prod"])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_comes_when_the_window_has_closed_is_too_late()
    {
        using GitWorkspace repository = await SealedAsync("prod");
        SetClock clock = new(BeforeLunch);
        repository.Files.Clock = clock;
        using StringWriter output = new();
        using SlowReader keyboard = new(() => clock.Now = Time(Lunch));

        int exitCode = await repository.Files.RunAsync(["up", "prod", "--plan", "plan.json"], output, output, keyboard);

        Assert.Equal(10, exitCode);
        Assert.Contains("error: prod at 2026-11-21 12:30 +05:30, class major: blocked", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("nothing was applied yet", (await repository.Files.RunAsync(["status", "prod"])).Output, StringComparison.Ordinal);
        Assert.Contains("up prod by unknown on local, refused", (await repository.Files.RunAsync(["audit", "show"])).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(BeforeLunch, 10, "prod at 2026-11-21 12:30 +05:30, class major: blocked")]
    [InlineData(Sealed, 10, "prod at 2026-11-21 12:30 +05:30, class major: blocked")]
    [InlineData("2026-11-20T21:30:00Z", 11, "it was sealed at 2026-11-21T04:30:00Z, and now it is 2026-11-20T21:30:00Z: one of the clocks is wrong")]
    public async Task A_clock_that_is_set_back_opens_nothing(string back, int expected, string refusal)
    {
        using GitWorkspace repository = await SealedAsync("prod");
        repository.Files.Clock = new SetClock(Lunch);
        Assert.Equal(0, (await repository.Files.RunAsync(["state", "unlock", "dev", "--yes"])).ExitCode);
        repository.Files.Clock = new SetClock(back);

        (string output, int exitCode) = await UpAsync(repository);

        Assert.Equal(expected, exitCode);
        Assert.Contains(refusal, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_ran_ahead_and_came_back_opens_nothing()
    {
        using GitWorkspace repository = await SealedAsync("prod");
        repository.Files.Clock = new SetClock("2026-11-21T10:30:00Z");
        Assert.Equal(0, (await repository.Files.RunAsync(["state", "unlock", "dev", "--yes"])).ExitCode);
        repository.Files.Clock = new SetClock(Lunch);

        Assert.Equal(10, (await UpAsync(repository)).ExitCode);
    }

    [Fact]
    public async Task An_override_opens_its_own_environment_until_it_ends()
    {
        using GitWorkspace repository = await SealedAsync("prod");
        repository.Files.Clock = new SetClock(Lunch);
        string[] approved = ["--reason", "payments fail, INC-42", "--until", "2026-11-21T07:30:00Z", "--approver", "meera:cto", "--approver", "ravi:incident_commander"];
        Assert.Equal(0, (await repository.Files.RunAsync(["freeze", "override", "staging", .. approved])).ExitCode);
        Assert.Equal(10, (await UpAsync(repository)).ExitCode);
        Assert.Equal(0, (await repository.Files.RunAsync(["freeze", "override", "prod", .. approved])).ExitCode);
        Assert.Contains("prod until 2026-11-21 13:00 +05:30", (await repository.Files.RunAsync(["freeze", "list"])).Output, StringComparison.Ordinal);

        // One second after its end, and a clock set back to before it was given.
        repository.Files.Clock = new SetClock("2026-11-21T07:30:00Z");
        Assert.Equal(10, (await UpAsync(repository)).ExitCode);
        repository.Files.Clock = new SetClock(Lunch);

        (string output, int exitCode) = await UpAsync(repository);

        Assert.True(exitCode == 0, output);
        Assert.Contains("note: Opened by the override of unknown until 2026-11-21 13:00 +05:30, approved by meera (cto) and ravi (incident_commander): payments fail, INC-42.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_of_a_year_without_data_closes_nothing_for_good()
    {
        using Workspace workspace = new();
        workspace.Clock = new SetClock("2031-03-01T10:00:00Z");
        (string unknown, int missing) = await workspace.RunAsync(["freeze", "check", "dev"]);
        Assert.Equal(0, (await workspace.RunAsync(["state", "unlock", "dev", "--yes"])).ExitCode);
        workspace.Clock = new SetClock(Sealed);

        (string output, int exitCode) = await workspace.RunAsync(["freeze", "check", "dev"]);

        Assert.Equal((2, 0), (missing, exitCode));
        Assert.Contains("is in 2031", unknown, StringComparison.Ordinal);
        Assert.StartsWith("note: The last audit record is of 2031-03-01 15:30 +05:30, for which stacks/delivery/calendar.yaml has no data: one of the clocks was wrong. The answer is that of now alone.\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Destroying_asks_the_calendar_and_shows_the_gates()
    {
        using Workspace workspace = new();
        Assert.Equal(0, (await workspace.RunAsync(["up", "dev", "--yes"])).ExitCode);
        workspace.Replace("stacks/delivery/calendar.yaml", "  dev: allowed", "  dev: blocked");

        (string output, int exitCode) = await workspace.RunAsync(["destroy", "dev", "--yes"]);

        Assert.Contains("note: dev at 2026-11-21 10:00 +05:30, class major: blocked, and the calendar knows no change of that.\n", output, StringComparison.Ordinal);
        Assert.Contains("note: A dry run continues.\n", output, StringComparison.Ordinal);
        Assert.Contains("required gates of dev are closed: ", output, StringComparison.Ordinal);
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task Windows_stand_in_the_list_for_machines()
    {
        using Workspace workspace = new();

        (string output, int exitCode) = await workspace.RunAsync(["freeze", "list", "--format", "json"]);

        using JsonDocument document = JsonDocument.Parse(output);
        JsonElement lunch = document.RootElement.GetProperty("windows").EnumerateArray().Single(w => w.GetProperty("name").GetString() == "lunch-rush");
        Assert.Equal(
            (0, "Asia/Kolkata", "blocked", "12:00", "14:00", JsonValueKind.Null, "prod"),
            (exitCode, document.RootElement.GetProperty("zone").GetString(), lunch.GetProperty("answer").GetString(), lunch.GetProperty("from").GetString(), lunch.GetProperty("to").GetString(), lunch.GetProperty("first").ValueKind, lunch.GetProperty("environments")[0].GetString()));
    }

    [Fact]
    public async Task An_override_on_a_record_that_was_edited_opens_nothing()
    {
        using Workspace workspace = new();
        workspace.Clock = new SetClock(Lunch);
        string[] approved = ["--reason", "payments fail, INC-42", "--until", "2026-11-21T07:30:00Z", "--approver", "meera:cto", "--approver", "ravi:incident_commander"];
        Assert.Equal(0, (await workspace.RunAsync(["freeze", "override", "prod", .. approved])).ExitCode);
        workspace.Replace(".infra/audit-local.jsonl", "07:30:00Z", "23:30:00Z");

        (string output, int exitCode) = await workspace.RunAsync(["freeze", "check", "prod"]);

        Assert.Equal(10, exitCode);
        Assert.StartsWith("note: The audit record is broken, so no override on it is honoured: record 1: its hash is not that of its content.\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rehearsal_is_told_and_goes_on()
    {
        using Workspace workspace = new();
        workspace.Clock = new SetClock(Lunch);

        (string output, int exitCode) = await workspace.RunAsync(["up", "prod", "--yes"]);

        Assert.Equal(0, exitCode);
        Assert.Contains("note: prod at 2026-11-21 12:30 +05:30, class major: blocked until 2026-11-21 14:00 +05:30.", output, StringComparison.Ordinal);
        Assert.Contains("note: A dry run continues.", output, StringComparison.Ordinal);
    }

    private static Task<(string Output, int ExitCode)> UpAsync(GitWorkspace repository) => repository.Files.RunAsync(["up", "prod", "--plan", "plan.json", "--yes"]);

    private static async Task<GitWorkspace> SealedAsync(string environment)
    {
        GitWorkspace repository = await GitWorkspace.CopyAsync($"frozen {environment}", () => SealAsync(environment));
        repository.Files.Clock = new SetClock(Sealed);
        return repository;
    }

    private static async Task<GitWorkspace> SealAsync(string environment)
    {
        GitWorkspace repository = new();
        await File.WriteAllTextAsync(Path.Combine(repository.Files.Folder, ".gitignore"), ".infra/\nplan.json\n", TestContext.Current.CancellationToken);

        // The calendar alone decides here; the other gates have tests of their own.
        string gates = repository.Files.Read("stacks/delivery/gates.yaml");
        int prod = gates.IndexOf("  prod:\n", StringComparison.Ordinal);
        int risk = gates.IndexOf("\nrisk:", StringComparison.Ordinal);
        repository.Files.Write("stacks/delivery/gates.yaml", gates[..prod] + "  prod:\n    planFresh: {}\n    windowOpen: {}\n    freezeClear: {}" + gates[risk..]);
        await repository.CommitAsync("first");
        repository.Files.Clock = new SetClock(Sealed);
        (string output, int exitCode) = await repository.Files.RunAsync(["preview", environment, "--seal", "--out", "plan.json"]);

        // The rules see that the other gates are gone.
        Assert.True(exitCode == 5 && output.Contains("GATE001", StringComparison.Ordinal), output);
        return repository;
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Somebody who says yes after a while.</summary>
    private sealed class SlowReader(Action wait) : TextReader
    {
        public override string ReadLine()
        {
            wait();
            return "yes";
        }
    }
}
