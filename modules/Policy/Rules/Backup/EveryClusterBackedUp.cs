using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Every cluster of production has a backup in another region.</summary>
internal sealed class EveryClusterBackedUp : Rule
{
    public override RuleInfo Info { get; } = new(
        "BAK005",
        Severity.Critical,
        "Every cluster of production has a backup in another region",
        "A region that is lost takes its backups with it.",
        "Declare a backup plan for the cluster whose location is another region.",
        [Control.Iso("A.8.13"), Control.Rbi("business continuity")]);

    internal override void Judge(PolicyInput input, Judgements judgements)
    {
        if (input.Environment.IsProduction)
        {
            foreach (Subject cluster in input.Resources(GcpTypes.Cluster))
            {
                judgements.Of(cluster, () => [Judged(cluster, input)]);
            }
        }
    }

    // The plan names its cluster by an id that an apply decides, so the dependency tells which one it is.
    private static Check Judged(Subject cluster, PolicyInput input)
    {
        Field home = cluster["location"];
        List<Check> plans =
        [
            .. input.ResourcesThatUse(cluster.Step!.Urn, GcpTypes.BackupPlan)
                .Select(p => Check.If(p["location"], f => home.IsUnknown || f.Text != home.Text, $"it must be another region than {home.Text}")),
        ];
        if (plans.Count == 0)
        {
            return new Check(Outcome.Failed, "", "no backup plan is for this cluster; one must be, in another region");
        }

        // One plan elsewhere is enough; others may be near, for fast restores.
        return plans.MinBy(p => p.Outcome);
    }
}
