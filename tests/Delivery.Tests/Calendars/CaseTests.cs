using System.Collections.Immutable;
using Infra.Delivery.Calendars;
using NodaTime;
using NodaTime.Text;

namespace Infra.Delivery.Tests.Calendars;

/// <summary>Tables of questions and answers, in Data/*.cases.txt.</summary>
public sealed class CaseTests
{
    // The tables look for the next change no further than this.
    private static readonly Duration Horizon = Duration.FromDays(9);
    private static readonly InstantPattern Time = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm'Z'");
    private static readonly ImmutableArray<string> Answers = ["allowed", "manual-approval", "blocked"];

    public static TheoryData<string> Calendars => ["apia", "berlin", "india", "lord-howe", "new-york"];

    [Theory]
    [MemberData(nameof(Calendars))]
    public void Every_case_of_the_table_is_answered_so(string name)
    {
        ReleaseCalendar calendar = new(CalendarData.Settings(name));
        string[] wrong = [.. Lines(name).Select(l => (Line: l, Now: Answered(calendar, l))).Where(l => l.Line != l.Now).Select(l => $"{l.Line}\n  is {l.Now}")];

        Assert.Empty(wrong);
    }

    [Fact]
    public void There_are_at_least_150_cases_and_every_answer_is_among_them()
    {
        string[] all = [.. Calendars.SelectMany(c => Lines(c.Data))];

        Assert.True(all.Length >= 150, $"{all.Length} cases");
        Assert.All(Answers, a => Assert.Contains(all, l => l.Contains($"| {a} |", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Lines(string name) =>
        File.ReadLines(Path.Combine(Repository.Root, $"tests/Delivery.Tests/Calendars/Data/{name}.cases.txt")).Where(l => !l.StartsWith('#'));

    private static string Answered(ReleaseCalendar calendar, string line)
    {
        string[] cells = line.Split(" | ");
        Instant at = Time.Parse(cells[0]).Value;
        CalendarVerdict verdict = calendar.Evaluate(CalendarData.Query(at, cells[1], ChangeClassName.Parse(cells[2])!.Value, List(cells[3]), List(cells[4])));
        string changes = verdict.Until is { } until && until - at < Horizon ? Time.Format(until) : "-";
        return string.Join(" | ", [.. cells[..5], Answers[(int)verdict.Answer], changes]);
    }

    private static string[] List(string cell) => cell == "-" ? [] : cell.Split(',');
}
