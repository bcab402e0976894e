using System.Collections.Immutable;
using Infra.Delivery.Approvals;
using Infra.Delivery.Audit;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Risk;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Delivery.Gates;

/// <summary>The one declaration behind the reader, the schema and the table of gates.yaml.</summary>
internal static class GatesDeclaration
{
    private static readonly TextKind Name = ApprovalTexts.Kind(ApprovalTexts.Name);
    private static readonly NumberKind Score = new(1, 100, "of 100");
    private static readonly NumberKind Weight = new(0, 100, "percent");

    // What a key may sign, and the purpose that its signatures name.
    private static readonly ImmutableSortedDictionary<string, string> Signed = ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal,
        [KeyValuePair.Create("envelopes", Envelope.Purpose), KeyValuePair.Create("evidence", Evidence.Purpose), KeyValuePair.Create("records", AuditRecord.Purpose)]);

    /// <summary>What may stand in the file.</summary>
    public static ObjectKind Top { get; } = new(
        new Setting("environments", new MapKind(TextKind.Of<StackName>(), Gates(), 1, 20), "What each environment asks for."),
        new Setting("risk", Risk(), "How risk is weighed."),
        new Setting("keys", new MapKind(Name, Key(), 0, 20), "The keys that envelopes, evidence and audit records of jobs are verified with; the local backend takes all without.") { Optional = true });

    /// <summary>The settings of a checked tree without problems.</summary>
    public static GatesSettings Bind(CheckedNode root) => new(
        root.Below("environments").ToImmutableSortedDictionary(e => e.Name, BindGates, StringComparer.Ordinal),
        BindRisk(root["risk"]!),
        root.Each("keys", k => ApprovalDeclaration.BindKey(k, k.Name) with { Purposes = [.. k.List<string>("signs").Select(s => Signed[s])] }));

    private static GateSettings BindGates(CheckedNode node) => new()
    {
        PlanFresh = node["planFresh"] is { } fresh ? new() { MaxAgeHours = fresh.Get<int>("maxAgeHours") } : null,
        PolicyClean = node["policyClean"] is { } policy ? new() { EmergencyCriticalOnly = policy.Get<bool>("emergencyCriticalOnly") } : null,
        ApprovalsMet = node["approvalsMet"] is { } approvals ? new() { Least = approvals.Get<int>("least") } : null,
        WindowOpen = node["windowOpen"] is { } window ? new() { ApprovalsOpen = window.Get<bool>("approvalsOpen") } : null,
        FreezeClear = node["freezeClear"] is { } freeze ? new() { ApprovalsOpen = freeze.Get<bool>("approvalsOpen") } : null,
        SoakElapsed = node["soakElapsed"] is { } soak ? new() { From = soak.Get<StackName>("from").Value, Hours = soak.Get<int>("hours") } : null,
        HealthGood = node["healthGood"] is { } health
            ? new() { MaxAgeMinutes = health.Get<int>("maxAgeMinutes"), MaxErrorBasisPoints = health.Get<int>("maxErrorBasisPoints"), MaxLatencyP99Ms = health.Get<int>("maxLatencyP99Ms") } : null,
        TestsPassed = node["testsPassed"] is { } tests ? new() { Suites = tests.List<string>("suites"), MaxAgeHours = tests.Get<int>("maxAgeHours") } : null,
        BudgetWithin = node["budgetWithin"] is { } budget
            ? new() { Currency = budget.Get<CurrencyCode>("currency").Value, MaxIncrease = budget.Get<int>("maxIncrease"), MaxPercentOfBudget = budget.Get<int>("maxPercentOfBudget") } : null,
        RiskWithin = node["riskWithin"] is { } risk ? new() { MaxScore = risk.Get<int>("maxScore") } : null,
        RollbackReady = node["rollbackReady"] is { } rollback ? new() { MaxRehearsalAgeDays = rollback.Get<int>("maxRehearsalAgeDays") } : null,
        Rollout = node["rollout"] is { } rollout ? new([.. RolloutSettings.Known.Select(k => rollout[k.Name]).OfType<CheckedNode>().Select(BindPhase)]) : null,
    };

    private static RolloutPhase BindPhase(CheckedNode node) => new(
        node.Name, node.List<Region>("regions"), node.Get<int>("hours"), node.Get<int>("errorsBelowBasisPoints"), node.Get<int>("latencyBelowMs"));

    private static RiskOptions BindRisk(CheckedNode node) => new()
    {
        Weights = Enum.GetValues<RiskFactor>().ToImmutableSortedDictionary(f => f, f => node["weights"]!.Get<int>(WordOf(f))),
        Medium = node["levels"]!.Get<int>("medium"),
        High = node["levels"]!.Get<int>("high"),
        Critical = node["levels"]!.Get<int>("critical"),
        FullAtResources = node.Get<int>("fullAtResources"),
        FullAtDependents = node.Get<int>("fullAtDependents"),
        HistoryDeployments = node.Get<int>("historyDeployments"),
        CriticalTags = node.List<string>("criticalTags"),
        ComplianceTags = node.List<string>("complianceTags"),
    };

    private static ObjectKind Key() => new(
        [.. ApprovalDeclaration.Key.Settings, new Setting("signs", new ListKind(new ChoiceKind([.. Signed.Keys]), 1, Signed.Count), "What it signs; all of it without. A key in a job of its own signs that alone.") { Optional = true }]);

    private static ObjectKind Gates() => new(
        Required("planFresh", "The plan is what was sealed, and not old.", Number("maxAgeHours", 1, 168, "hours", "24", "The greatest age of an envelope.")),
        Required("policyClean", "No rule is violated.", Flag("emergencyCriticalOnly", "Whether an emergency is evaluated by critical rules alone.")),
        Required("approvalsMet", "The right people approved, by approvals.yaml.", Number("least", 1, 20, "people", "1", "The least number of people, whatever approvals.yaml says.")),
        Required("windowOpen", "A window of the calendar is open.", Flag("approvalsOpen", "Whether enough approvals open it where the calendar leaves it to people.")),
        Required("freezeClear", "No freeze of the calendar holds.", Flag("approvalsOpen", "Whether enough approvals open it where the calendar leaves it to people.")),
        Required(
            "soakElapsed", "The environment before has run the same for long enough.",
            new Setting("from", TextKind.Of<StackName>(), "The environment that must run the same commit first."), Number("hours", 0, 720, "hours", "2", "For how long.")),
        Required(
            "healthGood", "The environment is well.",
            Number("maxAgeMinutes", 1, 1440, "minutes", "15", "How long a measurement counts."),
            Number("maxErrorBasisPoints", 0, 10_000, "hundredths of a percent", "500", "The greatest share of failing requests."),
            Number("maxLatencyP99Ms", 1, 600_000, "milliseconds", "2000", "The greatest 99th percentile of latency.")),
        Required(
            "testsPassed", "The tests passed.",
            new Setting("suites", new ListKind(Name, 0, 50), "The suites that must have run; none means whichever ran.") { Optional = true }, Number("maxAgeHours", 1, 720, "hours", "24", "How long a result counts.")),
        Required(
            "budgetWithin", "It costs no more than it may.",
            new Setting("currency", TextKind.Of<CurrencyCode>(), "The currency of the evidence."),
            Number("maxIncrease", 0, 1_000_000_000, "whole units of the currency a month", "100000", "The greatest increase."),
            Number("maxPercentOfBudget", 1, 1000, "percent", "80", "The greatest forecast, of the budget.")),
        Required("riskWithin", "It risks no more than it may.", new Setting("maxScore", Score, "The greatest score.") { Default = "90" }),
        Required("rollbackReady", "It can be taken back.", Number("maxRehearsalAgeDays", 1, 730, "days", "90", "How long ago the dry run of the rollback may be.")),
        Required("rollout", "A release reaches the regions in phases, each region in one; `infra rollout` opens the next.", [.. RolloutSettings.Known.Select(Phase)]));

    private static Setting Phase((string Name, int Hours) known) => Required(
        known.Name, "A phase: the regions that a release reaches together, and what is asked before it goes on.",
        new Setting("regions", new ListKind(TextKind.Of<Region>(), 1, 50), "The regions."),
        Number("hours", 1, 720, "hours", known.Hours.ToString(System.Globalization.CultureInfo.InvariantCulture), "How long the release runs there first."),
        Number("errorsBelowBasisPoints", 1, 10_000, "hundredths of a percent", "10", "The share of failing requests stays below this."),
        Number("latencyBelowMs", 2, 600_000, "milliseconds", "200", "The 99th percentile of latency stays below this."));

    private static ObjectKind Risk() => new(
        new Setting("weights", new ObjectKind([.. Enum.GetValues<RiskFactor>().Select(f => new Setting(WordOf(f), Weight, "The weight of a factor; the five are 100 together."))]), "The weights of the factors."),
        new Setting("levels", new ObjectKind(new Setting("medium", Score, "The least score."), new Setting("high", Score, "The least score."), new Setting("critical", Score, "The least score.")), "Where levels begin."),
        Number("fullAtResources", 1, 100_000, "resources", "100", "As many changed resources are the whole of the blast radius."),
        Number("fullAtDependents", 1, 100_000, "resources", "200", "As many dependent resources are the whole of the dependency impact."),
        Number("historyDeployments", 1, 1000, "deployments", "20", "How many of the last deployments are looked at."),
        new Setting("criticalTags", new ListKind(Name, 0, 50), "Tags of approvals.yaml whose failure stops the business.") { Optional = true },
        new Setting("complianceTags", new ListKind(Name, 0, 50), "Tags of approvals.yaml that a regulator looks at.") { Optional = true });

    private static Setting Required(string name, string doc, params ImmutableArray<Setting> settings) => new(name, new ObjectKind(settings), doc) { Optional = true };

    private static Setting Number(string name, int min, int max, string unit, string preset, string doc) => new(name, new NumberKind(min, max, unit), doc) { Default = preset };

    private static Setting Flag(string name, string doc) => new(name, new FlagKind(), doc) { Default = "true" };

    private static string WordOf(RiskFactor factor) => char.ToLowerInvariant($"{factor}"[0]) + $"{factor}"[1..];
}
