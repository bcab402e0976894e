using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Octokit;

/// <summary>Makes requests of the REST API over HTTP.</summary>
public class Connection : IConnection
{
    private const string Json = "application/vnd.github.v3+json";

    // What the package sends where nothing else was said; GitHub reads the body as JSON all the same.
    private const string DefaultContent = "application/x-www-form-urlencoded";

    private static readonly JsonSerializerOptions Names = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly ProductHeaderValue product;

    private readonly HttpClient client = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All }) { Timeout = TimeSpan.FromSeconds(100) };

    private ApiInfo last;

    /// <summary>A connection to a server, GitHub's or an Enterprise server's <c>https://HOST/api/v3/</c>.</summary>
    public Connection(ProductHeaderValue productInformation, Uri baseAddress, ICredentialStore credentialStore)
    {
        ArgumentNullException.ThrowIfNull(productInformation);
        ArgumentNullException.ThrowIfNull(baseAddress);
        ArgumentNullException.ThrowIfNull(credentialStore);
        if (!baseAddress.IsAbsoluteUri)
        {
            throw new ArgumentException(string.Format(CultureInfo.InvariantCulture, "The base address '{0}' must be an absolute URI", baseAddress), nameof(baseAddress));
        }

        (product, BaseAddress, CredentialStore) = (productInformation, baseAddress, credentialStore);
    }

    /// <inheritdoc/>
    public Uri BaseAddress { get; }

    /// <inheritdoc/>
    public ICredentialStore CredentialStore { get; }

    /// <inheritdoc/>
    public ApiInfo GetLastApiInfo() => last;

    /// <inheritdoc/>
    public void SetRequestTimeout(TimeSpan timeout) => client.Timeout = timeout;

    /// <inheritdoc/>
    public Task<IApiResponse<T>> Get<T>(Uri uri, IDictionary<string, string> parameters, string accepts, CancellationToken cancellationToken) =>
        Send<T>(HttpMethod.Get, With(uri, parameters), null, accepts, null, cancellationToken);

    /// <inheritdoc/>
    public Task<IApiResponse<T>> Post<T>(Uri uri, object body, string accepts, string contentType, IDictionary<string, string> parameters, CancellationToken cancellationToken = default) =>
        Send<T>(HttpMethod.Post, With(uri, parameters), body, accepts, contentType, cancellationToken);

    /// <inheritdoc/>
    public Task<IApiResponse<T>> Put<T>(Uri uri, object body) => Send<T>(HttpMethod.Put, uri, body, null, null, default);

    /// <inheritdoc/>
    public Task<IApiResponse<T>> Patch<T>(Uri uri, object body) => Send<T>(HttpMethod.Patch, uri, body, null, null, default);

    /// <inheritdoc/>
    public async Task<HttpStatusCode> Delete(Uri uri) => (await Send<object>(HttpMethod.Delete, uri, null, null, null, default).ConfigureAwait(false)).HttpResponse.StatusCode;

    private static Uri With(Uri uri, IDictionary<string, string> parameters)
    {
        if (parameters is null || parameters.Count == 0)
        {
            return uri;
        }

        var query = string.Join('&', parameters.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));
        var text = uri.OriginalString;
        return new Uri($"{text}{(text.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}", UriKind.RelativeOrAbsolute);
    }

    private async Task<IApiResponse<T>> Send<T>(HttpMethod method, Uri uri, object body, string accepts, string contentType, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(uri);
        using HttpRequestMessage request = new(method, new Uri(BaseAddress, uri));
        request.Headers.TryAddWithoutValidation("Accept", accepts ?? Json);
        request.Headers.TryAddWithoutValidation("User-Agent", $"{product} (Octokit stand-in 14.0.0)");
        request.Headers.Authorization = Shown(await CredentialStore.GetCredentials().ConfigureAwait(false));
        if (body is not null)
        {
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body, Names), Encoding.UTF8, contentType ?? DefaultContent);
        }

        using var answer = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        Response response = new(
            answer.StatusCode,
            await answer.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false),
            answer.Headers.Concat(answer.Content.Headers).ToDictionary(h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase),
            answer.Content.Headers.ContentType?.MediaType);
        last = response.ApiInfo;
        Refuse(response);
        return new ApiResponse<T>(response, Read<T>(response));
    }

    private static T Read<T>(Response response) =>
        response.ContentType == "application/json" && response.Body is string { Length: > 0 } text ? JsonSerializer.Deserialize<T>(text, Names) : default;

    private static AuthenticationHeaderValue Shown(Credentials credentials) => credentials.AuthenticationType switch
    {
        AuthenticationType.Oauth => new("Token", credentials.Password),
        AuthenticationType.Bearer => new("Bearer", credentials.Password),
        _ => null,
    };

    private static void Refuse(Response response)
    {
        if ((int)response.StatusCode < 400)
        {
            return;
        }

        var text = response.Body as string ?? "";
        throw (int)response.StatusCode switch
        {
            401 => new AuthorizationException(response),
            403 when text.Contains("secondary rate limit", StringComparison.OrdinalIgnoreCase) => new SecondaryRateLimitExceededException(response),
            403 when text.Contains("rate limit exceeded", StringComparison.OrdinalIgnoreCase) => new RateLimitExceededException(response),
            403 => new ForbiddenException(response),
            404 => new NotFoundException(response),
            422 => new ApiValidationException(response),
            _ => new ApiException(response),
        };
    }
}
