namespace Octokit;

/// <summary>What was sent does not hold: 422.</summary>
public class ApiValidationException : ApiException
{
    /// <summary>The refusal that a response is.</summary>
    public ApiValidationException(IResponse response)
        : base(response)
    {
    }
}
