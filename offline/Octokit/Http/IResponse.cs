using System.Net;

namespace Octokit;

/// <summary>A response of GitHub.</summary>
public interface IResponse
{
    /// <summary>The body; text where it is JSON or text.</summary>
    object Body { get; }

    /// <summary>The headers, by name without regard to case.</summary>
    IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>What the headers say.</summary>
    ApiInfo ApiInfo { get; }

    /// <summary>The status.</summary>
    HttpStatusCode StatusCode { get; }

    /// <summary>The media type of the body; null for none.</summary>
    string ContentType { get; }
}
