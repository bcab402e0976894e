using System.Net;

namespace Octokit;

/// <summary>Makes requests of the REST API. Addresses are relative to the base address.</summary>
public interface IConnection : IApiInfoProvider
{
    /// <summary>The address that requests are relative to; it ends in a slash.</summary>
    Uri BaseAddress { get; }

    /// <summary>Where credentials come from.</summary>
    ICredentialStore CredentialStore { get; }

    /// <summary>How long one request may take.</summary>
    void SetRequestTimeout(TimeSpan timeout);

    /// <summary>Reads.</summary>
    Task<IApiResponse<T>> Get<T>(Uri uri, IDictionary<string, string> parameters, string accepts, CancellationToken cancellationToken);

    /// <summary>Makes something.</summary>
    Task<IApiResponse<T>> Post<T>(Uri uri, object body, string accepts, string contentType, IDictionary<string, string> parameters = null, CancellationToken cancellationToken = default);

    /// <summary>Puts something in place.</summary>
    Task<IApiResponse<T>> Put<T>(Uri uri, object body);

    /// <summary>Changes something.</summary>
    Task<IApiResponse<T>> Patch<T>(Uri uri, object body);

    /// <summary>Deletes something.</summary>
    Task<HttpStatusCode> Delete(Uri uri);
}
