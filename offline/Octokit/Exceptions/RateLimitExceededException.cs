using System.Globalization;

namespace Octokit;

/// <summary>Too many requests in this hour.</summary>
public class RateLimitExceededException : ForbiddenException
{
    /// <summary>The refusal that a response is.</summary>
    public RateLimitExceededException(IResponse response)
        : base(response)
    {
    }

    /// <summary>How many requests an hour has.</summary>
    public int Limit => (int)Number("x-ratelimit-limit");

    /// <summary>How many are left.</summary>
    public int Remaining => (int)Number("x-ratelimit-remaining");

    /// <summary>When the next hour begins.</summary>
    public DateTimeOffset Reset => DateTimeOffset.FromUnixTimeSeconds(Number("x-ratelimit-reset"));

    private long Number(string header) =>
        HttpResponse.Headers.TryGetValue(header, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
