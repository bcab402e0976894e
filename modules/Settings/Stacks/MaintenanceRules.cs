using System.Globalization;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>Windows and exclusions that Google Cloud accepts.</summary>
internal static class MaintenanceRules
{
    private const int LeastHoursAWeek = 12;
    private static readonly TimeSpan LongestStop = TimeSpan.FromDays(30);

    public static void Check(CheckedNode root, SettingsProblems problems)
    {
        foreach (var maintenance in root.Below("infra:clusters").Select(c => c["maintenance"]).OfType<CheckedNode>())
        {
            _ = Time(maintenance["start"], problems);
            var days = maintenance.Below("days");
            if (maintenance.Number("hours") is { } hours && !days.IsEmpty && hours * days.Length < LeastHoursAWeek)
            {
                problems.Add(maintenance["hours"]!.At, maintenance["hours"]!.Path, $"{hours}", $"GKE needs 48 hours of window in 32 days, which is {LeastHoursAWeek} a week, and these are {hours * days.Length}", "Write more hours or more days.");
            }

            foreach (var exclusion in maintenance.Below("exclusions"))
            {
                CheckExclusion(exclusion, problems);
            }
        }

        foreach (var secret in root.Below("infra:secrets"))
        {
            _ = Time(secret["firstRotation"], problems);
        }
    }

    private static void CheckExclusion(CheckedNode exclusion, SettingsProblems problems)
    {
        if (Time(exclusion["from"], problems) is not { } from || Time(exclusion["to"], problems) is not { } to)
        {
            return;
        }

        var end = exclusion["to"]!;
        if (to <= from)
        {
            problems.Add(end.At, end.Path, $"{end.Value}", $"it must be after from, which is {exclusion["from"]!.Value}", "Write a later time.");
        }
        else if (exclusion.Maybe<string>("scope") == "NO_UPGRADES" && to - from > LongestStop)
        {
            problems.Add(end.At, end.Path, $"{end.Value}", "an exclusion of scope NO_UPGRADES is at most 30 days", "Write an earlier time, or the scope NO_MINOR_UPGRADES.");
        }
    }

    // The form lets 30 February through; the calendar does not.
    private static DateTimeOffset? Time(CheckedNode? node, SettingsProblems problems)
    {
        if (node?.Value is not UtcTime time)
        {
            return null;
        }

        if (DateTimeOffset.TryParseExact(time.Value, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
        {
            return moment;
        }

        problems.Add(node.At, node.Path, time.Value, "there is no such day in that month", "Write a day that exists.");
        return null;
    }
}
