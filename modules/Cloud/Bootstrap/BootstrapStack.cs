using System.Collections.Immutable;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Bootstrap;

/// <summary>The stack <c>bootstrap</c>: what environments need before they exist. It makes nothing itself.</summary>
public sealed class BootstrapStack : Stack
{
    /// <summary>Wires the modules of bootstrap.</summary>
    /// <param name="settings">The checked settings.</param>
    /// <param name="options">Options of the stack: the local backend records resources through a transformation.</param>
    public BootstrapStack(BootstrapSettings settings, StackOptions? options = null)
        : base(options)
    {
        var modules = new BootstrapModules(settings);
        SeedProject = modules.Seed.Id;
        StateBucket = modules.OwnState.Name;
        SecretsKey = modules.Keys[BootstrapModules.SecretsKey(BootstrapSettings.Stack)].Id;
        Foundations = Output.All(settings.Environments.Select(e => Foundation(e, modules)))
            .Apply(all => settings.Environments.Zip(all).ToImmutableDictionary(p => p.First.Stack.Value, p => p.Second, StringComparer.Ordinal));
    }

    /// <summary>The id of the seed project.</summary>
    [Output("seedProject")]
    public Output<string> SeedProject { get; private set; }

    /// <summary>The bucket that bootstrap's own state moves to once it is made.</summary>
    [Output("stateBucket")]
    public Output<string> StateBucket { get; private set; }

    /// <summary>The key of the secrets in bootstrap's own state, as a resource name of Cloud KMS.</summary>
    [Output("secretsKey")]
    public Output<string> SecretsKey { get; private set; }

    /// <summary>What each environment's <c>foundation.yaml</c> says, by environment: ids and numbers, no secrets.</summary>
    [Output("foundations")]
    public Output<ImmutableDictionary<string, ImmutableDictionary<string, string>>> Foundations { get; private set; }

    private static Output<ImmutableDictionary<string, string>> Foundation(ManagedProjectSettings environment, BootstrapModules modules)
    {
        var stack = environment.Stack.Value;
        (string Key, Output<string> Value)[] facts =
        [
            ("project", modules.Projects[stack].Id),
            ("projectNumber", modules.Projects[stack].Number),
            ("stateBucket", modules.States[stack].Name),
            ("auditBucket", modules.Audit.Name),
            ("auditKey", modules.Signing[BootstrapModules.AuditKeyOf(environment.Stack)]),
            ("secretsKey", modules.Keys[BootstrapModules.SecretsKey(environment.Stack)].Id),
            ("planAccount", modules.Identities[stack].PlanEmail),
            ("applyAccount", modules.Identities[stack].ApplyEmail),
            ("identityProvider", modules.Pool.Provider),
        ];
        return Output.All(facts.Select(f => f.Value)).Apply(values => facts.Zip(values).ToImmutableDictionary(p => p.First.Key, p => p.Second, StringComparer.Ordinal));
    }
}
