namespace Octokit;

/// <summary>The credentials are missing or wrong: 401.</summary>
public class AuthorizationException : ApiException
{
    /// <summary>The refusal that a response is.</summary>
    public AuthorizationException(IResponse response)
        : base(response)
    {
    }
}
