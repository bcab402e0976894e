using Infra.Delivery.Calendars;
using Infra.Model.Values;
using Infra.Settings.Reading;
using NodaTime;

namespace Infra.Delivery.Tests.Calendars;

/// <summary>The calendars of the tests: the committed one, and those in Data.</summary>
internal static class CalendarData
{
    public static CalendarSettings Settings(string name)
    {
        string file = name == "india" ? CalendarSettings.Path : $"tests/Delivery.Tests/Calendars/Data/{name}.yaml";
        return Parse(File.ReadAllText(Path.Combine(Repository.Root, file)));
    }

    public static CalendarSettings Parse(string yaml)
    {
        SettingsResult<CalendarSettings> result = CalendarFile.Parse("calendar.yaml", yaml, ReleaseCalendar.Zones);
        return result.TryGet(out CalendarSettings? settings) ? settings : throw new InvalidOperationException(string.Join('\n', result.Problems));
    }

    public static CalendarQuery Query(Instant at, string environment = "prod", ChangeClass asked = ChangeClass.Major, string[]? tags = null, string[]? regions = null) =>
        new(StackName.Of(environment), at, asked) { Tags = [.. (tags ?? []).Select(KubernetesName.Of)], Regions = [.. (regions ?? []).Select(Region.Of)] };
}
