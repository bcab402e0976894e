using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Infra.Cli.Tests.Google;

/// <summary>The same services with an address on this machine, for processes of their own.</summary>
internal sealed class GoogleSocket : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpMessageInvoker server;

    private GoogleSocket(WebApplication app, HttpMessageInvoker server) => (this.app, this.server) = (app, server);

    /// <summary>Where they answer.</summary>
    public string Address => app.Urls.First();

    /// <summary>Lets a server answer at an address.</summary>
    public static async Task<GoogleSocket> StartAsync(GoogleServer server)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        GoogleSocket socket = new(builder.Build(), new HttpMessageInvoker(server, disposeHandler: false));
        socket.app.Run(socket.AnswerAsync);
        await socket.app.StartAsync();
        return socket;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        server.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using HttpRequestMessage request = new(new HttpMethod(context.Request.Method), $"{Address}{context.Request.Path.ToUriComponent()}{context.Request.QueryString}");
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        request.Content = new ByteArrayContent(body.ToArray());
        request.Headers.TryAddWithoutValidation("Authorization", [.. context.Request.Headers.Authorization.OfType<string>()]);
        using HttpResponseMessage answer = await server.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.Headers.Date = answer.Headers.Date?.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
