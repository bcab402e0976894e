using System.Net;
using System.Net.Http.Headers;
using Infra.Google;
using Infra.Pipeline.Clusters;
using Polly;
using Polly.Retry;

namespace Infra.Clusters;

/// <summary>What every request to a cluster goes through: it only reads, at the one address that the token is for, within bounds.</summary>
/// <param name="address">The only place that is asked.</param>
/// <param name="signIn">Who asks.</param>
/// <param name="clock">The clock of retries and of the time that an answer has.</param>
internal sealed class ClusterRequests(ClusterAddress address, Func<CancellationToken, Task<SignedIn>> signIn, TimeProvider clock) : DelegatingHandler
{
    /// <summary>The most bytes of an answer; a page of fifty large Applications has some ten million.</summary>
    public const int MaxBytes = 32 << 20;

    private const int MaxRetries = 2;

    // A page of large objects takes some seconds; a proxy gives up after a minute.
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(45);

    private readonly ResiliencePipeline<HttpResponseMessage> retries = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
        .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
        {
            MaxRetryAttempts = MaxRetries,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(250),
            ShouldHandle = new PredicateBuilder<HttpResponseMessage>()
                .Handle<HttpRequestException>(e => e.HttpRequestError != HttpRequestError.ConfigurationLimitExceeded)
                .HandleResult(r => r.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError),
        })
        .Build();

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Method != HttpMethod.Get || request.RequestUri is not { IsDefaultPort: true } asked || asked.Scheme != Uri.UriSchemeHttps || asked.Host != address.Endpoint)
        {
            throw new InvalidOperationException($"A cluster is only read, at https://{address.Endpoint}; this was {request.Method} {request.RequestUri?.GetLeftPart(UriPartial.Path)}.");
        }

        SignedIn who = await signIn(cancellationToken);
        request.Headers.Authorization = who.Token is null ? null : new AuthenticationHeaderValue("Bearer", who.Token);
        return await retries.ExecuteAsync(async stop => await AnswerAsync(request, stop), cancellationToken);
    }

    // The whole answer, because the time and the bytes are those of its content too.
    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using CancellationTokenSource late = new(MaxWait, clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, either.Token);
            await response.Content.LoadIntoBufferAsync(MaxBytes, either.Token);
            return response;
        }
        catch (Exception failed)
        {
            response?.Dispose();
            if (failed is OperationCanceledException && late.IsCancellationRequested && !cancellation.IsCancellationRequested)
            {
                throw new TimeoutException($"no answer within {MaxWait.TotalSeconds} seconds", failed);
            }

            throw;
        }
    }
}
