using Infra.Model.Values;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;

namespace Infra.GitOps.Generators;

/// <summary>All that the generated files of an environment follow from.</summary>
/// <param name="Settings">The environment.</param>
/// <param name="Catalog">What runs.</param>
/// <param name="Release">What Argo CD follows there.</param>
public sealed record RenderOptions(StackSettings Settings, Catalog Catalog, Release Release)
{
    /// <summary>The environment's name.</summary>
    public string Environment => Settings.Stack.Value;

    /// <summary>Whether it follows the rules of production: nothing is deleted and synced by itself out of order.</summary>
    public bool IsProduction => Settings.Tier == Tier.Production;

    /// <summary>The namespace of a team.</summary>
    public string Namespace(TenantSettings tenant, KubernetesName team) => TenantWorkloads.Namespace(tenant, team, Settings.Stack);
}
