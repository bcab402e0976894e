using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Infra.Clusters;
using Infra.Google;
using Infra.Pipeline.Clusters;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Infra.Cli.Tests.Live;

/// <summary>
/// Control planes with a memory behind a socket of this machine, over TLS as one of Google's names: they know who asks, list in pages whose places
/// are forgotten once something changed, and refuse with Status objects. Every request is kept.
/// </summary>
/// <remarks>https://kubernetes.io/docs/reference/using-api/api-concepts/, https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/</remarks>
internal sealed class ApiServer : IAsyncDisposable
{
    /// <summary>The token that is somebody.</summary>
    public const string Token = "ya29.good-token-of-a-person";

    private readonly WebApplication app;
    private readonly X509Certificate2 certificate;
    private readonly Lock gate = new();
    private readonly List<ApiRequest> requests = [];
    private readonly List<string> connected = [];

    private ApiServer(string zone)
    {
        certificate = Certificate(zone);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    /// <summary>What is kept, by the path of its list.</summary>
    public SortedDictionary<string, List<JsonObject>> Kept { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers in the place of the server; false for what it leaves to it.</summary>
    public Func<HttpContext, Task<bool>> Fault { get; set; } = _ => Task.FromResult(false);

    /// <summary>The lists that whoever asks may not read.</summary>
    public HashSet<string> Forbidden { get; } = new(StringComparer.Ordinal);

    /// <summary>Names that no connection reaches.</summary>
    public HashSet<string> Down { get; } = new(StringComparer.Ordinal);

    /// <summary>What changed since the server was started; a place in a list is forgotten when it grows.</summary>
    public int ResourceVersion { get; set; } = 1;

    /// <summary>Whether a client trusts the certificate.</summary>
    public bool IsTrusted { get; set; } = true;

    /// <summary>The token that clients send.</summary>
    public string Sent { get; set; } = Token;

    /// <summary>The requests so far.</summary>
    public IReadOnlyList<ApiRequest> Requests
    {
        get
        {
            lock (gate)
            {
                return [.. requests];
            }
        }
    }

    /// <summary>The names that connections were made to.</summary>
    public IReadOnlyList<string> Connected
    {
        get
        {
            lock (gate)
            {
                return [.. connected];
            }
        }
    }

    private int Port => new Uri(app.Urls.First()).Port;

    /// <summary>Starts it.</summary>
    /// <param name="zone">The zone that its certificate is for.</param>
    public static async Task<ApiServer> StartAsync(string zone = "asia-south1.gke.goog")
    {
        ApiServer server = new(zone);
        await server.app.StartAsync();
        return server;
    }

    /// <summary>A client of the product, whose connections end here whatever name they are for.</summary>
    public ICluster Client(ClusterAddress address, TimeProvider clock) =>
        new KubernetesCluster(address, _ => Task.FromResult(new SignedIn(Sent, new Dictionary<string, IReadOnlyList<string>>())), clock, Redirect);

    /// <summary>Makes connections end here.</summary>
    public void Redirect(SocketsHttpHandler handler)
    {
        handler.UseProxy = false;
        handler.ConnectCallback = ConnectAsync;
        if (IsTrusted)
        {
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(certificate);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        certificate.Dispose();
    }

    /// <summary>Answers with a Status object, as a control plane refuses.</summary>
    public static Task RefuseAsync(HttpContext context, int code, string reason, string message)
    {
        context.Response.StatusCode = code;
        return WriteAsync(context, new JsonObject
        {
            ["kind"] = "Status", ["apiVersion"] = "v1", ["metadata"] = new JsonObject(), ["status"] = "Failure", ["message"] = message, ["reason"] = reason, ["code"] = code,
        });
    }

    /// <summary>Answers with JSON.</summary>
    public static Task WriteAsync(HttpContext context, JsonNode body)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        lock (gate)
        {
            connected.Add(context.DnsEndPoint.Host);
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // Nothing listens at port 1.
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Down.Contains(context.DnsEndPoint.Host) ? 1 : Port), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        string path = context.Request.Path.Value!;
        lock (gate)
        {
            requests.Add(new ApiRequest(context.Request.Method, context.Request.Host.Host, path, context.Request.Headers.Authorization.ToString()));
        }

        if (await Fault(context))
        {
            return;
        }

        if (context.Request.Headers.Authorization != $"Bearer {Token}")
        {
            await RefuseAsync(context, 401, "Unauthorized", "Unauthorized");
        }
        else if (context.Request.Method != "GET")
        {
            await RefuseAsync(context, 405, "MethodNotAllowed", "the server does not allow this method on the requested resource");
        }
        else if (Kept.TryGetValue(path, out List<JsonObject>? list))
        {
            await ListAsync(context, path, list);
        }
        else
        {
            await ReadAsync(context, path);
        }
    }

    private Task ReadAsync(HttpContext context, string path)
    {
        int slash = path.LastIndexOf('/');
        (string list, string name) = (path[..slash], path[(slash + 1)..]);
        return !Kept.TryGetValue(list, out List<JsonObject>? kept) ? UnknownAsync(context)
            : Forbidden.Contains(list) ? ForbidAsync(context, list)
            : kept.FirstOrDefault(o => (string?)o["metadata"]!["name"] == name) is { } found ? WriteAsync(context, found)
            : RefuseAsync(context, 404, "NotFound", $"{list.Split('/')[^1]} \"{name}\" not found");
    }

    private Task ListAsync(HttpContext context, string path, List<JsonObject> kept)
    {
        if (Forbidden.Contains(path))
        {
            return ForbidAsync(context, path);
        }

        int limit = int.TryParse(context.Request.Query["limit"], CultureInfo.InvariantCulture, out int asked) ? asked : int.MaxValue;
        string[] place = context.Request.Query["continue"].ToString().Split('.');
        if (place.Length == 2 && place[1] != ResourceVersion.ToString(CultureInfo.InvariantCulture))
        {
            return RefuseAsync(context, 410, "Expired", "The provided continue parameter is too old to display a consistent list result.");
        }

        int from = place.Length == 2 ? int.Parse(place[0], CultureInfo.InvariantCulture) : 0;
        JsonObject metadata = new() { ["resourceVersion"] = ResourceVersion.ToString(CultureInfo.InvariantCulture) };
        if (kept.Count - from > limit)
        {
            metadata["continue"] = string.Create(CultureInfo.InvariantCulture, $"{from + limit}.{ResourceVersion}");
            metadata["remainingItemCount"] = kept.Count - from - limit;
        }

        return WriteAsync(context, new JsonObject { ["kind"] = "List", ["metadata"] = metadata, ["items"] = new JsonArray([.. kept.Skip(from).Take(limit).Select(o => o.DeepClone())]) });
    }

    // A path that no kind has is not refused by a Status object.
    private static Task UnknownAsync(HttpContext context)
    {
        context.Response.StatusCode = 404;
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync("404 page not found\n");
    }

    private static Task ForbidAsync(HttpContext context, string list) =>
        RefuseAsync(context, 403, "Forbidden", $"{list.Split('/')[^1]} is forbidden: User \"p@setu-retail.example\" cannot read it");

    private static X509Certificate2 Certificate(string zone)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN=*.{zone}", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName($"*.{zone}");
        names.AddDnsName("*.asia-south2.gke.goog");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
    }
}
