using System.Collections.Immutable;
using System.Globalization;
using Infra.Model.Plans;
using Infra.Model.Properties;
using Infra.Model.Values;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;
using Infra.Settings.Stacks;

namespace Infra.Policy.Examples;

/// <summary>The examples of a rule, from the YAML file beside its class: what fails, the same mended, and what cannot be known before an apply.</summary>
/// <param name="Failing">A violation.</param>
/// <param name="Mended">The same without the violation.</param>
/// <param name="Unknown">What only an apply decides; null where the rule needs nothing that could be unknown.</param>
/// <param name="AlwaysKnown">Why there is nothing unknown; null where there is.</param>
public sealed record RuleExamples(RuleExample Failing, RuleExample Mended, RuleExample? Unknown, string? AlwaysKnown)
{
    /// <summary>How an example writes a value that only an apply decides.</summary>
    public const string UnknownText = "[unknown]";

    private const string Project = "example";

    /// <summary>The examples of a rule.</summary>
    /// <exception cref="InvalidOperationException">The rule has no file, or a part of it is missing: a bug that the tests find.</exception>
    public static RuleExamples Of(Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        string name = rule.GetType().Name;
        using Stream file = rule.GetType().Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name}.yaml is not beside {name}.cs.");
        using var reader = new StreamReader(file);
        string text = reader.ReadToEnd();
        PropertyMap content = ManifestReader.Document($"{name}.yaml", text);
        EnvironmentFacts environment = Environment(content["environment"] as MapValue);
        RuleExample? Example(string part) =>
            content[part] is ListValue list ? new RuleExample(Part(text, part), Input(environment, list.Items)) : null;
        return new(
            Example("failing") ?? throw new InvalidOperationException($"{name}.yaml has no example that fails."),
            Example("mended") ?? throw new InvalidOperationException($"{name}.yaml has no example that is mended."),
            Example("unknown"),
            content.Text("alwaysKnown"));
    }

    private static EnvironmentFacts Environment(MapValue? given) => new()
    {
        Name = "prod",
        Tier = Enum.Parse<Tier>(given?.Map.Text("tier") ?? nameof(Tier.Production), ignoreCase: true),
        Protected = given?.Map["protected"] is BoolValue { Value: true },
        Residency = new RegionSet([Region.Of("asia-south1"), Region.Of("asia-south2")]),
        Hosts = ["github.com"],
        ImageKeys = [PublicKey.Of(PublicKey.Rule.Example)],
        Registries = ["asia-south1-docker.pkg.dev/setu-prod-730914/", "asia-south2-docker.pkg.dev/setu-prod-730914/"],
    };

    private static PolicyInput Input(EnvironmentFacts environment, ImmutableArray<PropertyValue> entries)
    {
        List<PropertyMap> maps = [.. entries.Cast<MapValue>().Select(e => e.Map)];
        Plan plan = new()
        {
            Stack = environment.Name,
            Backend = "local",
            Steps = [.. maps.Where(m => m.Text("resource") is not null).Select((m, i) => Step(environment.Name, m, i))],
            UncheckedTypes = [.. maps.Select(m => m.Text("unchecked")).OfType<string>()],
        };
        return new PolicyInput(environment, plan, [.. maps.Where(m => m["object"] is MapValue).Select(m => Subject.Of(m.Text("file") ?? "example.yaml", WithUnknown(((MapValue)m["object"]!).Map), _ => 1))]);
    }

    private static PlanStep Step(string stack, PropertyMap entry, int index) => new()
    {
        Urn = UrnOf(stack, entry.Text("resource")!, entry.Text("name") ?? string.Create(CultureInfo.InvariantCulture, $"resource-{index + 1}")),
        Op = Enum.Parse<StepOp>(entry.Text("op") ?? nameof(StepOp.Create), ignoreCase: true),
        Custom = true,
        Protect = entry["protect"] is BoolValue { Value: true },
        Stateful = entry["stateful"] is BoolValue { Value: true },
        Inputs = entry["inputs"] is MapValue inputs ? WithUnknown(inputs.Map) : PropertyMap.Empty,
        // An example depends on clusters only, by their names.
        DependsOn = entry["dependsOn"] is ListValue names ? [.. names.Items.Cast<StringValue>().Select(n => UrnOf(stack, GcpTypes.Cluster, n.Value))] : [],
    };

    private static Urn UrnOf(string stack, string type, string name) => Urn.Child(stack, Project, Urn.Root(stack, Project), type, name);

    private static PropertyMap WithUnknown(PropertyMap map) => PropertyMap.From(map.Select(e => new KeyValuePair<string, PropertyValue>(e.Key, WithUnknown(e.Value))));

    private static PropertyValue WithUnknown(PropertyValue value) => value switch
    {
        StringValue { Value: UnknownText } => PropertyValue.Unknown,
        ListValue list => PropertyValue.Of([.. list.Items.Select(WithUnknown)]),
        MapValue map => PropertyValue.Of(WithUnknown(map.Map)),
        _ => value,
    };

    // The lines below "part:" up to the next name at the margin.
    private static string Part(string text, string part) =>
        string.Concat(text.Split('\n').SkipWhile(l => !l.StartsWith($"{part}:", StringComparison.Ordinal)).Skip(1).TakeWhile(l => l.StartsWith(' ')).Select(l => l[2..] + "\n"));
}
