using Infra.Delivery.Approvals;

namespace Infra.Delivery.Tests.Approvals;

public sealed class BusinessHoursTests
{
    private static readonly BusinessHours Berlin = new("Europe/Berlin", new TimeOnly(9, 0), new TimeOnly(17, 0), [DayOfWeek.Sunday, DayOfWeek.Monday]);

    [Theory]
    [InlineData("2026-11-20T03:29:59Z", "2026-11-20T03:30:00Z")]
    [InlineData("2026-11-20T03:30:00Z", "2026-11-20T03:30:00Z")]
    [InlineData("2026-11-20T12:29:59Z", "2026-11-20T12:29:59Z")]
    [InlineData("2026-11-20T12:30:00Z", "2026-11-23T03:30:00Z")]
    public void They_end_before_their_end_and_begin_again_after_the_weekend(string moment, string opening) =>
        Assert.Equal(DateTimeOffset.Parse(opening, null), ApprovalSample.Settings.BusinessHours.Next(DateTimeOffset.Parse(moment, null)));

    [Theory]
    [InlineData("2026-03-29T07:00:00Z", true)]
    [InlineData("2026-03-23T07:00:00Z", false)]
    [InlineData("2026-10-25T07:59:59Z", false)]
    [InlineData("2026-10-25T08:00:00Z", true)]
    public void They_follow_the_clocks_of_their_zone(string moment, bool within) => Assert.Equal(within, Berlin.Contains(DateTimeOffset.Parse(moment, null)));

    [Theory]
    [InlineData("2026-03-29T07:00:00Z", "2026-03-29T14:59:59Z", true)]
    [InlineData("2026-03-29T07:00:00Z", "2026-03-29T15:00:00Z", false)]
    [InlineData("2026-03-29T06:59:59Z", "2026-03-29T08:00:00Z", false)]
    [InlineData("2026-03-29T08:00:00Z", "2026-03-30T08:00:00Z", false)]
    public void What_was_given_between_two_moments_was_given_in_the_hours_of_one_day_or_nobody_knows(string first, string last, bool within) =>
        Assert.Equal(within, Berlin.Contains(DateTimeOffset.Parse(first, null), DateTimeOffset.Parse(last, null)));
}
