using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Infra.Cli.Tests.GitHub;

/// <summary>
/// A server in this process that refuses everything and repeats who asked: JSON for the REST API, plain text for git, which shows it to people.
/// It can let an App sign in, and let a repository be read, so that only what comes after is refused.
/// </summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private EchoServer(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    /// <summary>The header of every request; empty for none.</summary>
    public ConcurrentQueue<string> Authorizations { get; } = new();

    /// <summary>The token that an App gets; null where none may sign in.</summary>
    public string? Granted { get; init; }

    /// <summary>The folder of a bare repository that may be read as <c>repo.git</c>, after <c>git update-server-info</c>; null for none.</summary>
    public string? Readable { get; init; }

    public static async Task<EchoServer> StartAsync(int status, string? granted = null, string? readable = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        EchoServer server = new(builder.Build()) { Granted = granted, Readable = readable };
        server.app.Run(context => server.AnswerAsync(context, status));
        await server.app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task AnswerAsync(HttpContext context, int status)
    {
        string header = context.Request.Headers.Authorization.ToString();
        Authorizations.Enqueue(header);
        if (Granted is { } token && Signing(context.Request.Path.Value!, token) is { } answer)
        {
            context.Response.ContentType = "application/json";
            return context.Response.WriteAsync(answer.ToJsonString());
        }

        const string repository = "/repo.git/";
        if (Readable is { } folder && context.Request.Path.Value!.StartsWith(repository, StringComparison.Ordinal) && !context.Request.QueryString.Value!.Contains("receive-pack", StringComparison.Ordinal))
        {
            string file = Path.Combine(folder, context.Request.Path.Value[repository.Length..]);
            context.Response.StatusCode = File.Exists(file) ? 200 : 404;
            return File.Exists(file) ? context.Response.SendFileAsync(file) : Task.CompletedTask;
        }

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

    // What GitHub answers to an App that signs in.
    private static JsonObject? Signing(string path, string token) =>
        path.EndsWith("/app", StringComparison.Ordinal) ? new JsonObject { ["slug"] = "infra" }
        : path.EndsWith("/installation", StringComparison.Ordinal) ? new JsonObject { ["id"] = 7 }
        : path.EndsWith("/access_tokens", StringComparison.Ordinal) ? new JsonObject { ["token"] = token }
        : null;
}
