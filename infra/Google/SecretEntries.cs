using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Infra.Delivery.Rotation;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Values;

namespace Infra.Google;

/// <summary>Secret Manager and Pub/Sub by their REST interfaces.</summary>
/// <remarks>
/// https://docs.cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets,
/// https://docs.cloud.google.com/pubsub/docs/reference/rest/v1/projects.subscriptions
/// </remarks>
/// <param name="api">Who asks.</param>
/// <param name="secrets">The address of Secret Manager.</param>
/// <param name="messages">The address of Pub/Sub.</param>
internal sealed class SecretEntries(GoogleApi api, Uri secrets, Uri messages) : ISecretEntries
{
    // The most of one answer: https://docs.cloud.google.com/pubsub/quotas#resource_limits
    private const int MostNotices = 1000;

    // A project has a few hundred secrets; a list that does not end is no list.
    private const int MostPages = 100;

    /// <inheritdoc/>
    public async Task<ImmutableArray<KeptSecret>> SecretsAsync(ProjectId project, CancellationToken cancellation)
    {
        List<KeptSecret> kept = [];
        string? page = null;
        int pages = 0;
        do
        {
            pages = pages < MostPages ? pages + 1 : throw new InfraException(ErrorKind.Failed, $"Secret Manager lists the secrets of {project} on more than {MostPages} pages. Nothing was changed.");
            string query = $"v1/projects/{project}/secrets?pageSize=250{(page is null ? "" : $"&pageToken={Uri.EscapeDataString(page)}")}";
            JsonNode? answer = await AskAsync($"The secrets of {project} cannot be listed", secrets, query, null, cancellation);
            foreach (JsonNode? secret in answer?["secrets"] as JsonArray ?? [])
            {
                string id = Last((string?)secret?["name"]);
                kept.Add(new(id, await WrittenAsync(project, id, cancellation), Time(secret?["rotation"]?["nextRotationTime"]), Period(secret?["rotation"]?["rotationPeriod"])));
            }

            page = (string?)answer?["nextPageToken"];
        }
        while (!string.IsNullOrEmpty(page));
        return [.. kept.OrderBy(s => s.Id, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<RotationNotice>> NoticesAsync(ProjectId project, string subscription, CancellationToken cancellation)
    {
        // What is there at once: Secret Manager itself says the same, so a message that comes a second later is not missed.
        JsonNode? answer = await AskAsync(
            $"The notices of the subscription {subscription} of {project} cannot be read", messages, $"v1/projects/{project}/subscriptions/{subscription}:pull",
            new JsonObject { ["maxMessages"] = MostNotices, ["returnImmediately"] = true }, cancellation);
        return
        [
            .. (answer?["receivedMessages"] as JsonArray ?? [])
                .Select(m => new RotationNotice((string?)m?["ackId"] ?? "", Last((string?)m?["message"]?["attributes"]?["secretId"]), Time(m?["message"]?["publishTime"]) ?? DateTimeOffset.MinValue))
                .Where(n => n.Handle.Length > 0),
        ];
    }

    /// <inheritdoc/>
    public Task AcknowledgeAsync(ProjectId project, string subscription, ImmutableArray<string> handles, CancellationToken cancellation) =>
        TellAsync(project, subscription, "acknowledge", handles, new JsonObject(), cancellation);

    /// <inheritdoc/>
    public Task ReleaseAsync(ProjectId project, string subscription, ImmutableArray<string> handles, CancellationToken cancellation) =>
        TellAsync(project, subscription, "modifyAckDeadline", handles, new JsonObject { ["ackDeadlineSeconds"] = 0 }, cancellation);

    private async Task TellAsync(ProjectId project, string subscription, string method, ImmutableArray<string> handles, JsonObject body, CancellationToken cancellation)
    {
        if (!handles.IsEmpty)
        {
            body["ackIds"] = new JsonArray([.. handles.Select(h => (JsonNode)h)]);
            _ = await AskAsync($"The subscription {subscription} of {project} did not take what became of its notices", messages, $"v1/projects/{project}/subscriptions/{subscription}:{method}", body, cancellation);
        }
    }

    // Newest first: https://docs.cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets.versions/list
    private async Task<DateTimeOffset?> WrittenAsync(ProjectId project, string id, CancellationToken cancellation)
    {
        JsonNode? answer = await AskAsync(
            $"The versions of the secret {id} of {project} cannot be listed", secrets, $"v1/projects/{project}/secrets/{Uri.EscapeDataString(id)}/versions?pageSize=1&filter=state%3AENABLED", null, cancellation);
        return answer?["versions"] is JsonArray { Count: > 0 } versions ? Time(versions[0]?["createTime"]) : null;
    }

    private async Task<JsonNode?> AskAsync(string what, Uri server, string path, JsonObject? body, CancellationToken cancellation)
    {
        string? sent = body?.ToJsonString();
        using HttpResponseMessage response = await api.SendAsync(
            what,
            () => new(body is null ? HttpMethod.Get : HttpMethod.Post, new Uri(server, path)) { Content = sent is null ? null : new StringContent(sent, null, "application/json") },
            [],
            cancellation);
        try
        {
            return JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellation)) as JsonObject;
        }
        catch (System.Text.Json.JsonException noJson)
        {
            throw new InfraException(ErrorKind.Failed, $"{what}: the answer is no JSON. Look whether a proxy answered in Google's place.", noJson);
        }
    }

    private static string Last(string? name) => name?[(name.LastIndexOf('/') + 1)..] ?? "";

    private static DateTimeOffset? Time(JsonNode? text) =>
        DateTimeOffset.TryParse((string?)text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time) ? time : null;

    // Seconds and an s: https://protobuf.dev/reference/protobuf/google.protobuf/#duration
    private static TimeSpan? Period(JsonNode? text) =>
        (string?)text is ['0' or '1' or '2' or '3' or '4' or '5' or '6' or '7' or '8' or '9', .., 's'] period
        && double.TryParse(period[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and < 1e10
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
