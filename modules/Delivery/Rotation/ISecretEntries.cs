using System.Collections.Immutable;
using Infra.Model.Values;

namespace Infra.Delivery.Rotation;

/// <summary>Secret Manager and the subscription to its notices, as rotation asks them. No value of a secret is ever read.</summary>
public interface ISecretEntries
{
    /// <summary>The secrets of a project, with the newest version of each that is enabled.</summary>
    /// <param name="project">The project.</param>
    /// <param name="cancellation">Stops it.</param>
    Task<ImmutableArray<KeptSecret>> SecretsAsync(ProjectId project, CancellationToken cancellation);

    /// <summary>The notices that nobody acknowledged yet. Each is kept from other readers for ten minutes.</summary>
    /// <param name="project">The project.</param>
    /// <param name="subscription">The name of the subscription.</param>
    /// <param name="cancellation">Stops it.</param>
    Task<ImmutableArray<RotationNotice>> NoticesAsync(ProjectId project, string subscription, CancellationToken cancellation);

    /// <summary>Takes notices out of the subscription.</summary>
    /// <param name="project">The project.</param>
    /// <param name="subscription">The name of the subscription.</param>
    /// <param name="handles">Their handles.</param>
    /// <param name="cancellation">Stops it.</param>
    Task AcknowledgeAsync(ProjectId project, string subscription, ImmutableArray<string> handles, CancellationToken cancellation);

    /// <summary>Gives notices back at once, so that the next who asks has them.</summary>
    /// <param name="project">The project.</param>
    /// <param name="subscription">The name of the subscription.</param>
    /// <param name="handles">Their handles.</param>
    /// <param name="cancellation">Stops it.</param>
    Task ReleaseAsync(ProjectId project, string subscription, ImmutableArray<string> handles, CancellationToken cancellation);
}
