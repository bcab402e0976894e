using Pulumi;
using Pulumi.Gcp.BinaryAuthorization.Inputs;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.Gke;

/// <summary>Which images may run in the project's clusters: those of our registries and Google's own for GKE. One a project.</summary>
public sealed class ImagePolicy : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:ImagePolicy";

    /// <summary>Makes the policy.</summary>
    public ImagePolicy(string name, ImagePolicyArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        _ = new Gcp.BinaryAuthorization.Policy(name, new()
        {
            Description = "Images of our registries, and of GKE itself.",
            // Google's list of the images that GKE needs; without it a cluster cannot start.
            GlobalPolicyEvaluationMode = "ENABLE",
            AdmissionWhitelistPatterns = args.AllowedImages.Select(p => new PolicyAdmissionWhitelistPatternArgs { NamePattern = p }).ToArray(),
            DefaultAdmissionRule = new PolicyDefaultAdmissionRuleArgs
            {
                EvaluationMode = "ALWAYS_DENY",
                EnforcementMode = args.Enforce ? "ENFORCED_BLOCK_AND_AUDIT_LOG" : "DRYRUN_AUDIT_LOG_ONLY",
            },
        }, Under.Component(this, args.After));
        RegisterOutputs();
    }
}
