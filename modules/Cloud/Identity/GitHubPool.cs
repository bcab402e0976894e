using Infra.Model.Values;
using Pulumi;
using Pulumi.Gcp.Iam.Inputs;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Identity;

/// <summary>Trusts the tokens that GitHub gives to the runs of one repository, by number. There are no keys.</summary>
/// <remarks>https://docs.cloud.google.com/iam/docs/workload-identity-federation-with-deployment-pipelines and
/// https://docs.github.com/en/actions/reference/security/oidc</remarks>
public sealed class GitHubPool : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:GitHubPool";

    /// <summary>Who signs the tokens.</summary>
    public const string Issuer = "https://token.actions.githubusercontent.com";

    private const string PoolId = "github";

    // The one workflow that applies.
    private const string Applying = "deploy.yml";

    // https://api.github.com/users/dependabot%5Bbot%5D
    private const string Dependabot = "49699333";

    private readonly GitHubId repository;

    /// <summary>Makes the pool and its provider.</summary>
    public GitHubPool(string name, GitHubPoolArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        repository = args.RepositoryId;
        var pool = new Gcp.Iam.WorkloadIdentityPool($"{name}-pool", new()
        {
            Project = args.Project,
            WorkloadIdentityPoolId = PoolId,
            DisplayName = "GitHub",
            Description = "Runs of the infrastructure repository.",
            Disabled = false,
        }, Under.Component(this, args.After, args.Protect));
        var provider = new Gcp.Iam.WorkloadIdentityPoolProvider($"{name}-provider", new()
        {
            Project = args.Project,
            WorkloadIdentityPoolId = pool.WorkloadIdentityPoolId,
            WorkloadIdentityPoolProviderId = PoolId,
            DisplayName = "GitHub Actions",
            Description = "Tokens of GitHub Actions for one repository, by number.",
            Disabled = false,
            // No audience of our own: then Google takes only tokens that were made for this very provider.
            Oidc = new WorkloadIdentityPoolProviderOidcArgs { IssuerUri = Issuer },
            AttributeMapping =
            {
                // The run, for audit logs. Nothing is granted to a subject, and `sub`, whose form anybody with the repository can change, is never read.
                ["google.subject"] = "assertion.repository_id + ':' + assertion.run_id + ':' + assertion.run_attempt",
                ["attribute.planning"] = "assertion.repository_id + ':' + (has(assertion.environment) ? assertion.environment : '')",
                ["attribute.deployment"] = "assertion.repository_id + ':' + (has(assertion.environment) ? assertion.environment : '') + ':' + assertion.ref",
                // Whether it is that one workflow, whole: the token names its own repository, so that nothing is taken apart and a renaming changes nothing.
                ["attribute.application"] = $"assertion.repository_id + ':' + (has(assertion.environment) ? assertion.environment : '') + ':' + (assertion.workflow_ref == assertion.repository + '/.github/workflows/{Applying}@' + assertion.ref ? '{Applying}@' + assertion.ref : '')",
            },
            // Whatever a workflow says, a run that Dependabot caused gets nothing: it brings code of strangers.
            AttributeCondition = $"assertion.repository_owner_id == '{args.OwnerId}' && assertion.repository_id == '{args.RepositoryId}' && assertion.actor_id != '{Dependabot}'",
        }, Under.Component(this, protect: args.Protect));
        Name = pool.Name;
        Provider = provider.Name;
        RegisterOutputs(new Dictionary<string, object?>(StringComparer.Ordinal) { ["name"] = Name, ["provider"] = Provider });
    }

    /// <summary>The pool: <c>projects/&lt;number&gt;/locations/global/workloadIdentityPools/github</c>.</summary>
    public Output<string> Name { get; }

    /// <summary>The provider's name, which a workflow asks for tokens of.</summary>
    public Output<string> Provider { get; }

    /// <summary>The runs of one GitHub environment on one branch, as a member of IAM policies.</summary>
    /// <param name="environment">The GitHub environment.</param>
    /// <param name="branch">The branch.</param>
    public Output<string> Runs(string environment, GitBranch branch) =>
        Name.Apply(pool => $"principalSet://iam.googleapis.com/{pool}/attribute.deployment/{repository}:{environment}:refs/heads/{branch}");

    /// <summary>The runs of one GitHub environment of <c>deploy.yml</c> as a branch has it, as a member of IAM policies: another workflow on the branch is not what applies.</summary>
    /// <param name="environment">The GitHub environment.</param>
    /// <param name="branch">The branch.</param>
    public Output<string> Applies(string environment, GitBranch branch) =>
        Name.Apply(pool => $"principalSet://iam.googleapis.com/{pool}/attribute.application/{repository}:{environment}:{Applying}@refs/heads/{branch}");

    /// <summary>
    /// The runs of one GitHub environment on any branch, as a member of IAM policies: for accounts that change nothing, because whoever may push a
    /// branch may be one of them. Runs of forks get no token from GitHub.
    /// </summary>
    /// <param name="environment">The GitHub environment.</param>
    public Output<string> Runs(string environment) => Name.Apply(pool => $"principalSet://iam.googleapis.com/{pool}/attribute.planning/{repository}:{environment}");
}
