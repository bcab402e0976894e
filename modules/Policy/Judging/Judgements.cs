using Infra.Policy.Subjects;

namespace Infra.Policy.Judging;

/// <summary>Collects what one rule finds, and turns what it throws into a finding that blocks.</summary>
internal sealed class Judgements(RuleInfo rule)
{
    private readonly List<Finding> findings = [];

    /// <summary>What was found, in the order in which it was judged.</summary>
    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>Judges one subject: each check that does not hold is a finding, or one finding says that all hold.</summary>
    public void Of(Subject subject, Func<IEnumerable<Check>> checks)
    {
        int before = findings.Count;
        bool judged = false;
        try
        {
            foreach (Check check in checks())
            {
                judged = true;
                if (check.Outcome != Outcome.Passed)
                {
                    Add(check, subject);
                }
            }
        }
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            Add(Broken(bug), subject);
            return;
        }

        if (judged && findings.Count == before)
        {
            Add(Check.Passed, subject);
        }
    }

    /// <summary>Judges the plan or the environment as a whole.</summary>
    public void OfWhole(Func<IEnumerable<(Check Check, Subject? Subject)>> checks)
    {
        int before = findings.Count;
        try
        {
            foreach ((Check check, Subject? subject) in checks().Where(c => c.Check.Outcome != Outcome.Passed))
            {
                Add(check, subject);
            }
        }
        catch (Exception bug) when (bug is not OutOfMemoryException)
        {
            Add(Broken(bug), subject: null);
            return;
        }

        if (findings.Count == before)
        {
            Add(Check.Passed, subject: null);
        }
    }

    // The type alone: a message may quote what was read.
    private static Check Broken(Exception bug) => new(Outcome.Errored, "", $"the rule itself failed ({bug.GetType().Name}), so nobody knows whether it holds; report it, with the plan");

    private void Add(Check check, Subject? subject) => findings.Add(new()
    {
        Rule = rule,
        Outcome = check.Outcome,
        Subject = subject?.Name ?? "",
        Path = check.Path,
        Message = check.Message,
        File = subject?.File,
        Line = subject?.Line(check.Path),
    });
}
