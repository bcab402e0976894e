using Infra.Settings.Reading;

namespace Infra.Delivery.Calendars;

/// <summary>Reads <c>stacks/delivery/calendar.yaml</c>, by the same rules as the settings of a stack.</summary>
public static class CalendarFile
{
    /// <summary>The form of the file.</summary>
    public static DataFormat Format { get; } = new("calendar", CalendarSettings.Path, "The calendar of windows and freezes", "[docs/calendar.md](../../docs/calendar.md) says how they are read.", CalendarSettings.Kind);

    /// <summary>Reads and checks a calendar. Never throws for what is in it.</summary>
    /// <param name="fileName">The name for messages; nothing is opened.</param>
    /// <param name="yamlText">The text of the file.</param>
    /// <param name="zones">The names of the zones that there are.</param>
    /// <returns>The calendar, or every problem in the order of the file.</returns>
    public static SettingsResult<CalendarSettings> Parse(string fileName, string yamlText, IReadOnlyCollection<string> zones)
    {
        ArgumentNullException.ThrowIfNull(yamlText);
        ArgumentNullException.ThrowIfNull(zones);
        SettingsProblems problems = new(fileName);
        if (new YamlTree(problems).Read(yamlText) is not { } root)
        {
            return new(null, problems.InOrder());
        }

        SecretSearch.Check(root, problems);
        CheckedNode node = new SettingsCheck(problems).Check("", "", CalendarSettings.Kind, root);
        CalendarRules.Check(node, zones, problems);
        return new(problems.Count == 0 ? CalendarSettings.Bind(node) : null, problems.InOrder());
    }
}
