namespace Octokit.Internal;

/// <summary>Credentials that stay the same.</summary>
public class InMemoryCredentialStore : ICredentialStore
{
    private readonly Credentials credentials;

    /// <summary>A store of these.</summary>
    public InMemoryCredentialStore(Credentials credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        this.credentials = credentials;
    }

    /// <inheritdoc/>
    public Task<Credentials> GetCredentials() => Task.FromResult(credentials);
}
