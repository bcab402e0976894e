namespace Infra.Repo.Tests.Boundaries;

/// <summary>What rules ask of an assembly.</summary>
/// <param name="Name">Its name, such as <c>Infra.GitOps</c>.</param>
/// <param name="References">The assemblies of the product that it uses.</param>
/// <param name="Types">Its types with their folders from the root of the repository.</param>
/// <param name="Uses">Which folder uses which other one.</param>
internal sealed record AssemblyFacts(string Name, IReadOnlyList<string> References, IReadOnlyList<(string Name, string Namespace, string Folder)> Types, IReadOnlySet<(string From, string To)> Uses);
