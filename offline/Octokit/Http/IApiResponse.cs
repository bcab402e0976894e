namespace Octokit;

/// <summary>A response and its body, read.</summary>
public interface IApiResponse<T>
{
    /// <summary>The body.</summary>
    T Body { get; }

    /// <summary>The response.</summary>
    IResponse HttpResponse { get; }
}
