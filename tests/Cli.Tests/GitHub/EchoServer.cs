using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Infra.Cli.Tests.GitHub;

/// <summary>A server in this process that refuses everything and repeats who asked: JSON for the REST API, plain text for git, which shows it to people.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private EchoServer(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    /// <summary>The header of every request; empty for none.</summary>
    public ConcurrentQueue<string> Authorizations { get; } = new();

    public static async Task<EchoServer> StartAsync(int status)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        EchoServer server = new(builder.Build());
        server.app.Run(context => server.AnswerAsync(context, status));
        await server.app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task AnswerAsync(HttpContext context, int status)
    {
        string header = context.Request.Headers.Authorization.ToString();
        Authorizations.Enqueue(header);
        context.Response.StatusCode = status;
        if (status == 401)
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"test\"";
        }

        bool isApi = context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
        context.Response.ContentType = isApi ? "application/json" : "text/plain";
        string said = $"echoed Authorization: {header}";
        return context.Response.WriteAsync(isApi ? new JsonObject { ["message"] = said }.ToJsonString() : said + "\n");
    }
}
