using Infra.Policy.Subjects;

namespace Infra.Policy.Judging;

/// <summary>One rule: one class, one id, one file of examples beside it. It reads and judges; it changes nothing and asks nobody.</summary>
public abstract class Rule
{
    /// <summary>What is known of the rule without running it.</summary>
    public abstract RuleInfo Info { get; }

    /// <summary>Judges everything in the input that is the rule's business.</summary>
    /// <remarks>What a rule throws becomes a finding that blocks: a check that cannot be made is not a check that passed.</remarks>
    internal abstract void Judge(PolicyInput input, Judgements judgements);
}
