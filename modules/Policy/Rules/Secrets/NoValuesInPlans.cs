using Infra.Model.Properties;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>No value of a secret passes through this program.</summary>
internal sealed class NoValuesInPlans : AbsenceRule
{
    public override RuleInfo Info { get; } = new(
        "SEC004",
        Severity.Critical,
        "No value of a secret passes through this program",
        "A value in a program is in its state, its logs and its history.",
        "Delete the version from the program; write values to Secret Manager by hand or by the rotation.",
        [Control.Pci("8.6.2"), Control.Iso("A.5.17")]);

    protected override IEnumerable<Subject> Forbidden(PolicyInput input) => input.Resources(GcpTypes.SecretVersion);

    protected override IEnumerable<Subject> Near(PolicyInput input) => input.Resources(GcpTypes.Secret);

    protected override Check Violation(Subject found) =>
        Check.Failed(found["secretData"] with { Value = PropertyValue.Null }, "values are written to Secret Manager outside this program");
}
