using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Infra.GitHub.Api;
using Infra.Model.Errors;

namespace Infra.GitHub.Sync;

/// <summary>Makes parts as wanted. Each request can be made again.</summary>
/// <param name="api">The repository.</param>
internal sealed class RepositoryWriter(GitHubApi api)
{
    /// <summary>Makes one change.</summary>
    /// <exception cref="UncertainException">The connection broke, so nobody knows whether something was made: look again.</exception>
    /// <exception cref="InfraException">GitHub refused, or did not answer.</exception>
    public Task WriteAsync(RepositoryChange change, CancellationToken cancellation)
    {
        RepositoryPart wanted = change.Wanted ?? throw new ArgumentException("a change of a plan that was not made by looking", nameof(change));
        JsonObject body = (JsonObject)wanted.Body!.DeepClone();
        return change.Kind switch
        {
            PartKind.Label when change.IsNew => api.PostAsync("labels", body, cancellation),
            PartKind.Label => api.PatchAsync($"labels/{Uri.EscapeDataString(change.Name)}", Without(body, "name"), cancellation),
            PartKind.Environment => EnvironmentAsync(wanted, body, cancellation),
            PartKind.EnvironmentVariable => VariableAsync($"environments/{change.Name.Split('/')[0]}/variables", change, body, cancellation),
            PartKind.Variable => VariableAsync("actions/variables", change, body, cancellation),
            PartKind.Actions => api.PutAsync(RepositoryReader.PathOf(wanted), body, cancellation),
            _ => change.IsNew ? api.PostAsync("rulesets", body, cancellation) : api.PutAsync(string.Create(CultureInfo.InvariantCulture, $"rulesets/{change.Id}"), body, cancellation),
        };
    }

    private Task VariableAsync(string path, RepositoryChange change, JsonObject body, CancellationToken cancellation) =>
        change.IsNew ? api.PostAsync(path, body, cancellation) : api.PatchAsync($"{path}/{(string)body["name"]!}", Without(body, "name"), cancellation);

    // First the rule that only named branches have it, then the names: in between nobody has it, which harms nobody.
    private async Task EnvironmentAsync(RepositoryPart wanted, JsonObject body, CancellationToken cancellation)
    {
        string path = $"environments/{Uri.EscapeDataString(wanted.Name)}";
        await api.PutAsync(path, body, cancellation);
        if (wanted.Branches is not { } branches)
        {
            return;
        }

        ImmutableArray<JsonNode> policies = await api.ListAsync($"{path}/deployment-branch-policies", "branch_policies", cancellation);
        foreach (JsonNode surplus in policies.Where(p => !branches.Contains(EnvironmentPart.Words(p), StringComparer.Ordinal)))
        {
            await api.DeleteAsync(string.Create(CultureInfo.InvariantCulture, $"{path}/deployment-branch-policies/{Json.Number(surplus, "id")}"), cancellation);
        }

        foreach (string branch in branches.Except(policies.Select(EnvironmentPart.Words), StringComparer.Ordinal))
        {
            await api.PostAsync($"{path}/deployment-branch-policies", new JsonObject { ["name"] = branch, ["type"] = "branch" }, cancellation);
        }
    }

    private static JsonObject Without(JsonObject body, string field)
    {
        body.Remove(field);
        return body;
    }
}
