using System.Collections.Immutable;

namespace Infra.GitHub.Sync;

/// <summary>A part that is made or changed.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsNew">Whether it is not there yet.</param>
/// <param name="Fields">What differs, in ordinal order of names.</param>
public sealed record RepositoryChange(PartKind Kind, string Name, bool IsNew, ImmutableArray<FieldChange> Fields)
{
    internal RepositoryPart? Wanted { get; init; }

    internal long? Id { get; init; }

    /// <summary>The changes that make parts up to date, in the order in which they are made.</summary>
    internal static ImmutableArray<RepositoryChange> Between(ImmutableArray<RepositoryPart> wanted, ImmutableArray<RepositoryPart> actual) =>
    [
        .. wanted.Select(w => Of(w, actual.FirstOrDefault(w.Is))).Where(c => c.IsNew || !c.Fields.IsEmpty),
    ];

    private static RepositoryChange Of(RepositoryPart wanted, RepositoryPart? actual) => new(wanted.Kind, wanted.Name, actual is null, Differences(wanted, actual))
    {
        Wanted = wanted,
        Id = actual?.Id,
    };

    private static ImmutableArray<FieldChange> Differences(RepositoryPart wanted, RepositoryPart? actual)
    {
        IEnumerable<string> names = wanted.Fields.Keys.Concat(actual?.Fields.Keys.Where(f => !IsDefault(f, wanted)) ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return [.. names.Select(n => new FieldChange(n, actual?.Fields.GetValueOrDefault(n), wanted.Fields.GetValueOrDefault(n))).Where(f => !string.Equals(f.Old, f.New, StringComparison.Ordinal))];
    }

    // GitHub fills in parameters of a rule that were not sent; a rule that nobody asked for is another matter.
    private static bool IsDefault(string field, RepositoryPart wanted) =>
        field.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && wanted.Kind == PartKind.Ruleset && wanted.Fields.ContainsKey(field[..dot]);
}
