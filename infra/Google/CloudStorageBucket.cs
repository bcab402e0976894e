using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Infra.Delivery.Audit;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Values;

namespace Infra.Google;

/// <summary>A bucket of Cloud Storage by its JSON API.</summary>
/// <remarks>https://docs.cloud.google.com/storage/docs/json_api/v1/objects; a precondition on generation 0 makes a write that happens once.</remarks>
/// <param name="api">Who asks.</param>
/// <param name="server">The address of the service.</param>
/// <param name="name">The bucket.</param>
internal sealed class CloudStorageBucket(GoogleApi api, Uri server, BucketName name) : IAuditBucket
{
    /// <inheritdoc/>
    public async Task<BucketFolder> ListAsync(string folder, CancellationToken cancellation)
    {
        SortedSet<string> folders = new(StringComparer.Ordinal);
        List<BucketObject> objects = [];
        DateTimeOffset? now = null;
        string? page = null;
        do
        {
            string query = $"b/{name}/o?delimiter=%2F&prefix={Uri.EscapeDataString(folder)}&fields=nextPageToken,prefixes,items(name,timeCreated)"
                + (page is null ? "" : $"&pageToken={Uri.EscapeDataString(page)}");
            using HttpResponseMessage response = await api.SendAsync($"The audit bucket {name} cannot be listed", () => new(HttpMethod.Get, At("storage", query)), [HttpStatusCode.NotFound], cancellation);
            now = response.Headers.Date ?? throw new InfraException(ErrorKind.Failed, $"The audit bucket {name} does not say what time it is.");
            if (response.StatusCode == HttpStatusCode.NotFound)
            {
                // A bucket that is not there holds nothing, and what it should hold is missed then.
                return new BucketFolder([], [], now.Value);
            }

            JsonNode? json = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellation));
            folders.UnionWith((json?["prefixes"] as JsonArray ?? []).Select(p => (string?)p).OfType<string>());
            foreach (JsonNode? item in json?["items"] as JsonArray ?? [])
            {
                if ((string?)item?["name"] is { } found && DateTimeOffset.TryParse((string?)item["timeCreated"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset created))
                {
                    objects.Add(new BucketObject(found, created));
                }
            }

            page = (string?)json?["nextPageToken"];
        }
        while (page is not null);
        return new BucketFolder([.. folders], [.. objects.OrderBy(o => o.Name, StringComparer.Ordinal)], now.Value);
    }

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(string name, CancellationToken cancellation)
    {
        using HttpResponseMessage response = await api.SendAsync(
            $"{name} of the audit bucket cannot be read", () => new(HttpMethod.Get, At("storage", $"b/{this.Name}/o/{Uri.EscapeDataString(name)}?alt=media")), [HttpStatusCode.NotFound], cancellation);
        return response.StatusCode == HttpStatusCode.NotFound ? null : await response.Content.ReadAsByteArrayAsync(cancellation);
    }

    /// <inheritdoc/>
    public async Task<bool> TryCreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        HttpRequestMessage Make()
        {
            HttpRequestMessage request = new(HttpMethod.Post, At("upload/storage", $"b/{this.Name}/o?uploadType=media&ifGenerationMatch=0&name={Uri.EscapeDataString(name)}"))
            {
                Content = new ReadOnlyMemoryContent(content),
            };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            return request;
        }

        using HttpResponseMessage response = await api.SendAsync($"{name} cannot be written to the audit bucket", Make, [HttpStatusCode.PreconditionFailed, HttpStatusCode.Forbidden], cancellation);
        if (response.StatusCode != HttpStatusCode.Forbidden)
        {
            return response.StatusCode != HttpStatusCode.PreconditionFailed;
        }

        // Where the name is taken Google may miss the right to replace it first, as after an answer that was lost.
        return await ReadAsync(name, cancellation) is { } there && there.AsSpan().SequenceEqual(content.Span)
            ? false
            : throw new InfraException(ErrorKind.Authentication, $"{name} cannot be written to the audit bucket: Google answered 403. Whoever runs this may not write below that name.");
    }

    private BucketName Name => name;

    private Uri At(string service, string path) => new(server, $"{service}/v1/{path}");
}
