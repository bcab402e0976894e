using System.Collections.Immutable;
using Infra.Delivery.Rotation;
using Infra.Model.Values;
using Infra.Pipeline.Workspace;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Rotating;

/// <summary>
/// Which secrets of an environment are due. A notice is acknowledged once a version followed it, and never before: until then every run tells of it,
/// whatever became of the message of the run before.
/// </summary>
/// <param name="host">The clock and Secret Manager.</param>
public sealed class SecretRotations(Host host)
{
    /// <summary>Asks Secret Manager about every secret of the settings, in their order.</summary>
    /// <param name="settings">The settings of the environment.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<ImmutableArray<SecretRotation>> OfAsync(StackSettings settings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Secrets.IsEmpty)
        {
            return [];
        }

        ISecretEntries entries = host.Google.Secrets();
        (ProjectId project, string subscription) = (settings.Project, settings.Names.RotationTopic);
        ILookup<string, KeptSecret> kept = (await entries.SecretsAsync(project, cancellation)).ToLookup(s => s.Id, StringComparer.Ordinal);
        ImmutableArray<RotationNotice> notices = await entries.NoticesAsync(project, subscription, cancellation);
        ILookup<string, RotationNotice> bySecret = notices.ToLookup(n => n.Secret, StringComparer.Ordinal);
        ImmutableArray<SecretRotation> rotations =
        [
            .. settings.Secrets.Select(s => SecretRotation.Of(s, kept[s.Id.Value].FirstOrDefault(), [.. bySecret[s.Id.Value]], host.Clock.GetUtcNow())),
        ];

        // About a secret that is no more, or that has a newer version, nothing is left to tell.
        ILookup<bool, string> done = notices.ToLookup(n => !(kept[n.Secret].FirstOrDefault() is { } secret && (secret.Written is null || secret.Written <= n.At)), n => n.Handle);
        await entries.AcknowledgeAsync(project, subscription, [.. done[true]], cancellation);
        await entries.ReleaseAsync(project, subscription, [.. done[false]], cancellation);
        return rotations;
    }
}
