using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Infra.GitHub.Tests.Server;

/// <summary>A GitHub with a memory, in this process: what it does not know fails the test. Prism reads every request where there is one, and always in this project.</summary>
internal sealed partial class GitHubServer : IAsyncDisposable
{
    public const string Token = "ghs_planted0token0that0nobody0may0see";

    private readonly WebApplication app;

    private readonly Prism? prism;

    private readonly Lock gate = new();

    private long nextId = 1000;

    private GitHubServer(WebApplication app, Prism? prism) => (this.app, this.prism) = (app, prism);

    /// <summary>The address, as that of an Enterprise server.</summary>
    public Uri Address => new($"{app.Urls.First()}/api/v3");

    /// <summary>Who the token writes as; null for the token of a job.</summary>
    public string? User { get; init; } = "infra-bot";

    public int PageSize { get; init; } = 100;

    public List<JsonObject> Comments { get; } = [];

    public List<JsonObject> Issues { get; } = [];

    /// <summary>Environments, rulesets, variables, labels and what Actions may do.</summary>
    public RepositoryState Repository { get; } = new();

    public Queue<Fault> Faults { get; } = [];

    /// <summary>The fault of a request by its number, from 0; null for none. Asked before the queue.</summary>
    public Func<int, string, Fault?> FaultAt { get; set; } = (_, _) => null;

    /// <summary>Every request: method and path.</summary>
    public List<string> Requests { get; } = [];

    public List<string> Authorizations { get; } = [];

    /// <summary>What tokens of the App were asked for, in order.</summary>
    public List<string> Granted { get; } = [];

    /// <summary>What was wrong with requests, by Prism, or what this server does not know.</summary>
    public List<string> Problems { get; } = [];

    public IEnumerable<string> Writes => Requests.Where(r => !r.StartsWith("GET ", StringComparison.Ordinal));

    public static async Task<GitHubServer> StartAsync(Prism? prism, string? user = "infra-bot", int pageSize = 100)
    {
        if (prism is not null)
        {
            await prism.ReadyAsync();
        }

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        GitHubServer server = new(builder.Build(), prism) { User = user, PageSize = pageSize };
        server.app.Run(server.AnswerAsync);
        await server.app.StartAsync();
        return server;
    }

