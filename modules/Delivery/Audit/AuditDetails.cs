using System.Collections.Immutable;
using System.Text.Json;

namespace Infra.Delivery.Audit;

/// <summary>What an audit entry says for people who read it, and no command asks of a long record: who approved, why, how it was judged.</summary>
internal sealed record AuditDetails
{
    /// <summary>See <see cref="AuditEntry.Approvals"/>.</summary>
    public ImmutableArray<AuditApproval> Approvals { get; init; } = [];

    /// <summary>See <see cref="AuditEntry.AffectedServices"/>.</summary>
    public ImmutableArray<string> AffectedServices { get; init; } = [];

    /// <summary>See <see cref="AuditEntry.RollbackPlan"/>.</summary>
    public string RollbackPlan { get; init; } = "";

    /// <summary>See <see cref="AuditEntry.BusinessJustification"/>.</summary>
    public string BusinessJustification { get; init; } = "";

    /// <summary>See <see cref="AuditEntry.RiskAssessment"/>.</summary>
    public string RiskAssessment { get; init; } = "";

    /// <summary>See <see cref="AuditEntry.ComplianceVerification"/>.</summary>
    public ImmutableSortedDictionary<string, string> ComplianceVerification { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>See <see cref="AuditEntry.Verdicts"/>.</summary>
    public ImmutableSortedDictionary<string, string> Verdicts { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Makes them from an object whose fields were gone through.</summary>
    /// <exception cref="FormatException">A map has a name twice or out of order.</exception>
    /// <exception cref="JsonException">A text is not UTF-8.</exception>
    /// <exception cref="InvalidOperationException">A text is no text.</exception>
    public static AuditDetails Of(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        return new AuditDetails
        {
            Approvals = [.. root.GetProperty("approvals").EnumerateArray().Select(a => new AuditApproval(Text(a, "approver"), Text(a, "approval_type"), a.GetProperty("timestamp").GetDateTimeOffset()))],
            AffectedServices = [.. root.GetProperty("affected_services").EnumerateArray().Select(s => s.GetString()!)],
            RollbackPlan = Text(root, "rollback_plan"),
            BusinessJustification = Text(root, "business_justification"),
            RiskAssessment = Text(root, "risk_assessment"),
            ComplianceVerification = Map(root, "compliance_verification"),
            Verdicts = Map(root, "verdicts"),
        };
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static ImmutableSortedDictionary<string, string> Map(JsonElement json, string name)
    {
        List<KeyValuePair<string, string>> entries = [];
        foreach (JsonProperty property in json.GetProperty(name).EnumerateObject())
        {
            bool follows = entries.Count == 0 || string.CompareOrdinal(entries[^1].Key, property.Name) < 0;
            entries.Add(follows ? new(property.Name, property.Value.GetString()!) : throw AuditLineScanner.Malformed());
        }

        return ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, entries);
    }
}
