using System.Net;
using System.Text.Json;

namespace Octokit;

/// <summary>GitHub refused a request.</summary>
public class ApiException : Exception
{
    /// <summary>The refusal that a response is.</summary>
    public ApiException(IResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        (HttpResponse, StatusCode, ApiError) = (response, response.StatusCode, Read(response.Body as string));
    }

    /// <summary>The response.</summary>
    public IResponse HttpResponse { get; }

    /// <summary>Its status.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>What its body says.</summary>
    public ApiError ApiError { get; }

    /// <inheritdoc/>
    public override string Message => string.IsNullOrEmpty(ApiError.Message) ? "An error occurred with this API request" : ApiError.Message;

    private static ApiError Read(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body ?? "");
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object
                ? new ApiError(Text(root, "message"), Text(root, "documentation_url"), Details(root))
                : new ApiError(body);
        }
        catch (JsonException)
        {
            return new ApiError(body);
        }
    }

    private static ApiErrorDetail[] Details(JsonElement root) =>
        root.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
            ? [.. errors.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.Object
                ? new ApiErrorDetail(Text(e, "message"), Text(e, "code"), Text(e, "field"), Text(e, "resource"))
                : new ApiErrorDetail(e.ToString(), null, null, null))]
            : [];

    private static string Text(JsonElement node, string name) =>
        node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
