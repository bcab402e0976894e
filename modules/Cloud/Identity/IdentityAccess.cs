using Infra.Model.Values;
using Pulumi;
using Pulumi.Gcp.Storage.Inputs;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Identity;

/// <summary>What the accounts of a pipeline may do: the tables of <see cref="IdentityRole"/>, and nothing else.</summary>
public sealed class IdentityAccess : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:IdentityAccess";

    /// <summary>Grants the roles.</summary>
    public IdentityAccess(string name, IdentityAccessArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        foreach (var role in IdentityRole.Plan)
        {
            Grant("plan", role, args.Identity.PlanMember, args);
        }

        // The key was made with the grant to the account that applies.
        foreach (var role in IdentityRole.Apply.Where(r => r.Scope != IdentityScope.Secrets))
        {
            Grant("apply", role, args.Identity.ApplyMember, args);
        }

        RegisterOutputs();
    }

    private void Grant(string purpose, IdentityRole role, Output<string> member, IdentityAccessArgs args)
    {
        var name = args.Names.Of($"{purpose}-{role.Role[(role.Role.IndexOf('/', StringComparison.Ordinal) + 1)..]}");
        var under = Under.Component(this);
        if (role.Scope == IdentityScope.AuditKeys)
        {
            foreach (var (environment, key) in args.AuditKeys)
            {
                _ = new Gcp.Kms.CryptoKeyIAMMember($"{name}-{environment}", new() { CryptoKeyId = key, Role = role.Role, Member = member }, under);
            }

            return;
        }

        // A role may be granted on several buckets.
        name += role.Scope == IdentityScope.Audit && role.Role == "roles/storage.objectViewer" ? "-audit" : "";
        _ = role.Scope switch
        {
            IdentityScope.Project => new Gcp.Projects.IAMMember(name, new() { Project = args.Project, Role = role.Role, Member = member }, under),
            IdentityScope.State => new Gcp.Storage.BucketIAMMember(name, new() { Bucket = args.StateBucket, Role = role.Role, Member = member }, under),
            IdentityScope.Audit => new Gcp.Storage.BucketIAMMember(name, new() { Bucket = args.AuditBucket, Role = role.Role, Member = member }, under),
            IdentityScope.OwnAudit => new Gcp.Storage.BucketIAMMember(
                name, new() { Bucket = args.AuditBucket, Role = role.Role, Member = member, Condition = Below(args.Names.Stack, args.AuditBucketName) }, under),
            IdentityScope.AuditKey => new Gcp.Kms.CryptoKeyIAMMember(name, new() { CryptoKeyId = args.AuditKey, Role = role.Role, Member = member }, under),
            IdentityScope.Secrets => (CustomResource)new Gcp.Kms.CryptoKeyIAMMember(name, new() { CryptoKeyId = args.SecretsKey.Id, Role = role.Role, Member = member }, under),
            _ => throw new ArgumentOutOfRangeException(nameof(role)),
        };
    }

    // https://docs.cloud.google.com/iam/docs/conditions-resource-attributes#resource-name
    private static BucketIAMMemberConditionArgs Below(StackName stack, string bucket) => new()
    {
        Title = $"below {stack}",
        Description = $"Writes records of {stack} and of nothing else.",
        Expression = $"resource.name.startsWith(\"projects/_/buckets/{bucket}/objects/{stack}/\")",
    };
}
