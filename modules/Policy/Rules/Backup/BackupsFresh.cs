using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A backup of production is at most an hour old.</summary>
internal sealed class BackupsFresh : Rule
{
    public override RuleInfo Info { get; } = new(
        "BAK006",
        Severity.High,
        "A backup of production is at most an hour old",
        "Payments of a day cannot be typed in again: at most an hour may be lost.",
        "Declare a backup plan for the cluster with targetRpoMinutes of at most 60.",
        [Control.Rbi("business continuity"), Control.Iso("A.8.13")]);

    internal override void Judge(PolicyInput input, Judgements judgements)
    {
        foreach (Subject cluster in input.Environment.IsProduction ? input.Resources(GcpTypes.Cluster) : [])
        {
            judgements.Of(cluster, () => [Judged(cluster, input)]);
        }
    }

    // Of several plans the most frequent counts; the others are kept longer or lie elsewhere.
    private static Check Judged(Subject cluster, PolicyInput input)
    {
        List<Check> plans =
        [
            .. input.ResourcesThatUse(cluster.Step!.Urn, GcpTypes.BackupPlan)
                .Select(p => p["backupSchedule.rpoConfig.targetRpoMinutes"].MustBeAtMost(60, "minutes")),
        ];
        return plans.Count == 0 ? new Check(Outcome.Failed, "", "no backup plan is for this cluster; one must run each hour") : plans.MinBy(p => p.Outcome);
    }
}
