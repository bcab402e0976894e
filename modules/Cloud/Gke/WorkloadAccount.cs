using Infra.Model.Values;
using Infra.Settings.Stacks;
using Pulumi;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Gke;

/// <summary>The Google service account of a workload, which one Kubernetes service account may act as. It has no key.</summary>
/// <remarks>All clusters of a project share one workload pool, so a project is never shared between environments.</remarks>
public sealed class WorkloadAccount : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:WorkloadAccount";

    /// <summary>Makes the account.</summary>
    public WorkloadAccount(string name, WorkloadAccountArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var settings = args.Settings;
        var id = args.Names.WorkloadAccount(settings.Name);
        var account = new Gcp.ServiceAccount.Account(id, new()
        {
            AccountId = id,
            DisplayName = $"Workload {settings.Name}",
            Description = $"Kubernetes service account {settings.ServiceAccount} in namespace {settings.Namespace}.",
        }, Under.Component(this, args.After));
        Binding = new Gcp.ServiceAccount.IAMMember(id, new()
        {
            ServiceAccountId = account.Name,
            Role = "roles/iam.workloadIdentityUser",
            Member = $"serviceAccount:{Pool(args.Names.Project)}[{settings.Namespace}/{settings.ServiceAccount}]",
        }, Under.Component(this, args.Clusters));
        Member = account.Member;
        Email = account.Email;
        RegisterOutputs(new Dictionary<string, object?>(StringComparer.Ordinal) { ["email"] = Email });
    }

    /// <summary>The account as a member of IAM policies.</summary>
    public Output<string> Member { get; }

    /// <summary>The permission to act as the account: pods that need it come after.</summary>
    public Resource Binding { get; }

    /// <summary>The account's address; the Kubernetes service account is annotated with it.</summary>
    public Output<string> Email { get; }

    /// <summary>The address of a workload's account as Google makes it. It is known before the account exists, so a plan shows it.</summary>
    internal static string EmailOf(ResourceNames names, WorkloadSettings workload) => $"{names.WorkloadAccount(workload.Name)}@{names.Project}.iam.gserviceaccount.com";

    /// <summary>The workload pool of a project.</summary>
    internal static string Pool(ProjectId project) => $"{project}.svc.id.goog";
}
