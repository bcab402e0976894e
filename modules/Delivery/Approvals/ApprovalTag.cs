using System.Collections.Immutable;

namespace Infra.Delivery.Approvals;

/// <summary>What a change is about, such as <c>payment</c>: found by the files that it edits and by the resources that it changes.</summary>
/// <param name="Name">The tag.</param>
/// <param name="Paths">Patterns of edited files; <c>*</c> stands for any run of characters.</param>
/// <param name="Resources">Patterns of the names of changed resources.</param>
public sealed record ApprovalTag(string Name, ImmutableArray<string> Paths, ImmutableArray<string> Resources);
