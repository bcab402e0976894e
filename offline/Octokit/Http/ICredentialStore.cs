namespace Octokit;

/// <summary>Where credentials come from.</summary>
public interface ICredentialStore
{
    /// <summary>The credentials for the next request.</summary>
    Task<Credentials> GetCredentials();
}
