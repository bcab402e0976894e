using Infra.Delivery.Calendars;

namespace Infra.Delivery.Tests.Calendars;

public sealed class BrokenCalendarTests
{
    private static readonly string Good = File.ReadAllText(Path.Combine(Repository.Root, "tests/Delivery.Tests/Calendars/Data/apia.yaml"));

    [Theory]
    [InlineData("Pacific/Apia", "Pacific/Apio", "c.yaml:1:7: zone is \"Pacific/Apio\": the tz database has no zone of this name. Did you mean Pacific/Apia?")]
    [InlineData("  - 2012", "  - 2013", "c.yaml:3:3: years: the years have no gaps, and from 2011 to 2013 some are missing. Write every year between them, with its freezes.|c.yaml:4:5: years[1] is \"2013\": a year that the calendar is written for has freezes, and this one has none. Write its freezes with their source, or take the year out.")]
    [InlineData("    weeks: 4", "    weeks: 6", "c.yaml:13:12: phases.medium.weeks is \"6\": a stricter phase begins later, and low begins 6 weeks before. Write less than 6.")]
    [InlineData("    largest: critical-fix", "    largest: major", "c.yaml:17:14: phases.high.largest is \"major\": a stricter phase allows no more, and medium allows bug-fix. Write bug-fix or a smaller class.")]
    [InlineData("last: \"2011-12-30\"", "last: \"2011-12-29\"", "c.yaml:63:11: freezes.skipped.last is \"2011-12-29\": the last day is not before the first, which is 2011-12-30. Write a later day; the last day belongs to it.")]
    [InlineData("to: \"13:00\"", "to: \"12:00\"", "c.yaml:38:9: windows.noon.to is \"12:00\": a window ends at another time than it begins. Write 00:00 to 24:00 for the whole day.")]
    [InlineData("from: \"12:00\"", "from: \"24:00\"", "c.yaml:37:11: windows.noon.from is \"24:00\": a window begins before the end of the day. Write 00:00, and the day after.")]
    [InlineData("  dev: allowed", "  dve: allowed", "")]
    [InlineData("  prod: manual-approval", "  production: manual-approval", "")]
    public void Each_rule_between_settings_says_what_is_wrong_and_how_to_mend_it(string part, string other, string problems)
    {
        string[] found = Problems(Good.Replace(part, other, StringComparison.Ordinal));

        // An environment that no rule names may be called anything; one that a rule names may not.
        if (part.Contains("prod", StringComparison.Ordinal))
        {
            Assert.All(found, p => Assert.EndsWith("an environment of a rule is one of otherwise. There are: dev, production.", p, StringComparison.Ordinal));
            Assert.Equal(6, found.Length);
            return;
        }

        Assert.Equal(problems.Split('|', StringSplitOptions.RemoveEmptyEntries), found);
    }

    [Fact]
    public void Every_problem_of_a_file_is_said_at_once()
    {
        string[] found = Problems(Good.Replace("Pacific/Apia", "Mars/Olympus", StringComparison.Ordinal).Replace("2011-12-31", "2011-12-32", StringComparison.Ordinal).Replace("level: full", "level: ful", StringComparison.Ordinal));

        Assert.Equal(
            [
                "c.yaml:1:7: zone is \"Mars/Olympus\": the tz database has no zone of this name. Write one such as Asia/Kolkata.",
                "c.yaml:64:12: freezes.skipped.level is \"ful\": it must be one of none, low, medium, high, extreme, full. Did you mean full?",
                "c.yaml:73:12: freezes.after.first is \"2011-12-32\": a day is a year from 2000 to 2099, a month and a day that exists, in quotes. Write a day such as \"2026-11-08\".",
            ],
            found);
    }

    private static string[] Problems(string yaml) => [.. CalendarFile.Parse("c.yaml", yaml, ReleaseCalendar.Zones).Problems.Select(p => p.ToString())];
}
