using System.Collections.Immutable;
using Infra.Policy.Subjects;

namespace Infra.Policy.Judging;

/// <summary>A rule about planned resources of some types, each judged by itself.</summary>
internal abstract class ResourceRule : Rule
{
    /// <summary>The type tokens that the rule is about.</summary>
    protected abstract ImmutableArray<string> Types { get; }

    internal override void Judge(PolicyInput input, Judgements judgements)
    {
        foreach (string type in Types)
        {
            foreach (Subject resource in input.Resources(type))
            {
                judgements.Of(resource, () => Checks(resource, input));
            }
        }
    }

    /// <summary>What must hold for one resource; nothing where the rule does not concern it.</summary>
    protected abstract IEnumerable<Check> Checks(Subject resource, PolicyInput input);
}
