namespace Octokit;

/// <summary>One thing that is wrong with a request.</summary>
public class ApiErrorDetail
{
    /// <summary>All of it.</summary>
    public ApiErrorDetail(string message, string code, string field, string resource) =>
        (Message, Code, Field, Resource) = (message, code, field, resource);

    /// <summary>The message; null where the code says it.</summary>
    public string Message { get; }

    /// <summary>The kind of problem, such as <c>already_exists</c>.</summary>
    public string Code { get; }

    /// <summary>The field.</summary>
    public string Field { get; }

    /// <summary>The resource, such as <c>Label</c>.</summary>
    public string Resource { get; }
}
