namespace Octokit;

/// <summary>Too many requests at once.</summary>
public class SecondaryRateLimitExceededException : ForbiddenException
{
    /// <summary>The refusal that a response is.</summary>
    public SecondaryRateLimitExceededException(IResponse response)
        : base(response)
    {
    }
}
