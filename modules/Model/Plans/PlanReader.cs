using System.Collections.Immutable;
using System.Text.Json;
using Infra.Model.Properties;

namespace Infra.Model.Plans;

/// <summary>Reads a plan back from JSON whose secrets are keyed digests. Strict: what it does not know, it refuses.</summary>
public static class PlanReader
{
    private static readonly ImmutableArray<string> PlanNames = ["schema", "stack", "backend", "summary", "steps", "outputs", "uncheckedTypes"];

    private static readonly ImmutableArray<string> StepNames =
        ["urn", "type", "name", "op", "custom", "parent", "provider", "dependsOn", "protect", "stateful", "deleteBeforeReplace", "inputs", "diff"];

    private static readonly ImmutableArray<string> DiffNames = ["path", "kind", "old", "new", "forcesReplacement", "secret"];

    /// <summary>Reads a plan.</summary>
    /// <exception cref="FormatException">It is not what <see cref="PlanJson"/> writes; the message says where.</exception>
    public static Plan Read(JsonElement json)
    {
        Exactly(json, PlanNames, "plan");
        if (json.GetProperty("schema").GetString() != Plan.Schema)
        {
            throw new FormatException($"plan.schema is not {Plan.Schema}.");
        }

        Plan plan = new()
        {
            Stack = Text(json, "stack", "plan"),
            Backend = Text(json, "backend", "plan"),
            Steps = [.. Items(json, "steps", "plan").Select(Step)],
            Outputs = PropertyJson.ReadMap(json.GetProperty("outputs")),
            UncheckedTypes = [.. Items(json, "uncheckedTypes", "plan").Select(t => t.GetString() ?? throw new FormatException("plan.uncheckedTypes holds a null."))],
        };
        JsonElement summary = json.GetProperty("summary");
        PlanSummary counted = plan.Summary;
        (string Name, int Count)[] counts =
            [("create", counted.Create), ("update", counted.Update), ("replace", counted.Replace), ("delete", counted.Delete), ("same", counted.Same), ("read", counted.Read), ("import", counted.Import)];
        Exactly(summary, [.. counts.Select(c => c.Name)], "plan.summary");
        return counts.All(c => summary.GetProperty(c.Name).TryGetInt32(out int stated) && stated == c.Count) ? plan : throw new FormatException("plan.summary does not count the steps.");
    }

    private static PlanStep Step(JsonElement json, int index)
    {
        string at = $"plan.steps[{index}]";
        Exactly(json, StepNames, at);
        PlanStep step = new()
        {
            Urn = new Urn(Text(json, "urn", at)),
            Op = OneOf<StepOp>(json, "op", at, PlanJson.Name),
            Custom = json.GetProperty("custom").GetBoolean(),
            Parent = OptionalUrn(json, "parent"),
            Provider = OptionalUrn(json, "provider"),
            DependsOn = [.. Items(json, "dependsOn", at).Select(u => new Urn(u.GetString() ?? ""))],
            Protect = json.GetProperty("protect").GetBoolean(),
            Stateful = json.GetProperty("stateful").GetBoolean(),
            DeleteBeforeReplace = json.GetProperty("deleteBeforeReplace").GetBoolean(),
            Inputs = PropertyJson.ReadMap(json.GetProperty("inputs")),
            Diff = [.. Items(json, "diff", at).Select((d, i) => Diff(d, $"{at}.diff[{i}]"))],
        };

        // Type and name are there for people; they must not say other than the URN.
        return step.Type == Text(json, "type", at) && step.Name == Text(json, "name", at) ? step : throw new FormatException($"{at}: type and name are not those of the urn.");
    }

    private static PropertyDiff Diff(JsonElement json, string at)
    {
        Exactly(json, DiffNames, at);
        DiffKind kind = OneOf<DiffKind>(json, "kind", at, PlanJson.Name);
        PropertyDiff diff = new(
            Text(json, "path", at),
            kind,
            kind == DiffKind.Add ? null : PropertyJson.Read(json.GetProperty("old")),
            kind == DiffKind.Delete ? null : PropertyJson.Read(json.GetProperty("new")),
            json.GetProperty("forcesReplacement").GetBoolean());
        return diff.IsSecret == json.GetProperty("secret").GetBoolean() ? diff : throw new FormatException($"{at}.secret is not what the values say.");
    }

    private static T OneOf<T>(JsonElement json, string name, string at, Func<T, string> nameOf)
        where T : struct, Enum
    {
        string text = Text(json, name, at);
        foreach (T value in Enum.GetValues<T>())
        {
            if (string.Equals(nameOf(value), text, StringComparison.Ordinal))
            {
                return value;
            }
        }

        throw new FormatException($"{at}.{name} is '{text}'; it is one of {string.Join(", ", Enum.GetValues<T>().Select(nameOf))}.");
    }

    private static Urn? OptionalUrn(JsonElement json, string name) => json.GetProperty(name).GetString() is { } urn ? new Urn(urn) : null;

    private static IEnumerable<JsonElement> Items(JsonElement json, string name, string at) =>
        json.GetProperty(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : throw new FormatException($"{at}.{name} is not a list.");

    private static string Text(JsonElement json, string name, string at) =>
        json.GetProperty(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : throw new FormatException($"{at}.{name} is not a text.");

    private static void Exactly(JsonElement json, ImmutableArray<string> names, string at)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"{at} is not an object.");
        }

        string[] there = [.. json.EnumerateObject().Select(p => p.Name)];
        if (there.Except(names, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            throw new FormatException($"{at} has the unknown field '{unknown}'.");
        }

        if (names.Except(there, StringComparer.Ordinal).FirstOrDefault() is { } missing)
        {
            throw new FormatException($"{at} lacks the field '{missing}'.");
        }
    }
}
