using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Waivers;

/// <summary>Reads <c>stacks/rules/waivers.yaml</c>.</summary>
public static partial class WaiverFile
{
    /// <summary>Where the file is, from the repository.</summary>
    public const string Path = "stacks/rules/waivers.yaml";

    private const int MostWaivers = 100;

    private static readonly TextKind Rule = Text("the id of a rule", RuleForm(), 4, 16, "GKE001", "is two or more capital letters or digits and three digits", "Write an id that `infra policy list` shows.");

    private static readonly TextKind Resource = Text(
        "the name of a finding", ResourceForm(), 12, 500, "gitops/prod/tenants/payments.yaml#Namespace/payments-*",
        "begins with urn:pulumi:ENV:: or gitops/ENV/, and * stands for characters inside one name", "Copy the name that `infra policy check` shows after `at`.");

    private static readonly TextKind Date = Text("a day", DateForm(), 10, 10, "\"2027-02-01\"", "is a day of the calendar as YYYY-MM-DD, in quotes", "Write the first day on which the waiver counts no more.");

    private static ObjectKind Top { get; } = new(
        new Setting("waivers", new MapKind(TextKind.Of<KubernetesName>(), new ObjectKind(
            new Setting("rule", Rule, "The rule that is violated."),
            new Setting("resource", Resource, "What violates it, as `infra policy check` names it; * stands for any characters inside one name."),
            new Setting("reason", TextKind.Of<Sentence>(), "Why it is waived."),
            new Setting("owner", TextKind.Of<GroupAddress>(), "The group that fixes it."),
            new Setting("approver", TextKind.Of<GroupAddress>(), "The group that waived it; not the owner."),
            new Setting("expires", Date, "The first day, in UTC, on which it counts no more.")), 0, MostWaivers), "Violations that are waived until a day, by names."));

    /// <summary>The form of the file.</summary>
    public static DataFormat Format { get; } = new("waivers", Path, "Waivers", "Each waives one violation until a day. docs/rules.md says what holds for them.", Top);

    /// <summary>Reads and checks waivers. Never throws for what is in the text.</summary>
    /// <param name="file">The name for messages.</param>
    /// <param name="yaml">The text.</param>
    /// <returns>The waivers in the order of their names, or none and every problem.</returns>
    public static (ImmutableArray<Waiver> Waivers, ImmutableArray<SettingsProblem> Problems) Parse(string file, string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        SettingsProblems problems = new(file);
        if (new YamlTree(problems).Read(yaml) is not { } root)
        {
            return ([], problems.InOrder());
        }

        CheckedNode node = new SettingsCheck(problems).Check("", "", Top, root);
        foreach (CheckedNode waiver in node.Below("waivers"))
        {
            if (waiver.Maybe<GroupAddress>("owner") is { } owner && owner == waiver.Maybe<GroupAddress>("approver"))
            {
                problems.Add(waiver["approver"]!.At, waiver["approver"]!.Path, owner.Value, "nobody waives what is theirs: the approver is not the owner", "Name another group.");
            }
        }

        return problems.Count == 0 ? (node.Each("waivers", Bind), []) : ([], problems.InOrder());
    }

    private static Waiver Bind(CheckedNode node) => new(
        node.Name, node.Get<string>("rule"), node.Get<string>("resource"), node.Get<Sentence>("reason").Value, node.Get<GroupAddress>("owner").Value, node.Get<GroupAddress>("approver").Value,
        DateTimeOffset.ParseExact(node.Get<string>("expires"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        node.KeyAt.Line);

    private static TextKind Text(string noun, Regex form, int min, int max, string example, string rule, string mend) =>
        new(noun, form.ToString(), min, max, example, text => text.Length >= min && text.Length <= max && form.IsMatch(text) && IsCalendar(form, text) ? (text, null) : (null, new Misfit($"{noun} {rule}", mend)));

    private static bool IsCalendar(Regex form, string text) => form != DateForm() || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex("^[A-Z][A-Z0-9]+[0-9]{3}$", RegexOptions.CultureInvariant)]
    private static partial Regex RuleForm();

    [GeneratedRegex("^(urn:pulumi:[a-z][a-z0-9-]*::|gitops/[a-z][a-z0-9-]*/)[^\\s]+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ResourceForm();

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex DateForm();
}
