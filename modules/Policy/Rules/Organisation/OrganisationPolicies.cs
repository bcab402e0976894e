using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>The folder forbids what nobody here may do.</summary>
internal sealed class OrganisationPolicies : Rule
{
    public override RuleInfo Info { get; } = new(
        "ORG002",
        Severity.High,
        "The folder forbids what nobody here may do",
        "Rules in this repository hold only for what comes through it.",
        "Declare every policy of the list.",
        [Control.Pci("2.2.1"), Control.Iso("A.8.9")]);

    private static readonly ImmutableArray<string> Required =
    [
        "compute.requireShieldedVm", "compute.skipDefaultNetworkCreation", "compute.vmExternalIpAccess", "iam.automaticIamGrantsForDefaultServiceAccounts",
        "iam.disableServiceAccountKeyCreation", "iam.disableServiceAccountKeyUpload", "storage.publicAccessPrevention", "storage.uniformBucketLevelAccess",
    ];

    internal override void Judge(PolicyInput input, Judgements judgements)
    {
        if (input.Resources(GcpTypes.Project).Count > 0)
        {
            judgements.OfWhole(() => Required.Select(name =>
                (new Check(Declared(input, name), name, $"no resource is known to declare the organisation policy {name}"), (Subject?)null)));
        }
    }

    /// <summary>Whether a resource declares a policy: by its name, or by the program's name for it while the folder's number is not known.</summary>
    public static Outcome Declared(PolicyInput input, string name)
    {
        IReadOnlyList<Subject> policies = input.Resources(GcpTypes.OrgPolicy);
        return policies.Any(p => p.Step?.Name == name || p["name"].Text?.EndsWith($"/{name}", StringComparison.Ordinal) == true) ? Outcome.Passed
            : policies.Any(p => p["name"].IsUnknown && !p.Step!.Name.Contains('.')) ? Outcome.Unknown
            : Outcome.Failed;
    }
}
