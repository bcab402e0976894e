using System.Collections.Immutable;
using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Delivery.Calendars;

/// <summary>The rules between the settings of a calendar.</summary>
internal static class CalendarRules
{
    public static void Check(CheckedNode root, IReadOnlyCollection<string> zones, SettingsProblems problems)
    {
        if (root["zone"] is { Value: ZoneName zone } node && !zones.Contains(zone.Value, StringComparer.Ordinal))
        {
            string mend = Spelling.Nearest(zone.Value, zones) is { } near ? $"Did you mean {near}?" : "Write one such as Asia/Kolkata.";
            problems.Add(node.At, node.Path, zone.Value, "the tz database has no zone of this name", mend);
        }

        CheckPhases(root["phases"], problems);
        CheckYears(root, problems);
        foreach (CheckedNode row in root.Below("windows").Concat(root.Below("freezes")))
        {
            CheckOrder(row, problems);
            CheckEnvironments(row, root, problems);
        }

        foreach (CheckedNode window in root.Below("windows"))
        {
            CheckTimes(window, problems);
        }
    }

    // A later phase that began earlier or allowed more would make the order of the levels a lie.
    private static void CheckPhases(CheckedNode? phases, SettingsProblems problems)
    {
        ImmutableArray<CheckedNode> ordered = [.. FreezeRow.Levels.Select(l => phases?[l]).OfType<CheckedNode>()];
        foreach ((CheckedNode milder, CheckedNode stricter) in ordered.Zip(ordered.Skip(1)))
        {
            if (stricter["weeks"] is { Value: int weeks } at && milder.Number("weeks") is { } before && weeks >= before)
            {
                problems.Add(at.At, at.Path, $"{weeks}", $"a stricter phase begins later, and {milder.Name} begins {before} weeks before", $"Write less than {before}.");
            }

            if (stricter["largest"] is { Value: string largest } node && milder.Maybe<string>("largest") is { } allowed
                && ChangeClassName.All.IndexOf(largest) > ChangeClassName.All.IndexOf(allowed))
            {
                problems.Add(node.At, node.Path, largest, $"a stricter phase allows no more, and {milder.Name} allows {allowed}", $"Write {allowed} or a smaller class.");
            }
        }
    }

    private static void CheckYears(CheckedNode root, SettingsProblems problems)
    {
        if (root["years"] is not { } years)
        {
            return;
        }

        int[] written = [.. years.Children.Select(y => y.Value).OfType<int>().Distinct().Order()];
        if (written.Length > 0 && written[^1] - written[0] >= written.Length)
        {
            problems.Add(years.At, years.Path, null, $"the years have no gaps, and from {written[0]} to {written[^1]} some are missing", "Write every year between them, with its freezes.");
        }

        (CheckedNode Row, DateOnly First, DateOnly Last)[] rows = [.. root.Below("freezes").Select(r => (r, Day(r, "first"), Day(r, "last"))).Where(r => r.Item2 is not null && r.Item3 is not null).Select(r => (r.r, r.Item2!.Value, r.Item3!.Value))];
        foreach (CheckedNode year in years.Children.Where(y => y.Value is int number && !Array.Exists(rows, r => r.First.Year <= number && r.Last.Year >= number)))
        {
            problems.Add(year.At, year.Path, $"{year.Value}", "a year that the calendar is written for has freezes, and this one has none", "Write its freezes with their source, or take the year out.");
        }
    }

    private static void CheckOrder(CheckedNode row, SettingsProblems problems)
    {
        if (Day(row, "first") is { } first && Day(row, "last") is { } last && last < first)
        {
            CheckedNode node = row["last"]!;
            problems.Add(node.At, node.Path, $"{node.Value}", $"the last day is not before the first, which is {row["first"]!.Value}", "Write a later day; the last day belongs to it.");
        }
    }

    private static void CheckEnvironments(CheckedNode row, CheckedNode root, SettingsProblems problems)
    {
        string[] known = [.. root.Below("otherwise").Select(o => o.Name)];
        foreach (CheckedNode environment in row.Below("environments").Where(e => e.Value is StackName name && !known.Contains(name.Value, StringComparer.Ordinal)))
        {
            string mend = Spelling.Nearest($"{environment.Value}", known) is { } near ? $"Did you mean {near}?" : $"There are: {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
            problems.Add(environment.At, environment.Path, $"{environment.Value}", "an environment of a rule is one of otherwise", mend);
        }
    }

    private static void CheckTimes(CheckedNode window, SettingsProblems problems)
    {
        if (window["from"] is { Value: TimeOfDay { Minutes: 1440 } } late)
        {
            problems.Add(late.At, late.Path, "24:00", "a window begins before the end of the day", "Write 00:00, and the day after.");
        }
        else if (window.Maybe<TimeOfDay>("from") is { } from && window.Maybe<TimeOfDay>("to") is { } to && from == to)
        {
            CheckedNode node = window["to"]!;
            problems.Add(node.At, node.Path, to.Value, "a window ends at another time than it begins", "Write 00:00 to 24:00 for the whole day.");
        }
    }

    private static DateOnly? Day(CheckedNode row, string name) => row.Maybe<CalendarDay>(name)?.Date;
}
