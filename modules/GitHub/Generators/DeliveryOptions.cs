using System.Collections.Immutable;

namespace Infra.GitHub.Generators;

/// <summary>What the workflows follow from.</summary>
/// <param name="Environments">The environments, from the first that a change reaches to the last.</param>
public sealed record DeliveryOptions(ImmutableArray<DeliveryEnvironment> Environments)
{
    /// <summary>Whether GitHub analyses the code: <c>without</c> of github.yaml gives that up. Default: true.</summary>
    public bool HasCodeScanning { get; init; } = true;
}
