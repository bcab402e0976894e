namespace Octokit;

/// <summary>What GitHub says of a refusal.</summary>
public class ApiError
{
    /// <summary>A message alone.</summary>
    public ApiError(string message)
        : this(message, null, [])
    {
    }

    /// <summary>A message, where to read more, and each thing that is wrong.</summary>
    public ApiError(string message, string documentationUrl, IReadOnlyList<ApiErrorDetail> errors) =>
        (Message, DocumentationUrl, Errors) = (message, documentationUrl, errors);

    /// <summary>The message.</summary>
    public string Message { get; }

    /// <summary>Where to read more.</summary>
    public string DocumentationUrl { get; }

    /// <summary>Each thing that is wrong.</summary>
    public IReadOnlyList<ApiErrorDetail> Errors { get; }
}
