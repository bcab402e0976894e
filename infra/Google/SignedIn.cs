namespace Infra.Google;

/// <summary>Who asks.</summary>
/// <param name="Token">The token; null for none.</param>
/// <param name="Headers">What else belongs to it, such as the project whose quota counts.</param>
internal sealed record SignedIn(string? Token, IReadOnlyDictionary<string, IReadOnlyList<string>> Headers);
