namespace Infra.GitOps.Tests;

/// <summary>The health of an object, from best to worst. Source: gitops-engine pkg/health/health.go healthOrder.</summary>
public enum Health
{
    Healthy,
    Suspended,
    Progressing,
    Missing,
    Degraded,
    Unknown,

    /// <summary>A customization that returned nothing: it is worse than none, and a wave waits for it (util/lua ExecuteHealthLua returns an empty status).</summary>
    Empty,
}
