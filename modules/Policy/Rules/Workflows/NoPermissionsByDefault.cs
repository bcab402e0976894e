using System.Collections.Immutable;
using Infra.Model.Properties;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>A job has the permissions that it asks for and no others.</summary>
internal sealed class NoPermissionsByDefault : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "WF003",
        Severity.High,
        "A job has the permissions that it asks for and no others",
        "The default token can write to the repository.",
        "Write permissions: {} at the top and what a job needs at the job.",
        [Control.Pci("7.2.2"), Control.Iso("A.8.2")]);

    protected override ImmutableArray<string> Kinds => ["GitHub workflow"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        Field top = manifest["permissions"];
        yield return Check.If(top, f => f.Value is MapValue && !f.Entries.Any(), "it must be {}");
        foreach (Field job in WorkflowParts.Jobs(manifest))
        {
            yield return Check.If(job.At("permissions"), f => f.Value is MapValue, "a job must list its permissions one by one");
        }
    }
}
