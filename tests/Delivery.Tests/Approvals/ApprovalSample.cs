using System.Collections.Immutable;
using Infra.Delivery.Approvals;
using Infra.Delivery.Risk;

namespace Infra.Delivery.Tests.Approvals;

/// <summary>The committed approvals.yaml, and an envelope for production on a Friday in business hours.</summary>
internal static class ApprovalSample
{
    /// <summary>Friday, 11:00 in Kolkata.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 11, 20, 5, 30, 0, TimeSpan.Zero);

    public static ApprovalSettings Settings { get; } = ApprovalFile.Parse("stacks/delivery/approvals.yaml", Repository.Read("stacks/delivery/approvals.yaml")).Settings!;

    public static ApprovalRequest Request { get; } = new()
    {
        Envelope = "sha256:" + new string('e', 64),
        Commit = new string('a', 40),
        Environment = "prod",
        IsLocal = true,
        SealedAt = Now.AddHours(-1),
        Risk = RiskLevel.Low,
        Involved = ["author@setu-retail.example", "somebody"],
    };

    public static ImmutableArray<ApprovalRecord> Enough { get; } = [Given("meera", "security_team"), Given("asha", "platform_team"), Given("vikram", "business_owner")];

    public static ApprovalRecord Given(string person, string role) =>
        new() { Kind = ApprovalRecordKind.Approve, Envelope = Request.Envelope, Environment = "prod", Role = role, Person = person, At = Now };

    public static ApprovalVerdict Judge(ApprovalRequest request, params ImmutableArray<ApprovalRecord> ledger) => ApprovalJudge.Judge(Settings, request, ledger, [], Now);
}
