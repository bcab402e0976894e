using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Infra.Google;
using Infra.Pipeline.Workspace;

namespace Infra.Cli.Tests.Google;

/// <summary>
/// Cloud Storage and Cloud KMS with a memory, as far as records need them: objects that are written once and never changed, keys that never leave,
/// and identities that may write and sign as Google's policies of bootstrap let them. It is asked by the product's own client.
/// </summary>
internal sealed class GoogleServer(Func<TimeProvider> clock) : HttpMessageHandler
{
    /// <summary>An identity that may do everything, as whoever runs bootstrap.</summary>
    public const string Operator = "operator";

    private readonly SortedDictionary<string, (byte[] Content, DateTimeOffset Created)> objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ECDsa> keys = new(StringComparer.Ordinal);

    /// <summary>Who asks: an environment, whose apply identity it is; <see cref="Operator"/>; or anything else, which only reads.</summary>
    public string Identity { get; set; } = "reader";

    /// <summary>Whether the services answer.</summary>
    public bool IsUp { get; set; } = true;

    /// <summary>What happens elsewhere once an object is written, before whoever wrote it goes on.</summary>
    public Func<string, Task>? Created { get; set; }

    /// <summary>The names of the objects.</summary>
    public IReadOnlyList<string> Names => [.. objects.Keys];

    /// <summary>Secret Manager and the subscription to its notices.</summary>
    public SecretsServer Secrets { get; } = new();

    /// <summary>The services as commands see them.</summary>
    public GoogleCloud Cloud
    {
        get
        {
            GoogleApi api = new(new HttpClient(this, disposeHandler: false), _ => Task.FromResult<string?>(Identity), new Hasty());
            return GoogleServices.At(api, new Uri("https://storage.invalid"), new Uri("https://kms.invalid"), new Uri("https://secrets.invalid"), new Uri("https://messages.invalid"));
        }
    }

    /// <summary>The content of an object, as text.</summary>
    public string Text(string name) => System.Text.Encoding.UTF8.GetString(objects[name].Content);

    /// <summary>Puts an object there, whoever could.</summary>
    public void Put(string name, byte[] content) => objects[name] = (content, clock().GetUtcNow());

    /// <summary>Takes over what another remembers: its objects and its keys.</summary>
    public void Remember(GoogleServer other)
    {
        Identity = other.Identity;
        foreach ((string name, (byte[], DateTimeOffset) written) in other.objects)
        {
            objects[name] = written;
        }

        foreach ((string name, ECDsa key) in other.keys)
        {
            keys[name] = ECDsa.Create(key.ExportParameters(includePrivateParameters: true));
        }
    }

    /// <summary>Empties the bucket, which nobody can with a locked retention; as if the project had been lost.</summary>
    public void Lose() => objects.Clear();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!IsUp)
        {
            return Answer(HttpStatusCode.ServiceUnavailable, null);
        }

        string path = request.RequestUri!.AbsolutePath;
        System.Collections.Specialized.NameValueCollection query = System.Web.HttpUtility.ParseQueryString(request.RequestUri.Query);
        byte[] body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        string identity = request.Headers.Authorization?.Parameter ?? "";
        HttpResponseMessage answer;
        lock (objects)
        {
            answer = request.RequestUri.Host is "secrets.invalid" or "messages.invalid"
                ? Secrets.Answer(request.Method, path, query, System.Text.Encoding.UTF8.GetString(body))
                : Answered(path, query, identity, body);
        }

        if (path.StartsWith("/upload/", StringComparison.Ordinal) && answer.IsSuccessStatusCode && Created is { } created)
        {
            await created(query["name"]!);
        }

        return answer;
    }

    private HttpResponseMessage Answered(string path, System.Collections.Specialized.NameValueCollection query, string identity, byte[] body) =>
        path switch
        {
            _ when path.EndsWith("/publicKey", StringComparison.Ordinal) => Answer(HttpStatusCode.OK, new JsonObject { ["pem"] = Key(path).ExportSubjectPublicKeyInfoPem(), ["algorithm"] = "EC_SIGN_P256_SHA256" }),
            _ when path.EndsWith(":asymmetricSign", StringComparison.Ordinal) => Sign(path, identity, body),
            _ when path.StartsWith("/upload/", StringComparison.Ordinal) => Create(query["name"]!, identity, body),
            _ when path.EndsWith("/o", StringComparison.Ordinal) => List(query["prefix"]!),
            _ => Read(Uri.UnescapeDataString(path[(path.IndexOf("/o/", StringComparison.Ordinal) + 3)..])),
        };

    private ECDsa Key(string path)
    {
        string name = path[..path.IndexOf("/cryptoKeyVersions/", StringComparison.Ordinal)];
        return keys.TryGetValue(name, out ECDsa? key) ? key : keys[name] = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    }

    private HttpResponseMessage Sign(string path, string identity, byte[] body)
    {
        string key = path[..path.IndexOf("/cryptoKeyVersions/", StringComparison.Ordinal)];
        byte[] digest = Convert.FromBase64String((string)JsonNode.Parse(body)!["digest"]!["sha256"]!);
        return identity == Operator || key.EndsWith($"/{identity}-audit", StringComparison.Ordinal)
            ? Answer(HttpStatusCode.OK, new JsonObject { ["signature"] = Convert.ToBase64String(Key(path).SignHash(digest, DSASignatureFormat.Rfc3279DerSequence)) })
            : Denied("cloudkms.cryptoKeyVersions.useToSign");
    }

    private HttpResponseMessage Create(string name, string identity, byte[] content)
    {
        if (identity != Operator && !name.StartsWith($"{identity}/", StringComparison.Ordinal))
        {
            return Denied("storage.objects.create");
        }

        return objects.TryAdd(name, (content, clock().GetUtcNow())) ? Answer(HttpStatusCode.OK, new JsonObject { ["name"] = name }) : Answer(HttpStatusCode.PreconditionFailed, null);
    }

    private HttpResponseMessage List(string prefix)
    {
        SortedSet<string> folders = new(StringComparer.Ordinal);
        JsonArray items = [];
        foreach ((string name, (_, DateTimeOffset created)) in objects.Where(o => o.Key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            int slash = name.IndexOf('/', prefix.Length);
            if (slash >= 0)
            {
                folders.Add(name[..(slash + 1)]);
            }
            else
            {
                items.Add((JsonNode)new JsonObject { ["name"] = name, ["timeCreated"] = created.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) });
            }
        }

        return Answer(HttpStatusCode.OK, new JsonObject { ["prefixes"] = new JsonArray([.. folders.Select(f => (JsonNode)f)]), ["items"] = items });
    }

    private HttpResponseMessage Read(string name) =>
        objects.TryGetValue(name, out (byte[] Content, DateTimeOffset Created) found)
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(found.Content) }
            : Answer(HttpStatusCode.NotFound, null);

    private HttpResponseMessage Denied(string permission) =>
        Answer(HttpStatusCode.Forbidden, new JsonObject { ["error"] = new JsonObject { ["message"] = $"Permission '{permission}' denied" } });

    private HttpResponseMessage Answer(HttpStatusCode status, JsonObject? body)
    {
        HttpResponseMessage response = new(status) { Content = new StringContent(body?.ToJsonString() ?? "") };
        response.Headers.Date = clock().GetUtcNow();
        return response;
    }

    // Retries wait for no real time.
    private sealed class Hasty : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
