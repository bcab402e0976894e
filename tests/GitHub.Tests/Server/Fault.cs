namespace Infra.GitHub.Tests.Server;

/// <summary>One request that goes wrong.</summary>
/// <param name="Method">The method that it waits for.</param>
/// <param name="Status">What is answered; 0 for a connection that breaks.</param>
/// <param name="IsCarriedOut">Whether the request is carried out all the same, and only its answer is lost.</param>
/// <param name="Body">The answer.</param>
internal sealed record Fault(string Method, int Status, bool IsCarriedOut = false, string Body = "{\"message\":\"No\"}")
{
    public (string Name, string Value)[] Headers { get; init; } = [];
}
