using System.Globalization;
using Infra.Delivery.Calendars;
using NodaTime;

namespace Infra.Delivery.Tests.Calendars;

public sealed class OracleTests(ITestOutputHelper output)
{
    private const int Samples = 40_000;

    [Theory]
    [InlineData("india", 2026)]
    [InlineData("apia", 2011)]
    public void Every_minute_of_a_year_is_answered_as_the_oracle_does(string name, int year)
    {
        CalendarSettings settings = CalendarData.Settings(name);
        (ReleaseCalendar calendar, Oracle oracle) = (new ReleaseCalendar(settings), new Oracle(settings));
        Instant end = Start(calendar, year + 1);
        int minutes = 0;
        for (Instant at = Start(calendar, year); at < end; at += Duration.FromMinutes(1))
        {
            // The classes take turns, and a prime number of minutes brings each to every time of day.
            CalendarQuery query = CalendarData.Query(at, asked: (ChangeClass)(minutes++ % 7 % 5));
            Agree(calendar, oracle, query);
        }

        // Where clocks are moved back as often as forward a year has all its minutes; Apia lost a day.
        Assert.InRange(minutes, 525_000 - 1440, 527_100);
    }

    [Fact]
    public void Every_minute_of_five_years_is_answered_as_the_oracle_does_for_the_committed_rows()
    {
        // The committed calendar is written for three years; the years around them have its windows, and the preparation for its first freezes.
        CalendarSettings committed = CalendarData.Settings("india");
        CalendarSettings settings = committed with { Years = [committed.Years[0] - 1, .. committed.Years, committed.Years[^1] + 1] };
        (ReleaseCalendar calendar, Oracle oracle) = (new ReleaseCalendar(settings), new Oracle(settings));
        (Instant begin, Instant end) = (Start(calendar, settings.Years[0]), Start(calendar, settings.Years[^1] + 1));
        int minutes = 0;
        int changes = 0;
        CalendarAnswer? before = null;

        // One query, the strictest class, at every minute: both are asked each time, and nothing is left out between.
        for (Instant at = begin; at < end; at += Duration.FromMinutes(1), minutes++)
        {
            CalendarQuery query = CalendarData.Query(at);
            CalendarAnswer now = Agree(calendar, oracle, query);
            changes += before is null || now == before ? 0 : 1;
            before = now;
        }

        Assert.Equal(5, settings.Years.Length);
        Assert.Equal((366 + (4 * 365)) * 1440, minutes);
        Assert.True(changes > 500, $"{changes} changes in five years");
    }

    [Fact]
    public void Five_years_agree_with_the_oracle_around_every_change_and_at_random_minutes()
    {
        CalendarSettings settings = CalendarData.Settings("berlin");
        (ReleaseCalendar calendar, Oracle oracle) = (new ReleaseCalendar(settings), new Oracle(settings));
        (Instant begin, Instant end) = (Start(calendar, 2024), Start(calendar, 2029) - Duration.FromMinutes(2));
        int changes = 0;
        foreach (ChangeClass asked in (ChangeClass[])[ChangeClass.Emergency, ChangeClass.BugFix, ChangeClass.Major])
        {
            for (Instant? at = begin; at is { } moment && moment < end; changes++)
            {
                CalendarQuery query = CalendarData.Query(moment, asked: asked);
                at = calendar.Evaluate(query).Until;

                // Nothing changes in between: the minute before the change is as the first, the change itself is not.
                Agree(calendar, oracle, query);
                if (at is { } change && change < end)
                {
                    Assert.Equal(oracle.Answer(query), oracle.Answer(query with { At = change - Duration.FromMinutes(1) }));
                    Assert.NotEqual(oracle.Answer(query), oracle.Answer(query with { At = change }));
                }
            }
        }

        Assert.True(changes > 9_000, $"{changes} changes in five years");
        int seed = Environment.TickCount;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        Random random = new(seed);
        for (int i = 0; i < Samples; i++)
        {
            Instant at = begin + Duration.FromMinutes(random.NextInt64((long)(end - begin).TotalMinutes));
            string[] tags = [.. new[] { "payment", "search", "other" }.Where(_ => random.Next(3) == 0)];
            string[] regions = [.. new[] { "europe-west3", "europe-west1" }.Where(_ => random.Next(3) == 0)];
            Agree(calendar, oracle, CalendarData.Query(at, random.Next(5) == 0 ? "dev" : "prod", (ChangeClass)random.Next(5), tags, regions));
        }
    }

    [Fact]
    public void The_next_change_is_the_first_minute_that_the_oracle_answers_otherwise()
    {
        int seed = Environment.TickCount;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
        Random random = new(seed);
        foreach (string name in CaseTests.Calendars.Select(c => c.Data))
        {
            CalendarSettings settings = CalendarData.Settings(name);
            (ReleaseCalendar calendar, Oracle oracle) = (new ReleaseCalendar(settings), new Oracle(settings));
            Instant begin = Start(calendar, settings.Years[0]);
            long minutes = (long)(Start(calendar, settings.Years[^1] + 1) - begin).TotalMinutes - 2000;
            for (int i = 0; i < 60; i++)
            {
                CalendarQuery query = CalendarData.Query(begin + Duration.FromMinutes(random.NextInt64(minutes)), asked: (ChangeClass)random.Next(5));
                CalendarAnswer now = oracle.Answer(query);
                Instant? walked = null;
                for (int step = 1; step <= 1440 && walked is null; step++)
                {
                    Instant then = query.At + Duration.FromMinutes(step);
                    walked = oracle.Answer(query with { At = then }) == now ? null : then;
                }

                Instant? until = calendar.Evaluate(query).Until;
                Assert.Equal(walked, until is { } change && change - query.At <= Duration.FromDays(1) ? change : null);
            }
        }
    }

    private static Instant Start(ReleaseCalendar calendar, int year) => new LocalDate(year, 1, 1).AtStartOfDayInZone(calendar.Zone).ToInstant();

    private static CalendarAnswer Agree(ReleaseCalendar calendar, Oracle oracle, CalendarQuery query)
    {
        (CalendarAnswer expected, CalendarAnswer actual) = (oracle.Answer(query), calendar.Answer(query));
        if (expected != actual)
        {
            Assert.Fail($"{calendar.Local(query.At)} {query.Environment} {query.Class} [{string.Join(',', query.Tags)}] [{string.Join(',', query.Regions)}]: the oracle says {expected}, the calendar {actual}");
        }

        return actual;
    }
}
