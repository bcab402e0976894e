using System.Collections.Immutable;
using Pulumi;
using Pulumi.Gcp.OrgPolicy.Inputs;
using Gcp = Pulumi.Gcp;

namespace Infra.Cloud.ManagedProjects;

/// <summary>The organisation policies of a folder, one for each <see cref="OrganisationRule"/>.</summary>
public sealed class OrganisationPolicies : ComponentResource
{
    /// <summary>The component's type: part of the state, never changed without an alias.</summary>
    public const string Token = "infra:cloud:OrganisationPolicies";

    /// <summary>Makes the policies.</summary>
    public OrganisationPolicies(string name, OrganisationPoliciesArgs args, ComponentResourceOptions? options = null)
        : base(Token, name, options)
    {
        All =
        [
            .. args.Rules.Select(rule => new Gcp.OrgPolicy.Policy(rule.Constraint, new()
            {
                Name = args.Folder.Apply(folder => $"{folder}/policies/{rule.Constraint}"),
                Parent = args.Folder,
                Spec = new PolicySpecArgs { InheritFromParent = false, Reset = false, Rules = { Rule(rule) } },
            }, Under.Component(this, args.After))),
        ];
        RegisterOutputs();
    }

    /// <summary>The policies: projects come after them, so that nothing is made that they forbid.</summary>
    public ImmutableArray<Resource> All { get; }

    private static PolicySpecRuleArgs Rule(OrganisationRule rule) => rule.Values switch
    {
        null => new() { Enforce = "TRUE" },
        { IsEmpty: true } => new() { DenyAll = "TRUE" },
        { } values => new() { Values = new PolicySpecRuleValuesArgs { AllowedValues = values.ToArray() } },
    };
}
