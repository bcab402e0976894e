using System.Globalization;
using Infra.Delivery.Calendars;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Values;
using NodaTime;

namespace Infra.Delivery.Tests.Calendars;

public sealed class CommittedCalendarTests
{
    private static readonly CalendarSettings Committed = CalendarData.Settings("india");
    private static readonly ReleaseCalendar Calendar = new(Committed);

    [Theory]
    [InlineData("diwali", "2026-11-08", "2027-10-29", "2028-10-17", 8, 5, 25)]
    [InlineData("dussehra", "2026-10-20", "2027-10-09", "2028-09-27", 4, 3, 15)]
    [InlineData("christmas", "2026-12-25", "2027-12-25", "2028-12-25", 2, 2, 8)]
    [InlineData("holi", "2026-03-04", "2027-03-22", "2028-03-11", 1, 1, 1)]
    public void A_festival_has_its_days_its_preparation_and_its_traffic(string name, string first, string second, string third, int weeks, int days, int traffic)
    {
        foreach (string day in (string[])[first, second, third])
        {
            FreezeRow row = Row($"{name}-{day[..4]}");
            DateOnly festival = CalendarDay.Of(day).Date;

            Assert.True(row.First.Date <= festival && festival <= row.End, $"{row.Name}: {day}");
            Assert.Equal((weeks, days, traffic), (row.PreparationWeeks, row.Last.Date.DayNumber - row.First.Date.DayNumber + 1, row.TrafficMultiplier));
        }
    }

    [Theory]
    [InlineData(1447, 2026)]
    [InlineData(1448, 2027)]
    [InlineData(1449, 2028)]
    public void Eid_is_on_the_days_of_the_Umm_al_Qura_calendar_and_the_moon_may_add_one(int hijri, int year)
    {
        UmAlQuraCalendar source = new();
        foreach ((string name, DateTime day) in new[] { ($"eid-al-fitr-{year}", new DateTime(hijri, 10, 1, source)), ($"eid-al-adha-{year}", new DateTime(hijri, 12, 10, source)) })
        {
            FreezeRow row = Row(name);

            Assert.Equal(DateOnly.FromDateTime(day), row.First.Date);
            Assert.Equal((3, 12, true), (row.PreparationWeeks, row.TrafficMultiplier, row.IsMoonSighted));
            Assert.Equal(2, row.End.DayNumber - row.First.Date.DayNumber);
        }
    }

    [Theory]
    [InlineData("eid-al-fitr-2026")]
    [InlineData("eid-al-adha-2027")]
    public void On_the_days_of_Eid_from_midnight_to_midnight_only_02_00_to_06_00_is_left_and_to_emergencies_alone(string name)
    {
        FreezeRow row = Row(name);
        DateTimeZone zone = DateTimeZoneProviders.Tzdb["Asia/Kolkata"];
        LocalDate first = LocalDate.FromDateOnly(row.First.Date);
        foreach (int hour in Enumerable.Range(0, 24 * (row.End.DayNumber - row.First.Date.DayNumber + 1)))
        {
            Instant moment = first.AtMidnight().PlusHours(hour).PlusMinutes(30).InZoneStrictly(zone).ToInstant();

            Assert.Equal((hour, hour % 24 is >= 2 and < 6), (hour, Calendar.Evaluate(CalendarData.Query(moment, asked: ChangeClass.Emergency)).Answer != CalendarAnswer.Blocked));
            Assert.Equal(CalendarAnswer.Blocked, Calendar.Evaluate(CalendarData.Query(moment, asked: ChangeClass.CriticalFix)).Answer);
        }
    }

    [Fact]
    public void The_phases_of_Diwali_begin_eight_six_four_two_and_one_weeks_before()
    {
        LocalDate first = new(2026, 11, 6);
        FreezeLevel?[] levels = [.. Enumerable.Range(1, 60).Select(days => Level(first.PlusDays(-days)))];

        Assert.Equal(
            Enumerable.Range(1, 60).Select(days => days switch
            {
                <= 7 => FreezeLevel.Extreme,
                <= 14 => FreezeLevel.High,
                <= 28 => FreezeLevel.Medium,
                <= 42 => FreezeLevel.Low,
                <= 56 => FreezeLevel.None,
                _ => (FreezeLevel?)null,
            }),
            levels);
    }

    [Fact]
    public void A_refusal_names_the_rule_the_row_and_when_it_opens()
    {
        CalendarVerdict verdict = Calendar.Evaluate(CalendarData.Query(Instant.FromUtc(2026, 11, 8, 10, 0), asked: ChangeClass.BugFix, tags: ["search"]));

        Assert.Equal(
            [new CalendarReason(CalendarAnswer.Blocked, "freezes.diwali-2026", "level extreme in 2026-11-06 to 2026-11-10, emergencies only, and the class is bug-fix: Diwali is on 2026-11-08, the busiest week of the year")],
            verdict.Reasons);
        Assert.Equal(("2026-11-11 00:00 +05:30", "2026-11-11 00:00 +05:30"), (Calendar.Local(verdict.Until!.Value), Calendar.Local(verdict.NextOpening!.Value)));
        Assert.Equal((FreezeLevel.Extreme, ChangeClass.Emergency), (verdict.Level, verdict.Largest));
    }

    [Theory]
    [InlineData(2025)]
    [InlineData(2029)]
    public void A_year_without_data_is_a_configuration_error_and_never_open(int year)
    {
        InfraException refused = Assert.Throws<InfraException>(() => Calendar.Evaluate(CalendarData.Query(Instant.FromUtc(year, 6, 1, 10, 0), "dev")));

        Assert.Equal(ErrorKind.Configuration, refused.Kind);
        Assert.StartsWith($"stacks/delivery/calendar.yaml is written for 2026, 2027, 2028, and {year}-06-01 15:30 +05:30 is in {year}.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_environment_without_an_entry_is_a_configuration_error()
    {
        InfraException refused = Assert.Throws<InfraException>(() => Calendar.Answer(CalendarData.Query(Instant.FromUtc(2026, 6, 1, 10, 0), "canary")));

        Assert.Equal(
            "stacks/delivery/calendar.yaml says nothing of canary: otherwise has bootstrap, dev, prod, staging. Write what holds outside all windows of canary.", refused.Message);
    }

    private static FreezeLevel? Level(LocalDate day)
    {
        CalendarSettings alone = Committed with { Freezes = [Row("diwali-2026")] };
        return new ReleaseCalendar(alone).On(StackName.Of("prod"), day).Level;
    }

    private static FreezeRow Row(string name) => Committed.Freezes.Single(f => f.Name.Value == name);
}
