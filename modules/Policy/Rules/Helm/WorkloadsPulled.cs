using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>Workloads are pulled from Git and not pushed.</summary>
internal sealed class WorkloadsPulled : Rule
{
    public override RuleInfo Info { get; } = new(
        "GIT005",
        Severity.High,
        "Workloads are pulled from Git and not pushed",
        "A workload that Pulumi makes has two masters, and a rollback in Git does not take it back.",
        "Move the workload to an application of Argo CD; Pulumi installs Argo CD and External Secrets only.",
        [Control.Iso("A.8.32"), Control.Rbi("change management")]);

    private static readonly ImmutableArray<string> Platform = [Charts.ArgoCd, Charts.ExternalSecrets];

    internal override void Judge(PolicyInput input, Judgements judgements)
    {
        foreach (Subject resource in input.AllResources.Where(r => r.Kind.StartsWith("kubernetes:", StringComparison.Ordinal)))
        {
            judgements.Of(resource, () => [Judged(resource)]);
        }
    }

    private static Check Judged(Subject resource) =>
        resource.Kind == GcpTypes.Release
            ? resource["chart"].MustBeOneOf([.. Platform])
            : resource.Kind.StartsWith("kubernetes:apps/", StringComparison.Ordinal) || resource.Kind.StartsWith("kubernetes:batch/", StringComparison.Ordinal) || resource.Kind == "kubernetes:core/v1:Pod"
                ? new Check(Outcome.Failed, "", $"a {resource.Kind[(resource.Kind.LastIndexOf(':') + 1)..]} is made by Pulumi; it must come from Git")
                : Check.Passed;
}
