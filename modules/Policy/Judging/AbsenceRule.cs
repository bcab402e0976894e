using Infra.Policy.Subjects;

namespace Infra.Policy.Judging;

/// <summary>A rule that something is not there at all: each one that is there is a violation, and where there is none the whole holds.</summary>
internal abstract class AbsenceRule : Rule
{
    internal override void Judge(PolicyInput input, Judgements judgements)
    {
        Subject[] found = [.. Forbidden(input)];

        // Where nothing is there that it could belong to, nobody looked for it, and nothing is said.
        if (found.Length > 0 || Near(input).Any())
        {
            judgements.OfWhole(() => found.Select(f => (Violation(f), (Subject?)f)));
        }
    }

    /// <summary>What must not be there.</summary>
    protected abstract IEnumerable<Subject> Forbidden(PolicyInput input);

    /// <summary>What it would belong to.</summary>
    protected abstract IEnumerable<Subject> Near(PolicyInput input);

    /// <summary>What is said of one that is there.</summary>
    protected abstract Check Violation(Subject found);
}
