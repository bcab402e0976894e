using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>People look and sync in Argo CD; changes go through Git.</summary>
internal sealed class PeopleRead : ChartRule
{
    public override RuleInfo Info { get; } = new(
        "ARGO024",
        Severity.High,
        "People look and sync in Argo CD; changes go through Git",
        "Whoever may create, override or delete there bypasses reviews; whoever writes ApplicationSets chooses their project.",
        "Allow get and sync only, to named roles; bind nobody to role:admin.",
        [Control.Pci("7.2.2"), Control.Rbi("access control"), Control.Iso("A.8.3")]);

    protected override string Chart => Charts.ArgoCd;

    // https://argo-cd.readthedocs.io/en/stable/operator-manual/rbac/ : p, SUBJECT, RESOURCE, ACTION, OBJECT, EFFECT and g, MEMBER, ROLE
    protected override IEnumerable<Check> Checks(Field values, PolicyInput input)
    {
        Field policy = values.At("configs.rbac").Entry("policy.csv");
        yield return Check.If(policy, f => f.Text is null || !f.Text.Split('\n').Any(IsTooMuch), "its rules must allow get and sync only, and bind nobody to role:admin");
    }

    private static bool IsTooMuch(string line) => line.Split(',', StringSplitOptions.TrimEntries) switch
    {
        ["p", _, var resource, var action, _, not "deny"] => action is not ("get" or "sync") || resource is "*" or "exec",
        ["g", _, var role] => role == "role:admin",
        _ => false,
    };
}
