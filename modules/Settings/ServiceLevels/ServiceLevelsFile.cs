using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.ServiceLevels;

/// <summary>Reads <c>stacks/operations/service-levels.yaml</c>: what each environment promises to those who use it and to the regulator. Rules judge the numbers; this holds their form.</summary>
public static partial class ServiceLevelsFile
{
    /// <summary>Where the file is, from the repository.</summary>
    public const string Path = "stacks/operations/service-levels.yaml";

    private const int MostEnvironments = 50;
    private const int YearMinutes = 366 * 24 * 60;

    private static readonly TextKind Percent = new(
        "a share of time", PercentForm().ToString(), 1, 7, "\"99.9\"",
        text => PercentForm().IsMatch(text) ? (text, null) : (null, new Misfit("a share of time is a number from 0 to 100 with at most three places, in quotes", "Write percent, such as \"99.9\".")));

    private static ObjectKind Top { get; } = new(
        new Setting("environments", new MapKind(TextKind.Of<StackName>(), new ObjectKind(
            new Setting("uptimePercent", Percent, "The share of a month in which it answers."),
            new Setting("recoveryMinutes", new NumberKind(1, YearMinutes, "minutes"), "The recovery time objective: how long after a disaster it works again."),
            new Setting("lossMinutes", new NumberKind(0, YearMinutes, "minutes"), "The recovery point objective: how much data a disaster may take."),
            new Setting("incidents", new ObjectKind(
                new Setting("notifyMinutes", new NumberKind(1, YearMinutes, "minutes"), "How soon the people on duty are told."),
                new Setting("escalateMinutes", new NumberKind(1, YearMinutes, "minutes"), "How soon the next level is told of what is not fixed."),
                new Setting("reportHours", new NumberKind(1, 365 * 24, "hours"), "How soon the regulator has a report.")), "What happens after an incident, counted from its beginning.")), 0, MostEnvironments), "Promises, by environments."));

    /// <summary>The form of the file.</summary>
    public static DataFormat Format { get; } = new("service-levels", Path, "Service levels", "The rules SLA001 to SLA004 evaluate them.", Top);

    /// <summary>Every problem of the text, in its order. Never throws for what is in it.</summary>
    /// <param name="file">The name for messages.</param>
    /// <param name="yaml">The text.</param>
    public static ImmutableArray<SettingsProblem> Problems(string file, string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        SettingsProblems problems = new(file);
        if (new YamlTree(problems).Read(yaml) is { } root)
        {
            foreach (CheckedNode incidents in new SettingsCheck(problems).Check("", "", Top, root).Below("environments").Select(e => e["incidents"]).OfType<CheckedNode>())
            {
                if (incidents.Number("notifyMinutes") > incidents.Number("escalateMinutes"))
                {
                    CheckedNode late = incidents["escalateMinutes"]!;
                    problems.Add(late.At, late.Path, $"{late.Value}", "nobody escalates what nobody was told: escalateMinutes is not less than notifyMinutes", "Write a later time, or notify sooner.");
                }
            }
        }

        return problems.InOrder();
    }

    [GeneratedRegex(@"^(100(\.0{1,3})?|[0-9]{1,2}(\.[0-9]{1,3})?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PercentForm();
}
