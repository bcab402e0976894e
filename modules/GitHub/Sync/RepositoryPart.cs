using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Infra.GitHub.Sync;

/// <summary>One thing of a repository, as it should be or as it is.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name, unique among its kind.</param>
/// <param name="Fields">What it says, by names, in words that are the same for both sides.</param>
internal sealed record RepositoryPart(PartKind Kind, string Name, ImmutableSortedDictionary<string, string> Fields)
{
    /// <summary>What is sent to make it so; null for what is there.</summary>
    public JsonObject? Body { get; init; }

    /// <summary>The number by which GitHub addresses what is there; null where it is addressed by name.</summary>
    public long? Id { get; init; }

    /// <summary>The branches that may deploy to an environment; null for all, or where it is no environment.</summary>
    public ImmutableArray<string>? Branches { get; init; }

    /// <summary>Whether two parts are the same thing. GitHub compares names of labels and variables without case.</summary>
    public bool Is(RepositoryPart other) =>
        Kind == other.Kind && string.Equals(Name, other.Name, Kind is PartKind.Environment or PartKind.Ruleset ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    /// <summary>Fields from pairs.</summary>
    public static ImmutableSortedDictionary<string, string> Map(params (string Name, string Value)[] fields) =>
        fields.ToImmutableSortedDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);

    /// <summary>Texts of a list as one field; a word of its own where there are none.</summary>
    public static string List(IEnumerable<string> texts, string none) => string.Join(", ", texts.Order(StringComparer.Ordinal)) is { Length: > 0 } list ? list : none;
}
