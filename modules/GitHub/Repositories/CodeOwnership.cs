using System.Collections.Immutable;

namespace Infra.GitHub.Repositories;

/// <summary>Who reviews changes of some files.</summary>
/// <param name="Pattern">The files: <c>*</c> for all, or a path from the repository such as <c>/stacks/</c>.</param>
/// <param name="Teams">The teams of the repository's owner, by the short names that GitHub gives them.</param>
public sealed record CodeOwnership(string Pattern, ImmutableArray<string> Teams);
