using System.Collections.Immutable;
using System.Text.Json;

namespace Infra.GitHub.Tests.Server;

/// <summary>The operations of GitHub's OpenAPI description, by their ids.</summary>
internal static class Operations
{
    private static readonly Lazy<ImmutableArray<(string Method, string[] Path, string Id)>> All = new(Read);

    /// <summary>The operation of a request; of two whose paths fit, the one with fewer placeholders.</summary>
    /// <param name="request">Method, path and query, as <see cref="GitHubServer.Requests"/> has it.</param>
    public static string Of(string request)
    {
        if (request == "POST /graphql")
        {
            // It is no part of the REST API.
            return "graphql";
        }

        string[] parts = request.Split(' ', 2);
        string[] path = parts[1].Split('?')[0].Split('/');
        return All.Value.Where(o => o.Method == parts[0] && o.Path.Length == path.Length && o.Path.Zip(path).All(p => IsPlaceholder(p.First) || p.First == p.Second))
            .OrderBy(o => o.Path.Count(IsPlaceholder)).Select(o => o.Id).FirstOrDefault() ?? $"{parts[0]} {parts[1]} is no operation of GitHub";
    }

    private static bool IsPlaceholder(string segment) => segment.StartsWith('{');

    private static ImmutableArray<(string, string[], string)> Read()
    {
        using FileStream file = File.OpenRead(Prism.Description);
        using JsonDocument description = JsonDocument.Parse(file);
        return
        [
            .. from path in description.RootElement.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               where operation.Value.ValueKind == JsonValueKind.Object && operation.Value.TryGetProperty("operationId", out _)
               select (operation.Name.ToUpperInvariant(), path.Name.Split('/'), operation.Value.GetProperty("operationId").GetString()!),
        ];
    }
}
