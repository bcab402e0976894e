using Infra.Settings.Platform;

namespace Infra.Delivery.Releases;

/// <summary>A release that an environment was given.</summary>
/// <param name="Commit">The commit on the first-parent way of main that gave it.</param>
/// <param name="Release">What it is.</param>
public sealed record ReleaseEntry(string Commit, Release Release)
{
    /// <summary>Its name.</summary>
    public ReleaseId Id { get; } = ReleaseId.Of(Release);
}
