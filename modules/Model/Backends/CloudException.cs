namespace Infra.Model.Backends;

/// <summary>The cloud's refusal, worded as Google words it.</summary>
public sealed class CloudException(string code, string message) : Exception($"{code}: {message}")
{
    /// <summary>Google's code, such as <c>409 alreadyExists</c>.</summary>
    public string Code { get; } = code;
}
