using System.Collections.Immutable;
using Infra.Model.Errors;

namespace Infra.Pipeline.Clusters;

/// <summary>A cluster as it is looked at: nothing in it is ever written, and no Secret is read.</summary>
public interface ICluster : IDisposable
{
    /// <summary>Whether there is a namespace.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">The cluster cannot be asked, or does not answer as Kubernetes does.</exception>
    Task<bool> HasNamespaceAsync(string name, CancellationToken cancellation);

    /// <summary>Whether objects of a kind can be kept there.</summary>
    /// <param name="kind">The name of its definition, such as <c>applications.argoproj.io</c>.</param>
    /// <param name="version">The version that is used here, such as <c>v1alpha1</c>.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">The cluster cannot be asked, or does not answer as Kubernetes does.</exception>
    Task<bool> ServesAsync(string kind, string version, CancellationToken cancellation);

    /// <summary>The Deployments and StatefulSets of a namespace, by kind and name.</summary>
    /// <param name="space">The namespace.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">The cluster cannot be asked, or does not answer as Kubernetes does.</exception>
    Task<ImmutableArray<FoundWorkload>> WorkloadsAsync(string space, CancellationToken cancellation);

    /// <summary>The Applications of Argo CD in a namespace, by name; none where the kind is not there.</summary>
    /// <param name="space">The namespace.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">The cluster cannot be asked, or does not answer as Kubernetes does.</exception>
    Task<ImmutableArray<FoundApplication>> ApplicationsAsync(string space, CancellationToken cancellation);

    /// <summary>The ApplicationSets of Argo CD in a namespace, by name; none where the kind is not there.</summary>
    /// <param name="space">The namespace.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">The cluster cannot be asked, or does not answer as Kubernetes does.</exception>
    Task<ImmutableArray<FoundSet>> SetsAsync(string space, CancellationToken cancellation);
}
