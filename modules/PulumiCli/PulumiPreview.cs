using System.Collections.Immutable;
using System.Text.Json;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Model.Properties;
using Infra.Model.Values;

namespace Infra.PulumiCli;

/// <summary>Reads what a dry run of the Pulumi CLI writes with <c>--json</c>.</summary>
/// <remarks>Form: pulumi/pulumi, pkg/backend/display/json.go at 1b5949891b3c (next after 3.259.0).</remarks>
internal static class PulumiPreview
{
    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = 128 };

    /// <summary>The plan that a preview describes.</summary>
    /// <exception cref="InfraException">It is not such a document.</exception>
    public static Plan Plan(string json, StackName stack, Func<string, bool> isStateful) => Read(json, root =>
    {
        ImmutableArray<PlanStep>.Builder steps = ImmutableArray.CreateBuilder<PlanStep>();
        PropertyMap outputs = PropertyMap.Empty;
        PropertyMap before = PropertyMap.Empty;
        foreach (JsonElement step in Items(root, "steps"))
        {
            if (Op(step.GetProperty("op").GetString()!) is not { } op)
            {
                continue;
            }

            Urn urn = new(step.GetProperty("urn").GetString()!);
            if (urn.Type == Urn.RootType && step.TryGetProperty("newState", out JsonElement top) && top.ValueKind == JsonValueKind.Object)
            {
                outputs = PulumiValues.Map(top, "outputs");
                before = State(step, "oldState") is { ValueKind: JsonValueKind.Object } was ? PulumiValues.Map(was, "outputs") : PropertyMap.Empty;
            }

            steps.Add(Step(step, urn, op, isStateful));
        }

        // The root of the stack is always there, so a document without steps is not one of a preview.
        return steps.Count == 0
            ? throw new FormatException("it has no steps")
            : new Plan { Stack = stack.Value, Backend = BackendNames.Pulumi, Steps = steps.ToImmutable(), Outputs = outputs, OutputsBefore = before };
    });

    /// <summary>The drift that a preview of a refresh describes.</summary>
    /// <exception cref="InfraException">It is not such a document.</exception>
    public static ImmutableArray<ResourceDrift> Drift(string json) => Read(json, root =>
    {
        ImmutableArray<ResourceDrift>.Builder drifts = ImmutableArray.CreateBuilder<ResourceDrift>();
        foreach (JsonElement step in Items(root, "steps"))
        {
            string op = step.GetProperty("op").GetString()!;
            JsonElement old = State(step, "oldState");
            if (op == "delete")
            {
                drifts.Add(new ResourceDrift(new Urn(step.GetProperty("urn").GetString()!), Text(old, "id") ?? "", IsGone: true, []));
            }
            else if (op is "update" or "refresh" && Diffs(step, PulumiValues.Map(old, "outputs"), PulumiValues.Map(State(step, "newState"), "outputs"), PropertyMap.Empty, PropertyMap.Empty) is { Length: > 0 } properties)
            {
                drifts.Add(new ResourceDrift(new Urn(step.GetProperty("urn").GetString()!), Text(old, "id") ?? "", IsGone: false, properties));
            }
        }

        return drifts.ToImmutable();
    });

    /// <summary>The errors that a document names; none where it is no document.</summary>
    public static string[] Errors(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Bounded);
            return [.. Items(document.RootElement, "diagnostics").Where(d => Text(d, "severity") == "error").Select(d => $"{Text(d, "urn")} {Text(d, "message")}".Trim())];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static PlanStep Step(JsonElement step, Urn urn, StepOp op, Func<string, bool> isStateful)
    {
        JsonElement old = State(step, "oldState");
        JsonElement now = op == StepOp.Delete ? old : State(step, "newState");
        bool custom = now.ValueKind == JsonValueKind.Object && now.TryGetProperty("custom", out JsonElement held) && held.GetBoolean();
        return new PlanStep
        {
            Urn = urn,
            Op = op,
            Custom = custom,
            Parent = Text(now, "parent") is { Length: > 0 } parent ? new Urn(parent) : null,
            // URN::ID
            Provider = Text(now, "provider") is { Length: > 0 } provider ? new Urn(provider[..provider.LastIndexOf("::", StringComparison.Ordinal)]) : null,
            DependsOn = [.. Items(now, "dependencies").Select(d => d.GetString()!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(d => new Urn(d))],
            // Protection counts as it was recorded: taking it away and deleting in one change is refused.
            Protect = IsProtected(old) || IsProtected(now),
            Stateful = custom && isStateful(urn.Type),
            Inputs = PulumiValues.Map(now, "inputs"),
            Diff = op is StepOp.Update or StepOp.Replace ? Diffs(step, PulumiValues.Map(old, "inputs"), PulumiValues.Map(now, "inputs"), PulumiValues.Map(old, "outputs"), PulumiValues.Map(now, "outputs")) : [],
        };
    }

    // detailedDiff where the provider gives one, the names that changed where it does not. A path of what the provider computes, such as
    // effectiveLabels, stands in no inputs: its values are those of the outputs.
    private static ImmutableArray<PropertyDiff> Diffs(JsonElement step, PropertyMap old, PropertyMap now, PropertyMap oldOutputs, PropertyMap outputs)
    {
        HashSet<string> forcing = [.. Items(step, "replaceReasons").Select(r => r.GetString()!)];
        if (step.TryGetProperty("detailedDiff", out JsonElement detailed) && detailed.ValueKind == JsonValueKind.Object && detailed.EnumerateObject().Any())
        {
            return [.. detailed.EnumerateObject().Select(d => Diff(d.Name, d.Value.GetProperty("kind").GetString()!, oldOutputs.With(old), outputs.With(now), forcing)).OrderBy(d => d.Path, StringComparer.Ordinal)];
        }

        IEnumerable<string> changed = Items(step, "diffReasons").Select(r => r.GetString()!);
        return [.. changed.Union(forcing, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(path => Diff(path, now[path] is null ? "delete" : old[path] is null ? "add" : "update", old, now, forcing))];
    }

    private static PropertyDiff Diff(string path, string kind, PropertyMap old, PropertyMap now, HashSet<string> forcing)
    {
        DiffKind form = kind switch
        {
            "add" or "add-replace" => DiffKind.Add,
            "delete" or "delete-replace" => DiffKind.Delete,
            "update" or "update-replace" => DiffKind.Update,
            _ => throw new FormatException($"'{kind}' is no kind of difference"),
        };
        return new PropertyDiff(
            path,
            form,
            form == DiffKind.Add ? null : PulumiValues.At(old, path) ?? PropertyValue.Unknown,
            form == DiffKind.Delete ? null : PulumiValues.At(now, path) ?? PropertyValue.Unknown,
            kind.EndsWith("-replace", StringComparison.Ordinal) || forcing.Contains(path));
    }

    // Null for what is no step of its own: halves of a replacement, and what only the state forgets.
    private static StepOp? Op(string op) => op switch
    {
        "same" or "refresh" or "diff" => StepOp.Same,
        "create" => StepOp.Create,
        "update" => StepOp.Update,
        "replace" => StepOp.Replace,
        "delete" => StepOp.Delete,
        "read" or "read-replacement" => StepOp.Read,
        "import" or "import-replacement" => StepOp.Import,
        "create-replacement" or "delete-replaced" or "discard" or "discard-replaced" or "remove-pending-replace" or "extend-parameterize" => null,
        _ => throw new FormatException($"'{op}' is an operation that this version of infra does not know"),
    };

    private static T Read<T>(string json, Func<JsonElement, T> read)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Bounded);
            return document.RootElement.ValueKind == JsonValueKind.Object ? read(document.RootElement) : throw new FormatException("it is no JSON object");
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InfraException(
                ErrorKind.Failed, $"What the Pulumi CLI wrote is not a document that this version of infra reads: {malformed.Message.TrimEnd('.')}. Run `pulumi preview --json` by hand and look at it; `infra doctor` says which versions fit.", malformed);
        }
    }

    private static JsonElement State(JsonElement step, string name) => step.TryGetProperty(name, out JsonElement state) ? state : default;

    private static bool IsProtected(JsonElement state) => state.ValueKind == JsonValueKind.Object && state.TryGetProperty("protect", out JsonElement protect) && protect.ValueKind == JsonValueKind.True;

    private static IEnumerable<JsonElement> Items(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
