using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Service accounts have no keys.</summary>
internal sealed class NoAccountKeys : AbsenceRule
{
    public override RuleInfo Info { get; } = new(
        "IAM003",
        Severity.Critical,
        "Service accounts have no keys",
        "A key is a password that is never changed and works from anywhere.",
        "Delete the key; use Workload Identity Federation.",
        [Control.Pci("8.6.2"), Control.Iso("A.5.17")]);

    protected override IEnumerable<Subject> Forbidden(PolicyInput input) => input.Resources(GcpTypes.AccountKey);

    protected override IEnumerable<Subject> Near(PolicyInput input) => input.Resources(GcpTypes.Account);

    protected override Check Violation(Subject found) => Check.Failed(found["serviceAccountId"], "no key may be made for it");
}
