using System.Collections.Immutable;
using System.Text.Json;
using Infra.Delivery.Gates;
using Infra.Delivery.Risk;
using Infra.Model.Plans;
using Infra.Model.Properties;
using Infra.Delivery.Tests.Approvals;

namespace Infra.Delivery.Tests.Gates;

/// <summary>Facts with which every gate is open, and the committed gates of production.</summary>
internal static class GateSample
{
    public static DateTimeOffset Now => ApprovalSample.Now;

    public static GatesSettings Settings { get; } = GatesFile.Parse("stacks/delivery/gates.yaml", Repository.Read("stacks/delivery/gates.yaml")).Settings!;

    public static GateFacts Open { get; } = new()
    {
        Envelope = Sample.Envelope with { SealedAt = Now.AddHours(-1) },
        Plan = Sample.Plan with { Steps = [Sample.Step("network", StepOp.Update, PropertyMap.Empty)] },
        Now = Now,
        Policy = new([], [], 12),
        Approvals = ApprovalSample.Judge(ApprovalSample.Request, ApprovalSample.Enough),
        Window = new(Allowed: true, ManualApproval: false, "the window safe-afternoon is open", null),
        Freeze = new(Allowed: true, ManualApproval: false, "no freeze holds", null),
        RunningSince = ImmutableSortedDictionary<string, DateTimeOffset>.Empty.Add("staging", Now.AddHours(-3)),
        Risk = new RiskAssessment(30, RiskLevel.Medium, []),
        Evidence = ImmutableSortedDictionary.CreateRange(new[]
        {
            Of(GateName.HealthGood, """{"unhealthy":[],"requests":1000,"errorBasisPoints":10,"latencyP99Ms":300}"""),
            Of(GateName.TestsPassed, """{"suites":[{"name":"unit","passed":5,"failed":0},{"name":"integration","passed":4,"failed":0},{"name":"performance","passed":1,"failed":0}]}"""),
            Of(GateName.BudgetWithin, """{"currency":"INR","monthlyIncrease":1000,"monthlyForecast":70000,"monthlyBudget":100000}"""),
            Of(GateName.RollbackReady, """{"plan":"revert the commit","commit":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","rehearsedAt":"2026-11-01T00:00:00Z"}"""),
        }.Select(e => KeyValuePair.Create(e.Gate, e))),
    };

    public static Evidence Of(GateName gate, string facts) => new()
    {
        Gate = gate, Envelope = Sample.Envelope.Digest, Source = "test", At = Now, Facts = JsonDocument.Parse(facts).RootElement.Clone(),
    };

    public static GateFacts With(GateName gate, string facts) => Open with { Evidence = Open.Evidence.SetItem(gate, Of(gate, facts)) };

    /// <summary>Outcome and reason of a gate.</summary>
    public static (GateOutcome Outcome, string Reason) Judge(Gate gate, GateFacts facts) => (gate.Judge(facts).Outcome, gate.Judge(facts).Reason);
}
