using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Infra.GitHub.Api;

/// <summary>A list as far as it was read.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="IsWhole">Whether these are all.</param>
/// <param name="At">The time at GitHub when the first page was answered, by its header <c>Date</c>, whole seconds; null where it does not say.</param>
public sealed record ListedEntries(ImmutableArray<JsonNode> Entries, bool IsWhole, DateTimeOffset? At);
