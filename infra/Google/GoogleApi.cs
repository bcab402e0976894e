using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Polly;
using Polly.Retry;

namespace Infra.Google;

/// <summary>Requests to Google's REST APIs as whoever this machine is signed in as: the application default credentials, which a job has from its workload identity.</summary>
/// <remarks>https://docs.cloud.google.com/docs/authentication/application-default-credentials</remarks>
internal sealed class GoogleApi : IDisposable
{
    private const string Purpose =
        "the audit record of a real cloud is kept at Google. Run `gcloud auth application-default login`, as somebody who may read the record (docs/gates.md, Which key signs what); a job signs in by its workload identity.";

    private const int MaxBytes = 16 << 20;
    private const int MaxRetries = 4;

    private readonly HttpClient http;
    private readonly Func<CancellationToken, Task<SignedIn>> signIn;
    private readonly ResiliencePipeline<HttpResponseMessage> retries;

    /// <summary>Requests to the real services.</summary>
    public GoogleApi()
        : this(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }), GoogleSignIn.Once(Purpose), TimeProvider.System)
    {
    }

    /// <summary>Requests of a test, which stay on this machine.</summary>
    /// <param name="http">Where they go.</param>
    /// <param name="token">The token that they carry; null for none.</param>
    /// <param name="clock">The clock of retries.</param>
    public GoogleApi(HttpClient http, Func<CancellationToken, Task<string?>> token, TimeProvider clock)
        : this(http, async cancellation => new SignedIn(await token(cancellation), new Dictionary<string, IReadOnlyList<string>>()), clock)
    {
    }

    private GoogleApi(HttpClient http, Func<CancellationToken, Task<SignedIn>> signIn, TimeProvider clock)
    {
        (this.http, this.signIn) = (http, signIn);

        // A token is sent only to the address that is asked, so nothing is followed elsewhere. A proxy of a company sees that, and nothing inside: TLS proves the server.
        http.MaxResponseContentBufferSize = MaxBytes;
        retries = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                Delay = TimeSpan.FromMilliseconds(250),
                ShouldHandle = new PredicateBuilder<HttpResponseMessage>().Handle<HttpRequestException>()
                    .HandleResult(r => r.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError),
            })
            .Build();
    }

    /// <summary>Sends a request, again where the service was busy.</summary>
    /// <param name="what">What is asked, for the error message.</param>
    /// <param name="make">Makes the request; it is made anew for each try.</param>
    /// <param name="accepted">Statuses that are an answer besides success.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">Nobody is signed in, the service refused, or it did not answer.</exception>
    public async Task<HttpResponseMessage> SendAsync(string what, Func<HttpRequestMessage> make, HttpStatusCode[] accepted, CancellationToken cancellation)
    {
        SignedIn who = await signIn(cancellation);
        HttpResponseMessage response;
        try
        {
            response = await retries.ExecuteAsync(
                async stop =>
                {
                    using HttpRequestMessage request = make();
                    request.Headers.Authorization = who.Token is null ? null : new AuthenticationHeaderValue("Bearer", who.Token);
                    foreach ((string name, IReadOnlyList<string> values) in who.Headers)
                    {
                        request.Headers.TryAddWithoutValidation(name, values);
                    }

                    return await http.SendAsync(request, stop);
                },
                cancellation);
        }
        catch (HttpRequestException unreachable)
        {
            throw new InfraException(ErrorKind.Failed, $"{what}: Google did not answer: {Printable.Text(unreachable.Message)}. What is not known is not allowed. Try again.", unreachable);
        }

        if (response.IsSuccessStatusCode || accepted.Contains(response.StatusCode))
        {
            return response;
        }

        using (response)
        {
            string said = Message(await response.Content.ReadAsStringAsync(cancellation));
            throw new InfraException(
                response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? ErrorKind.Authentication : ErrorKind.Failed,
                $"{what}: Google answered {(int)response.StatusCode}{(said.Length > 0 ? $": {said}" : "")}. What is not known is not allowed.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static string Message(string body)
    {
        try
        {
            string text = (string?)JsonNode.Parse(body)?["error"]?["message"] ?? "";
            return Printable.Text(new CredentialMask().Apply(text.Length <= 500 ? text : text[..500]));
        }
        catch (Exception noJson) when (noJson is System.Text.Json.JsonException or InvalidOperationException)
        {
            return "";
        }
    }
}
