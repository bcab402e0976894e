namespace Octokit;

/// <summary>It is not there, or may not be seen: 404.</summary>
public class NotFoundException : ApiException
{
    /// <summary>The refusal that a response is.</summary>
    public NotFoundException(IResponse response)
        : base(response)
    {
    }
}