    public JsonObject Add(List<JsonObject> entries, string login, string body, string title = "")
    {
        JsonObject entry = new()
        {
            ["id"] = ++nextId, ["node_id"] = $"N_{nextId}", ["number"] = nextId, ["body"] = body, ["title"] = title, ["state"] = "open", ["html_url"] = $"https://github.example/{nextId}", ["user"] = new JsonObject { ["login"] = login, ["id"] = 1 },
            ["created_at"] = Written(Time), ["updated_at"] = Written(Time), ["labels"] = new JsonArray(new JsonObject { ["name"] = "infra" }),
        };
        entries.Add(entry);
        return entry;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using StreamReader reader = new(context.Request.Body);
        string body = await reader.ReadToEndAsync();
        string path = context.Request.Path.Value! == GraphPath ? "/graphql" : context.Request.Path.Value!["/api/v3".Length..];
        string method = context.Request.Method;
        Fault? fault;
        lock (gate)
        {
            Requests.Add($"{method} {path}{context.Request.QueryString}");
            Authorizations.Add(context.Request.Headers.Authorization.ToString());
            fault = FaultAt(Requests.Count - 1, method) is { } planned ? planned : Faults.TryPeek(out Fault? next) && next.Method == method ? Faults.Dequeue() : null;
        }

        // The description is that of the REST API.
        if (prism is not null && path != "/graphql" && await prism.ProblemAsync(method, path + context.Request.QueryString, body) is { } problem)
        {
            Problems.Add(problem);
        }

        (int status, JsonNode? answer) = fault is { IsCarriedOut: false } ? (0, null) : Carry(context, method, path, body.Length == 0 ? null : JsonNode.Parse(body)!.AsObject());
        if (fault is { Status: 0 })
        {
            context.Abort();
            return;
        }

        foreach ((string name, string value) in fault?.Headers ?? [])
        {
            context.Response.Headers[name] = value;
        }

        if (SaysTime)
        {
            context.Response.Headers.Date = Time.ToString("r", CultureInfo.InvariantCulture);
        }

        context.Response.StatusCode = fault?.Status ?? status;
        if (context.Response.StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status303SeeOther)
        {
            // The end of a body that may not be there would be taken for the next answer.
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(fault?.Body ?? answer?.ToJsonString() ?? "");
    }

    private (int Status, JsonNode? Answer) Carry(HttpContext context, string method, string path, JsonObject? body)
    {
        lock (gate)
        {
            const string Root = "/repos/setu-retail/platform";
            switch (method, path)
            {
                case ("GET", "/user"):
                    return User is null ? (403, new JsonObject { ["message"] = "Resource not accessible by integration" }) : (200, new JsonObject { ["login"] = User });
                case ("GET", "/app"):
                    return (200, new JsonObject { ["slug"] = "infra-app" });
                case ("GET", Root + "/installation"):
                    return (200, new JsonObject { ["id"] = 77 });
                case ("GET", "/repos/setu-retail/other/installation"):
                    return (404, new JsonObject { ["message"] = "Not Found" });
                case ("GET", "/repos/setu-retail/deploy/installation"):
                    return (200, new JsonObject { ["id"] = 77 });
                case ("POST", "/app/installations/77/access_tokens"):
                    Granted.Add(body?.ToJsonString() ?? "");
                    return (201, new JsonObject { ["token"] = Token });
            }

            if (CarryIssues(context, method, path, body) is { } issues)
            {
                return issues;
            }

            if (CarryPulls(context, method, path, body) is { } pulls)
            {
                return pulls;
            }

            if (OnePattern().Match(path) is { Success: true } one)
            {
                if ((one.Groups["comment"].Success ? AllComments : Issues).Find(e => (long)e["id"]! == long.Parse(one.Groups["id"].Value, CultureInfo.InvariantCulture)) is not { } entry)
                {
                    // Deleted by the first of two attempts, whose answer was lost.
                    return (404, new JsonObject { ["message"] = "Not Found" });
                }

                if (method == "DELETE")
                {
                    Comments.Remove(entry);
                    IssueComments.Values.ToList().ForEach(c => c.Remove(entry));
                    return (204, null);
                }

                foreach ((string field, JsonNode? value) in body!)
                {
                    // Prism does not read the body of this operation, so its fields are held to the description here.
                    if (!IsIssueField(field, value))
                    {
                        Problems.Add($"PATCH {path}: {field} is {value?.ToJsonString()}");
                    }

                    entry[field] = value?.DeepClone();
                }

                Edit(entry, (string?)entry["body"] ?? "", Time);
                return (200, entry.DeepClone());
            }

            if (Repository.Carry(method, path, body, entries => Page(context, entries)) is { } answered)
            {
                return answered;
            }

            Problems.Add($"{method} {path}: this server does not know it");
            return (404, new JsonObject { ["message"] = "Not Found" });
        }
    }

    // Source: https://docs.github.com/en/rest/issues/issues#update-an-issue
    private static bool IsIssueField(string field, JsonNode? value) => (field, value?.ToString()) switch
    {
        ("title" or "body", not null) => true,
        ("state", "open" or "closed") => true,
        ("state_reason", "completed" or "not_planned" or "duplicate" or "reopened") => true,
        _ => false,
    };

    private JsonArray Page(HttpContext context, List<JsonObject> entries)
    {
        int page = context.Request.Query.TryGetValue("page", out var text) ? int.Parse(text.ToString(), CultureInfo.InvariantCulture) : 1;
        if (page * PageSize < entries.Count)
        {
            // The next page is of the same list: its filters stay.
            string filters = string.Concat(context.Request.Query.Where(q => q.Key is not ("page" or "per_page")).Select(q => $"&{q.Key}={Uri.EscapeDataString(q.Value.ToString())}"));
            context.Response.Headers.Link = $"<{app.Urls.First()}{context.Request.Path}?per_page=100&page={page + 1}{filters}>; rel=\"next\", <{app.Urls.First()}{context.Request.Path}?page=99>; rel=\"last\"";
        }

        return [.. entries.Skip((page - 1) * PageSize).Take(PageSize).Select(e => e.DeepClone())];
    }

    [GeneratedRegex("^/repos/setu-retail/platform/issues/((?<comment>comments)/)?(?<id>[0-9]+)$")]
    private static partial Regex OnePattern();
}
