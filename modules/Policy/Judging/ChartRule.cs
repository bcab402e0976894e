using System.Collections.Immutable;
using Infra.Policy.Subjects;

namespace Infra.Policy.Judging;

/// <summary>A rule about the values with which one chart is installed.</summary>
/// <remarks>What a chart does by itself changes with its versions, so a value that counts is written out: what is missing does not hold.</remarks>
internal abstract class ChartRule : ResourceRule
{
    /// <summary>The chart's name in its repository.</summary>
    protected abstract string Chart { get; }

    protected sealed override ImmutableArray<string> Types => [GcpTypes.Release];

    // A chart can be named by an address too; its last part is its name.
    protected sealed override IEnumerable<Check> Checks(Subject resource, PolicyInput input) =>
        resource["chart"] switch
        {
            { IsUnknown: true } chart => [Check.If(chart, _ => false, "it must be known which chart is installed")],
            { Text: { } name } when string.Equals(name.TrimEnd('/').Split('/')[^1], Chart, StringComparison.Ordinal) => Checks(resource["values"], input),
            _ => [],
        };

    /// <summary>What must hold for the values.</summary>
    protected abstract IEnumerable<Check> Checks(Field values, PolicyInput input);
}
