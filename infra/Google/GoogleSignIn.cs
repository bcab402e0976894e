using Google.Apis.Auth.OAuth2;
using Infra.Model.Errors;

namespace Infra.Google;

/// <summary>Signs in by the application default credentials.</summary>
internal static class GoogleSignIn
{
    private const string Scope = "https://www.googleapis.com/auth/cloud-platform";

    /// <summary>One credential for all requests, because it keeps its token; and with a person's the project that pays, which Cloud KMS asks for.</summary>
    /// <param name="purpose">What it is needed for, and who to be: the end of a sentence.</param>
    /// <param name="scopes">Scopes besides that of the cloud.</param>
    public static Func<CancellationToken, Task<SignedIn>> Once(string purpose, params string[] scopes)
    {
        GoogleCredential? credential = null;
        return async cancellation =>
        {
            try
            {
                credential ??= (await GoogleCredential.GetApplicationDefaultAsync(cancellation)).CreateScoped([Scope, .. scopes]);
                AccessTokenWithHeaders token = await ((ITokenAccessWithHeaders)credential).GetAccessTokenWithHeadersForRequestAsync(cancellationToken: cancellation);
                return new SignedIn(token.AccessToken, token.Headers.ToDictionary(h => h.Key, h => h.Value, StringComparer.OrdinalIgnoreCase));
            }
            catch (Exception refused) when (refused is InvalidOperationException or HttpRequestException or global::Google.Apis.Auth.OAuth2.Responses.TokenResponseException or SubjectTokenException or IOException)
            {
                // What the library says may name the file of the credentials, and what it read of it.
                throw new InfraException(ErrorKind.Authentication, $"No Google credentials were found, or they were not accepted, and {purpose}");
            }
        };
    }
}
