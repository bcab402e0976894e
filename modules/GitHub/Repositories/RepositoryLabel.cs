namespace Infra.GitHub.Repositories;

/// <summary>A label of issues and pull requests.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Color">Six lower-case hexadecimal digits.</param>
/// <param name="Description">What it says, at most 100 characters.</param>
public sealed record RepositoryLabel(string Name, string Color, string Description);
