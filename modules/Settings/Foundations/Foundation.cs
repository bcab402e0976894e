using System.Collections.Immutable;
using System.Text;
using Infra.Model.Values;

namespace Infra.Settings.Foundations;

/// <summary>What bootstrap made for an environment: the content of <c>stacks/&lt;env&gt;/foundation.yaml</c>. Ids and numbers, no secrets.</summary>
/// <remarks>It is reviewed in git, because stack references cannot cross backends.</remarks>
/// <param name="Stack">The environment.</param>
/// <param name="Project">Its project.</param>
/// <param name="ProjectNumber">The number of that project.</param>
/// <param name="StateBucket">The bucket with its state.</param>
/// <param name="AuditBucket">The bucket of audit records.</param>
/// <param name="AuditKey">The key of Cloud KMS that signs its audit records, as a resource name without a version; only its apply identity may sign with it.</param>
/// <param name="SecretsKey">The key of the secrets in its state, as a resource name of Cloud KMS.</param>
/// <param name="PlanAccount">The address of the account that plans.</param>
/// <param name="ApplyAccount">The address of the account that applies.</param>
/// <param name="IdentityProvider">The provider that a workflow asks for tokens of.</param>
public sealed record Foundation(
    StackName Stack,
    ProjectId Project,
    ProjectNumber ProjectNumber,
    BucketName StateBucket,
    BucketName AuditBucket,
    ResourcePath AuditKey,
    ResourcePath SecretsKey,
    AccountEmail PlanAccount,
    AccountEmail ApplyAccount,
    ResourcePath IdentityProvider)
{
    /// <summary>Whether the emulator made it up: nothing of it is at Google, and nothing real is done with it. Default: false.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>The name of the format.</summary>
    public const string Schema = "infra.foundation/v1";

    /// <summary>The Pulumi backend of the environment.</summary>
    public string BackendUrl => $"gs://{StateBucket}";

    /// <summary>The secrets provider of the environment's stack.</summary>
    public string SecretsProvider => $"gcpkms://{SecretsKey}";

    /// <summary>The path of an environment's file, with slashes.</summary>
    public static string PathOf(StackName stack) => $"stacks/{stack}/foundation.yaml";

    /// <summary>The text of the file; the same bytes each time.</summary>
    public string ToYaml()
    {
        var text = new StringBuilder("# Written from the outputs of the stack bootstrap; not edited by hand. Ids and numbers, no secrets.\n");
        if (IsDryRun)
        {
            text.Append("# A dry run made these up, so that previews and workflows can be seen before anything exists. `infra bootstrap --backend pulumi` replaces them.\n");
        }

        foreach (var (name, value) in Lines())
        {
            text.Append(name).Append(": ").Append(value).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A foundation from the outputs of bootstrap.</summary>
    /// <param name="stack">The environment.</param>
    /// <param name="outputs">The entry of <c>foundations</c> for it.</param>
    /// <exception cref="ArgumentException">An output is missing, or has not the form that it must have.</exception>
    public static Foundation Of(StackName stack, IReadOnlyDictionary<string, string> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        string At(string name) => outputs.TryGetValue(name, out var value) ? value : throw new ArgumentException($"bootstrap has no output {name} for {stack}", nameof(outputs));
        return new(
            stack,
            ProjectId.Of(At("project")),
            ProjectNumber.Of(At("projectNumber")),
            BucketName.Of(At("stateBucket")),
            BucketName.Of(At("auditBucket")),
            ResourcePath.Of(At("auditKey")),
            ResourcePath.Of(At("secretsKey")),
            AccountEmail.Of(At("planAccount")),
            AccountEmail.Of(At("applyAccount")),
            ResourcePath.Of(At("identityProvider")));
    }

    private ImmutableArray<(string Name, string Value)> Lines() =>
    [
        ("schema", Schema), ("stack", Stack.Value), ("project", Project.Value), ("projectNumber", $"\"{ProjectNumber}\""), ("stateBucket", StateBucket.Value),
        ("auditBucket", AuditBucket.Value), ("auditKey", AuditKey.Value), ("secretsKey", SecretsKey.Value), ("planAccount", PlanAccount.Value), ("applyAccount", ApplyAccount.Value),
        ("identityProvider", IdentityProvider.Value), .. IsDryRun ? [("dryRun", "true")] : Array.Empty<(string, string)>(),
    ];
}
