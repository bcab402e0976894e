using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Infra.Delivery.Gates;

namespace Infra.Pipeline.Demonstrating;

/// <summary>One sealed plan of an environment on its way through the gates, as the demo types it.</summary>
/// <param name="world">The copy.</param>
/// <param name="environment">The environment.</param>
/// <param name="number">Which plan of the demo it is, so that files have names of their own.</param>
internal sealed class DemoDeployment(DemoWorld world, string environment, int number)
{
    private readonly string name = string.Create(CultureInfo.InvariantCulture, $".infra/{environment}-{number}");
    private readonly List<string> evidence = [];

    /// <summary>The file of the envelope.</summary>
    public string File => $"{name}.json";

    /// <summary>Seals the plan of what is checked out.</summary>
    public TypedCommand Seal => TypedCommand.Infra("preview", environment, "--seal", "--out", File);

    /// <summary>Evaluates the gates.</summary>
    public TypedCommand Gate => TypedCommand.Infra(["gate", environment, "--plan", File, .. Evidence]);

    /// <summary>Applies exactly that plan.</summary>
    public TypedCommand Up => TypedCommand.Infra(["up", environment, "--plan", File, "--yes", .. Evidence]);

    private IEnumerable<string> Evidence => evidence.SelectMany(e => (string[])["--evidence", e]);

    /// <summary>Writes the evidence that the environment asks for.</summary>
    /// <param name="isFirst">Whether nothing runs there yet.</param>
    public ImmutableArray<TypedCommand> Prove(bool isFirst)
    {
        GateSettings gates = world.Gates(environment);
        var commands = ImmutableArray.CreateBuilder<TypedCommand>();
        foreach ((string gate, string facts) in Facts(gates, isFirst))
        {
            commands.AddRange(Prove(gate, facts, "--plan", File));
        }

        if (gates.RollbackReady is not null)
        {
            commands.Add(TypedCommand.Infra("rollback", environment, "--rehearse", "--plan", File, "--out", Proof("RollbackReady")));
        }

        return commands.ToImmutable();
    }

    /// <summary>Writes one piece of evidence.</summary>
    /// <param name="gate">The gate that reads it.</param>
    /// <param name="facts">The facts, a JSON object.</param>
    /// <param name="about">What it is about: <c>--plan</c> and its file, or <c>--about</c> and a digest.</param>
    public ImmutableArray<TypedCommand> Prove(string gate, string facts, params string[] about) =>
        [TypedCommand.Write(".infra/facts.json", facts), TypedCommand.Infra(["evidence", gate, .. about, "--facts", ".infra/facts.json", "--out", Proof(gate)])];

    /// <summary>The approvals that are missing still, each by another person with a key of their own.</summary>
    public async Task<ImmutableArray<TypedCommand>> ApproveAsync(CancellationToken cancellation) =>
        [.. (await world.ApproversAsync(File, cancellation)).Select(a => TypedCommand.Infra("approve", File, "--role", a.Role).As(a.Person))];

    /// <summary>The file of the evidence for a gate.</summary>
    public string Proof(string gate)
    {
        string file = $"{name}.{gate}.json";
        if (!evidence.Contains(file, StringComparer.Ordinal))
        {
            evidence.Add(file);
        }

        return file;
    }

    /// <summary>Results of tests, all passed, of the suites that an environment asks for.</summary>
    public static string Tests(GateSettings gates) => Json(new
    {
        suites = (gates.TestsPassed?.Suites is { IsEmpty: false } named ? named : ["unit"]).Select(s => new { name = s, passed = 40, failed = 0 }),
    });

    /// <summary>What monitoring would measure.</summary>
    /// <param name="errors">Failing requests of 10,000.</param>
    /// <param name="latency">The 99th percentile of latency, milliseconds.</param>
    public static string Health(int errors, int latency) => Json(new { unhealthy = Array.Empty<string>(), requests = 12_000, errorBasisPoints = errors, latencyP99Ms = latency });

    private static IEnumerable<(string Gate, string Facts)> Facts(GateSettings gates, bool isFirst)
    {
        if (gates.TestsPassed is not null)
        {
            yield return ("TestsPassed", Tests(gates));
        }

        if (gates.BudgetWithin is { } budget)
        {
            long most = budget.MaxIncrease;
            yield return ("BudgetWithin", Json(new { currency = budget.Currency, monthlyIncrease = most / 2, monthlyForecast = most, monthlyBudget = most * 100 / Math.Max(1, budget.MaxPercentOfBudget) * 2 }));
        }

        if (gates.HealthGood is not null && !isFirst)
        {
            yield return ("HealthGood", Health(errors: 0, latency: 90));
        }

        if (gates.RiskWithin is not null && !isFirst)
        {
            yield return ("RiskWithin", Json(new { strategy = "canary" }));
        }
    }

    private static string Json<T>(T facts) => JsonSerializer.Serialize(facts);
}
