namespace Infra.Policy.Kyverno;

/// <summary>Where a policy of admission looks.</summary>
internal enum AdmissionScope
{
    /// <summary>In namespaces of tenants, which have the label <c>tenant</c>; charts of the platform are judged before they are installed.</summary>
    Tenants,

    /// <summary>At namespaces that are neither of the platform, nor of an add-on, nor of Kubernetes.</summary>
    Namespaces,

    /// <summary>Everywhere.</summary>
    Cluster,
}
