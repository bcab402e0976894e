using Infra.Model.Actions;
using Pulumi;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Identity;

/// <summary>The two accounts of an environment's pipeline: one that plans and only reads, one that applies.</summary>
/// <remarks>Runs of the GitHub environment <c>&lt;stack&gt;-plan</c> act as the first, in development those of pull requests from branches of the repository
/// included, and so do, on one branch, runs of <c>&lt;stack&gt;-seal</c> and those of <c>release</c>, which ask what a rollback would lose. Runs of <c>deploy.yml</c> as
/// that branch has it in the environment <c>&lt;stack&gt;</c>, which reviewers guard, act as the second. A run of a fork gets neither.</remarks>
public sealed class PipelineIdentity : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:PipelineIdentity";

    /// <summary>Makes the accounts.</summary>
    public PipelineIdentity(string name, PipelineIdentityArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        var plan = Account("plan", $"Plans {args.Names.Stack}: reads, and changes nothing.", args);
        var apply = Account("apply", $"Applies approved plans to {args.Names.Stack}.", args);
        void Answer(string purpose, Gcp.ServiceAccount.Account account, Output<string> runs) => _ = new Gcp.ServiceAccount.IAMMember(
            args.Names.Of(purpose), new() { ServiceAccountId = account.Name, Role = "roles/iam.workloadIdentityUser", Member = runs }, Under.Component(this));

        var planning = GitHubEnvironments.Plan(args.Names.Stack);
        Answer("plan", plan, args.PlansBranches ? args.Pool.Runs(planning) : args.Pool.Runs(planning, args.Branch));
        Answer("plan-seal", plan, args.Pool.Runs(GitHubEnvironments.Seal(args.Names.Stack), args.Branch));
        Answer("plan-release", plan, args.Pool.Runs(GitHubEnvironments.Release, args.Branch));
        Answer("apply", apply, args.Pool.Applies(GitHubEnvironments.Apply(args.Names.Stack), args.Branch));
        (PlanEmail, PlanMember, ApplyEmail, ApplyMember) = (plan.Email, plan.Member, apply.Email, apply.Member);
        RegisterOutputs(new Dictionary<string, object?>(StringComparer.Ordinal) { ["plan"] = PlanEmail, ["apply"] = ApplyEmail });
    }

    /// <summary>The address of the account that plans.</summary>
    public Output<string> PlanEmail { get; }

    /// <summary>The account that plans, as a member of IAM policies.</summary>
    public Output<string> PlanMember { get; }

    /// <summary>The address of the account that applies.</summary>
    public Output<string> ApplyEmail { get; }

    /// <summary>The account that applies, as a member of IAM policies.</summary>
    public Output<string> ApplyMember { get; }

    private Gcp.ServiceAccount.Account Account(string purpose, string description, PipelineIdentityArgs args)
    {
        var id = args.Names.Of(purpose);
        return new Gcp.ServiceAccount.Account(id, new()
        {
            Project = args.SeedProject,
            AccountId = id,
            DisplayName = $"Pipeline of {args.Names.Stack}: {purpose}",
            Description = description,
        }, Under.Component(this, args.After));
    }
}
