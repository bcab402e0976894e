using System.Collections.Immutable;
using System.Text.Json;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Everything says who answers for it and who pays.</summary>
internal sealed class OwnerKnown : ResourceRule
{
    public override RuleInfo Info { get; } = new(
        "LAB001",
        Severity.Medium,
        "Everything says who answers for it and who pays",
        "What has no owner is never deleted, and is charged to nobody.",
        "Set defaultLabels of the provider: owner, environment, cost-centre, data-class.",
        [Control.Iso("A.5.9")]);

    protected override ImmutableArray<string> Types => [GcpTypes.Provider];

    protected override IEnumerable<Check> Checks(Subject resource, PolicyInput input)
    {
        Field labels = resource["defaultLabels"];
        foreach (string name in Required)
        {
            // A provider's inputs travel as JSON texts.
            yield return Check.If(labels, f => Has(f, name), () => $"it must hold {name}");
        }
    }

    private static readonly ImmutableArray<string> Required = ["owner", "environment", "cost-centre", "data-class"];

    private static bool Has(Field labels, string name)
    {
        if (labels.Text is not { } json)
        {
            return labels.Entry(name).Text is { Length: > 0 };
        }

        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 };
    }
}
