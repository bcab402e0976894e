namespace Octokit;

/// <summary>It is not allowed: 403.</summary>
public class ForbiddenException : ApiException
{
    /// <summary>The refusal that a response is.</summary>
    public ForbiddenException(IResponse response)
        : base(response)
    {
    }
}
