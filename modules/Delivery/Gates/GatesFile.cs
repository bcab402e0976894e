using System.Collections.Immutable;
using Infra.Delivery.Approvals;
using Infra.Delivery.Risk;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Delivery.Gates;

/// <summary>Reads <c>stacks/delivery/gates.yaml</c>, by the same machinery as the settings of a stack.</summary>
/// <remarks>It is a file of its own beside approvals.yaml: who may approve changes with people and is security's, what an environment asks for changes with the platform.</remarks>
public static class GatesFile
{
    /// <summary>The form of the file.</summary>
    public static DataFormat Format { get; } = new("gates", "stacks/delivery/gates.yaml", "What environments ask of a plan", "A gate that is written is required, with `{}` for its defaults.", GatesDeclaration.Top);

    /// <summary>Reads the file. Never throws for what is in it.</summary>
    /// <param name="file">Its name, for messages; nothing is opened.</param>
    /// <param name="yaml">Its text.</param>
    /// <param name="regionsOf">The regions of an environment, which its rollout reaches; null, or an answer of null, where nobody knows.</param>
    /// <returns>The settings, or every problem in the order of the file.</returns>
    public static SettingsResult<GatesSettings> Parse(string file, string yaml, Func<string, ImmutableArray<Region>?>? regionsOf = null)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        SettingsProblems problems = new(file);
        if (new YamlTree(problems).Read(yaml) is not { } root)
        {
            return new(null, problems.InOrder());
        }

        CheckedNode tree = new SettingsCheck(problems).Check("", "", GatesDeclaration.Top, root);
        foreach (CheckedNode key in tree.Below("keys"))
        {
            ApprovalFileRules.CheckKey(key, problems);
        }

        foreach (CheckedNode environment in tree.Below("environments"))
        {
            RolloutRules.Check(environment, environment["rollout"] is null ? null : regionsOf?.Invoke(environment.Name), problems);
        }

        CheckRisk(tree["risk"], problems);
        return new(problems.Count == 0 ? GatesDeclaration.Bind(tree) : null, problems.InOrder());
    }

    private static void CheckRisk(CheckedNode? risk, SettingsProblems problems)
    {
        ImmutableArray<int> weights = [.. risk?.Below("weights").Select(w => w.Value).OfType<int>() ?? []];
        if (risk?["weights"] is { } node && weights.Length == Enum.GetValues<RiskFactor>().Length && weights.Sum() != 100)
        {
            problems.Add(node.At, node.Path, null, $"the weights of the five factors are 100 percent together, and these are {weights.Sum()}", "Change one.");
        }

        if (risk?["levels"] is { } levels && levels.Number("medium") is { } medium && levels.Number("high") is { } high && levels.Number("critical") is { } critical && !(medium < high && high < critical))
        {
            problems.Add(levels.At, levels.Path, null, "medium, high and critical begin at rising scores", "Put them in order.");
        }
    }
}
