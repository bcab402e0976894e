using System.Globalization;
using Octokit;
using Polly;
using Polly.Retry;

namespace Infra.GitHub.Api;

/// <summary>Which requests are made again, and when.</summary>
/// <remarks>Source: https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately</remarks>
internal static class Retries
{
    private const int MaxRetries = 5;

    // Longer than this a job waits for nothing but its own time limit.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    // What GitHub asks for where a secondary limit names no time.
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>The rules for one kind of request.</summary>
    /// <param name="clock">Tells the time, and waits.</param>
    /// <param name="isRepeatable">Whether a request that may have arrived can be made again.</param>
    /// <param name="waiting">Is told of every wait.</param>
    public static ResiliencePipeline Of(TimeProvider clock, bool isRepeatable, Action<string>? waiting) =>
        new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = MaxRetries,
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is { } failed
                    && !arguments.Context.CancellationToken.IsCancellationRequested
                    && (LimitedFor(failed, clock) is { } wait ? wait <= Longest : isRepeatable && IsUncertain(failed))),
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(
                    LimitedFor(arguments.Outcome.Exception!, clock) ?? TimeSpan.FromSeconds(1 << arguments.AttemptNumber)),
                OnRetry = arguments =>
                {
                    waiting?.Invoke(string.Create(
                        CultureInfo.InvariantCulture,
                        $"GitHub {(LimitedFor(arguments.Outcome.Exception!, clock) is null ? "did not answer" : "limits the requests")}; trying again in {Math.Ceiling(arguments.RetryDelay.TotalSeconds)} s."));
                    return ValueTask.CompletedTask;
                },
            })
            .Build();

    /// <summary>Whether nobody knows if the request was carried out: no answer, or a failure of the server.</summary>
    public static bool IsUncertain(Exception failed) => failed is HttpRequestException or IOException or TaskCanceledException or ApiException { StatusCode: >= System.Net.HttpStatusCode.InternalServerError };

    /// <summary>How long a limit holds; null where it is no limit. A limited request was not carried out.</summary>
    public static TimeSpan? LimitedFor(Exception failed, TimeProvider clock)
    {
        if (failed is not ApiException { HttpResponse.Headers: { } headers } refused || (int)refused.StatusCode is not (403 or 429))
        {
            return null;
        }

        if (Number(headers, "retry-after") is { } seconds)
        {
            return TimeSpan.FromSeconds(Math.Min(seconds, 86_400));
        }

        // A moment later than said: clocks differ, and an hour that begins too early is refused again.
        if (Number(headers, "x-ratelimit-remaining") == 0 && Number(headers, "x-ratelimit-reset") is { } reset)
        {
            TimeSpan left = DateTimeOffset.FromUnixTimeSeconds(Math.Min(reset, 253_402_300_799)) - clock.GetUtcNow() + TimeSpan.FromSeconds(1);
            return left > TimeSpan.Zero ? left : TimeSpan.FromSeconds(1);
        }

        return (int)refused.StatusCode == 429 || refused is SecondaryRateLimitExceededException or RateLimitExceededException ? Minute : null;
    }

    private static long? Number(IReadOnlyDictionary<string, string> headers, string name) =>
        headers.FirstOrDefault(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value is { } text
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
