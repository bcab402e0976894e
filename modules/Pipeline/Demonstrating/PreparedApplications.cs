using Infra.Model.Values;

namespace Infra.Pipeline.Demonstrating;

/// <summary>The repository of applications that a clone has for dry runs.</summary>
/// <param name="Url">The address that it stands for.</param>
/// <param name="Main">The commit that its main is at.</param>
/// <param name="Commits">How many commits it has.</param>
public sealed record PreparedApplications(RepositoryUrl Url, string Main, int Commits)
{
    /// <summary>Whether the clone itself lacks a part of its history.</summary>
    public bool IsShallow { get; init; }
}
