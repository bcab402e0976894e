using System.Net;

namespace Octokit;

internal sealed record Response(HttpStatusCode StatusCode, object Body, IReadOnlyDictionary<string, string> Headers, string ContentType) : IResponse
{
    public ApiInfo ApiInfo { get; } = new(Headers);
}
