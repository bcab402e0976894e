using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>Who answers for a stack's resources and who pays; every resource carries it as labels.</summary>
/// <param name="Owner">The team that answers for it.</param>
/// <param name="CostCentre">Where it is charged.</param>
/// <param name="DataClass">The most sensitive class of data in it.</param>
public sealed record LabelSettings(LabelValue Owner, LabelValue CostCentre, LabelValue DataClass)
{
    /// <summary>The labels, with the stack as environment, in the order of keys.</summary>
    public ImmutableSortedDictionary<string, string> For(StackName stack) =>
        ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal,
            [
                KeyValuePair.Create("cost-centre", CostCentre.Value),
                KeyValuePair.Create("data-class", DataClass.Value),
                KeyValuePair.Create("environment", stack.Value),
                KeyValuePair.Create("managed-by", "pulumi"),
                KeyValuePair.Create("owner", Owner.Value),
            ]);

    internal static ObjectKind Kind { get; } = new(
        new Setting("owner", TextKind.Of<LabelValue>(), "The team that answers for the stack."),
        new Setting("costCentre", TextKind.Of<LabelValue>(), "The cost centre that the stack is charged to."),
        new Setting("dataClass", new ChoiceKind("public", "internal", "confidential", "restricted"), "The most sensitive class of data in the stack."));

    internal static LabelSettings Bind(CheckedNode node) =>
        new(node.Get<LabelValue>("owner"), node.Get<LabelValue>("costCentre"), LabelValue.Of(node.Get<string>("dataClass")));
}
