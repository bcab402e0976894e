using System.Collections.Immutable;
using Infra.Policy.Subjects;

namespace Infra.Policy.Judging;

/// <summary>A rule about Kubernetes objects of some kinds, in generated files and in the plan alike, each judged by itself.</summary>
internal abstract class ManifestRule : Rule
{
    /// <summary>The kinds that the rule is about.</summary>
    protected abstract ImmutableArray<string> Kinds { get; }

    internal override void Judge(PolicyInput input, Judgements judgements)
    {
        foreach (string kind in Kinds)
        {
            foreach (Subject manifest in input.Manifests(kind))
            {
                judgements.Of(manifest, () => Checks(manifest, input));
            }
        }
    }

    /// <summary>What must hold for one object; nothing where the rule does not concern it.</summary>
    protected abstract IEnumerable<Check> Checks(Subject manifest, PolicyInput input);
}
