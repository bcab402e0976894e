namespace Infra.Cloud.Networks;

/// <summary>Which way a connection is opened.</summary>
public enum FirewallDirection
{
    /// <summary>Into the network.</summary>
    Ingress,

    /// <summary>Out of the network.</summary>
    Egress,
}
