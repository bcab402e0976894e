using Infra.Model.Properties;

namespace Infra.Model.Plans;

/// <summary>One property that a step changes.</summary>
/// <param name="Path">Where, as <see cref="PropertyPath"/> writes it.</param>
/// <param name="Kind">Added, deleted or updated.</param>
/// <param name="Old">The value in state; null when added.</param>
/// <param name="New">The value that the program wants; null when deleted.</param>
/// <param name="ForcesReplacement">Whether the cloud cannot change it in place.</param>
public sealed record PropertyDiff(string Path, DiffKind Kind, PropertyValue? Old, PropertyValue? New, bool ForcesReplacement)
{
    /// <summary>Whether either value is or holds a secret; it is masked wherever it is shown.</summary>
    public bool IsSecret => (Old?.ContainsSecret ?? false) || (New?.ContainsSecret ?? false);
}
