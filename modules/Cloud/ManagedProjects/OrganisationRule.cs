using System.Collections.Immutable;
using Infra.Model.Values;

namespace Infra.Cloud.ManagedProjects;

/// <summary>One organisation policy: what nobody may do in any project below the folder, its owners included.</summary>
/// <remarks>https://docs.cloud.google.com/resource-manager/docs/organization-policy/org-policy-constraints</remarks>
/// <param name="Constraint">The constraint, without <c>constraints/</c>.</param>
/// <param name="Values">What is allowed where the constraint is a list; empty denies all. Null: the constraint is on or off, and it is on.</param>
/// <param name="Reason">Why.</param>
public sealed record OrganisationRule(string Constraint, ImmutableArray<string>? Values, string Reason)
{
    /// <summary>All rules.</summary>
    /// <param name="residency">The regions that anything may be made in.</param>
    /// <param name="issuer">The only identity provider that a pool may trust.</param>
    public static ImmutableArray<OrganisationRule> For(RegionSet residency, string issuer) =>
    [
        new("compute.disableSerialPortAccess", null, "a serial console goes round the network and its logs"),
        new("compute.requireOsLogin", null, "keys in metadata outlive those who left"),
        new("compute.requireShieldedVm", null, "a machine that did not start as built is not trusted"),
        new("compute.skipDefaultNetworkCreation", null, "the default network has open rules in every region of the world"),
        new("compute.vmExternalIpAccess", [], "no machine is on the internet; what leaves goes through the NAT"),
        new("gcp.resourceLocations", [.. residency.Select(r => $"in:{r}-locations")], "data localisation"),
        new("iam.automaticIamGrantsForDefaultServiceAccounts", null, "default accounts would be editors of the project"),
        new("iam.disableServiceAccountKeyCreation", null, "a key is a password that is never changed"),
        new("iam.disableServiceAccountKeyUpload", null, "a key that is brought along is one as well"),
        new("iam.workloadIdentityPoolProviders", [issuer], "nobody else's tokens count"),
        new("storage.publicAccessPrevention", null, "no bucket is ever public"),
        new("storage.uniformBucketLevelAccess", null, "access to objects is IAM alone"),
    ];
}
