namespace Infra.Pipeline.Versions;

/// <summary>One component that is pinned.</summary>
/// <param name="Layer">Its layer: packages, pulumi, providers, actions, charts, images.</param>
/// <param name="Component">Its name there.</param>
/// <param name="Version">The version.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="RuledBy">The file that says so, from the root of the repository: an upgrade changes it and nothing else.</param>
public sealed record PinnedVersion(string Layer, string Component, string Version, string Purpose, string RuledBy);
