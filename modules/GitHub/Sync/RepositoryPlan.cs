using System.Collections.Immutable;
using Infra.Model.Values;

namespace Infra.GitHub.Sync;

/// <summary>What would be done to a repository, and what is left to people.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="Changes">What is made and changed, in the order in which it is done.</param>
/// <param name="Same">How many parts are as wanted.</param>
/// <param name="Others">What is there and nobody asked for. It is left alone.</param>
/// <param name="ByHand">What only people can do, in sentences.</param>
public sealed record RepositoryPlan(GitHubRepository Repository, ImmutableArray<RepositoryChange> Changes, int Same, ImmutableArray<(PartKind Kind, string Name)> Others, ImmutableArray<string> ByHand);
