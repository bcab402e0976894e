using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Infra.GitHub.Sync;

/// <summary>One of the three settings of GitHub Actions as a part. GitHub answers in the form that it is sent in.</summary>
internal static class ActionsPart
{
    /// <summary>A setting as it should be.</summary>
    public static RepositoryPart Of(string name, JsonObject body) => Actual(name, body, [.. body.Select(f => f.Key)]) with { Body = body };

    /// <summary>A setting as it is.</summary>
    /// <param name="name">Its name: <c>permissions</c>, <c>selected-actions</c> or <c>workflow</c>.</param>
    /// <param name="answer">What GitHub says of it.</param>
    /// <param name="fields">The fields that are compared; others, such as addresses, are not.</param>
    public static RepositoryPart Actual(string name, JsonNode answer, ImmutableArray<string> fields) => new(
        PartKind.Actions, name, fields.ToImmutableSortedDictionary(f => f, f => Words(answer[f]), StringComparer.Ordinal));

    private static string Words(JsonNode? value) => value switch
    {
        JsonArray list => RepositoryPart.List(list.Select(i => $"{i}"), "none"),
        null => "none",
        _ => $"{value}",
    };
}
