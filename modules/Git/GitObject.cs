namespace Infra.Git;

/// <summary>One object as git hands it over, counted by its length and cut by no separator.</summary>
/// <param name="Id">Its hash.</param>
/// <param name="Kind">What it is: <c>commit</c>, <c>blob</c>, <c>tree</c> or <c>tag</c>.</param>
/// <param name="Content">Its bytes.</param>
public sealed record GitObject(string Id, string Kind, byte[] Content);
