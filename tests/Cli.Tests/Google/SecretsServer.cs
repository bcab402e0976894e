using System.Collections.Specialized;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Infra.Cli.Tests.Google;

/// <summary>
/// Secret Manager and Pub/Sub with a memory, as far as rotation asks them: secrets with versions, a subscription that leases what it hands out, pages of two.
/// It never has a value to give.
/// </summary>
internal sealed class SecretsServer
{
    private const int PageSize = 2;

    private readonly SortedDictionary<string, Kept> secrets = new(StringComparer.Ordinal);
    private readonly List<Notice> notices = [];
    private readonly List<string> asked = [];

    /// <summary>What was asked: method and path, in order.</summary>
    public IReadOnlyList<string> Asked => asked;

    /// <summary>What is answered instead of an answer; null for nothing.</summary>
    public Func<string, HttpResponseMessage?>? Instead { get; set; }

    /// <summary>How many notices nobody acknowledged.</summary>
    public int Waiting => notices.Count;

    /// <summary>Makes a secret with a rotation.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="next">When its rotation is announced next.</param>
    /// <param name="days">The days between two.</param>
    public void Make(string id, string next, int days) => secrets[id] = new Kept(next, $"{days * 86_400}s", []);

    /// <summary>Writes a version.</summary>
    public void Write(string id, string at, string state = "ENABLED") => secrets[id].Versions.Add((at, state));

    /// <summary>Sends what Secret Manager sends when a secret is due, and moves its next rotation.</summary>
    public void Announce(string id, string at)
    {
        notices.Add(new Notice($"ack-{notices.Count}", id, at));
        if (secrets.TryGetValue(id, out Kept? kept))
        {
            secrets[id] = kept with { Next = Time(at).AddSeconds(double.Parse(kept.Period[..^1], CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) };
        }
    }

    public HttpResponseMessage Answer(HttpMethod method, string path, NameValueCollection query, string body)
    {
        asked.Add($"{method} {path}");
        if (Instead?.Invoke(path) is { } instead)
        {
            return instead;
        }

        string[] parts = path.Trim('/').Split('/');
        return (method.Method, parts) switch
        {
            ("GET", ["v1", "projects", _, "secrets"]) => List(query["pageToken"]),
            ("GET", ["v1", "projects", _, "secrets", var id, "versions"]) when query["filter"] == "state:ENABLED" => Versions(id),
            ("POST", ["v1", "projects", _, "subscriptions", var call]) when JsonNode.Parse(body) is JsonObject sent => Subscription(call[(call.IndexOf(':', StringComparison.Ordinal) + 1)..], sent),
            _ => new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("""{"error":{"message":"no such method"}}""") },
        };
    }

    private HttpResponseMessage List(string? page)
    {
        int from = page is null ? 0 : int.Parse(page, CultureInfo.InvariantCulture);
        JsonArray listed = [.. secrets.Skip(from).Take(PageSize).Select(s => (JsonNode)new JsonObject
        {
            ["name"] = $"projects/584630257066/secrets/{s.Key}",
            ["rotation"] = new JsonObject { ["nextRotationTime"] = s.Value.Next, ["rotationPeriod"] = s.Value.Period },
        })];
        JsonObject answer = new() { ["secrets"] = listed };
        if (from + PageSize < secrets.Count)
        {
            answer["nextPageToken"] = (from + PageSize).ToString(CultureInfo.InvariantCulture);
        }

        return Ok(answer);
    }

    // Newest first, as the API sorts them.
    private HttpResponseMessage Versions(string id) => Ok(new JsonObject
    {
        ["versions"] = new JsonArray([.. secrets[id].Versions.Where(v => v.State == "ENABLED").OrderByDescending(v => Time(v.At)).Take(1).Select(v => (JsonNode)new JsonObject { ["createTime"] = v.At, ["state"] = v.State })]),
    });

    private HttpResponseMessage Subscription(string method, JsonObject sent)
    {
        string[] handles = [.. (sent["ackIds"] as JsonArray ?? []).Select(a => (string)a!)];
        switch (method)
        {
            case "pull":
                Notice[] free = [.. notices.Where(n => !n.IsLeased)];
                Array.ForEach(free, n => n.IsLeased = true);
                return Ok(free.Length == 0 ? [] : new JsonObject
                {
                    ["receivedMessages"] = new JsonArray([.. free.Select(n => (JsonNode)new JsonObject
                    {
                        ["ackId"] = n.Handle,
                        ["message"] = new JsonObject { ["publishTime"] = n.At, ["attributes"] = new JsonObject { ["eventType"] = "SECRET_ROTATE", ["secretId"] = $"projects/584630257066/secrets/{n.Secret}" } },
                    })]),
                });
            case "acknowledge":
                notices.RemoveAll(n => handles.Contains(n.Handle, StringComparer.Ordinal));
                return Ok([]);
            default:
                Assert.Equal("modifyAckDeadline", method);
                Assert.Equal(0, (int)sent["ackDeadlineSeconds"]!);
                notices.Where(n => handles.Contains(n.Handle, StringComparer.Ordinal)).ToList().ForEach(n => n.IsLeased = false);
                return Ok([]);
        }
    }

    private static HttpResponseMessage Ok(JsonObject body) => new(HttpStatusCode.OK) { Content = new StringContent(body.ToJsonString()) };

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private sealed record Kept(string Next, string Period, List<(string At, string State)> Versions);

    private sealed class Notice(string handle, string secret, string at)
    {
        public string Handle => handle;

        public string Secret => secret;

        public string At => at;

        public bool IsLeased { get; set; }
    }
}
