using Infra.Model.Tests;
using Infra.Settings.ServiceLevels;

namespace Infra.Settings.Tests;

public sealed class ServiceLevelsFileTests
{
    private static readonly string Good = Repository.Read("stacks/operations/service-levels.yaml");

    [Fact]
    public void The_committed_file_has_no_problem() => Assert.Empty(ServiceLevelsFile.Problems("s.yaml", Good));

    [Theory]
    [InlineData("\"99.9\"", "\"99,9\"", "s.yaml:14:", "a share of time is a number from 0 to 100")]
    [InlineData("\"99.9\"", "\"100.1\"", "s.yaml:14:", "a share of time is a number from 0 to 100")]
    [InlineData("recoveryMinutes: 240", "recoveryMinutes: soon", "s.yaml:16:", "recoveryMinutes")]
    [InlineData("notifyMinutes: 15", "notifyMinutes: 90", "s.yaml:21:", "nobody escalates what nobody was told")]
    [InlineData("reportHours: 24", "reportDays: 1", "s.yaml:23:", "reportDays")]
    public void What_is_wrong_is_refused_with_its_place(string old, string fresh, string place, string said)
    {
        string[] problems = [.. ServiceLevelsFile.Problems("s.yaml", Good.Replace(old, fresh, StringComparison.Ordinal)).Select(p => p.ToString())];

        Assert.Contains(problems, p => p.StartsWith(place, StringComparison.Ordinal) && p.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public void All_problems_come_at_once() =>
        Assert.Equal(2, ServiceLevelsFile.Problems("s.yaml", Good.Replace("\"99.9\"", "\"x\"", StringComparison.Ordinal).Replace("lossMinutes: 60", "lossMinutes: -1", StringComparison.Ordinal)).Length);
}
