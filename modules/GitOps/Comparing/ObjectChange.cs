using System.Collections.Immutable;
using Infra.GitOps.Objects;

namespace Infra.GitOps.Comparing;

/// <summary>What becomes of one object.</summary>
/// <param name="Kind">Whether it comes, changes or goes.</param>
/// <param name="Object">The object as it will be; as it was when it goes.</param>
/// <param name="Fields">The fields that differ, in ordinal order of paths; none unless it changes.</param>
public sealed record ObjectChange(ChangeKind Kind, KeptObject Object, ImmutableArray<FieldChange> Fields);
