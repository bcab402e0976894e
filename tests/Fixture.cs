using System.Reflection;

namespace Infra;

/// <summary>The company that tests of the product work on, tests/Company: whoever makes a platform of their own replaces stacks/ and gitops/ of the repository, and no test of the product notices.</summary>
internal static class Fixture
{
    /// <summary>The repository that the tests were built from.</summary>
    public static string Repository { get; } = typeof(Fixture).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepoRoot").Value!;

    /// <summary>Its folder, which holds stacks/, gitops/ and .github/.</summary>
    public static string Root { get; } = Path.Combine(Repository, "tests", "Company");

    /// <summary>A file: of the company where it is one of the company's, of the product otherwise.</summary>
    public static string Find(string path) => File.Exists(Path.Combine(Root, path)) || path.StartsWith("stacks/", StringComparison.Ordinal) || path.StartsWith("gitops/", StringComparison.Ordinal) ? Path.Combine(Root, path) : Path.Combine(Repository, path);

    /// <summary>The workflows: the company's generated ones and ci.yml, which is the product's.</summary>
    public static string[] Workflows { get; } =
        [.. Directory.GetFiles(Path.Combine(Root, ".github", "workflows")).Append(Path.Combine(Repository, ".github", "workflows", "ci.yml")).OrderBy(Path.GetFileName, StringComparer.Ordinal)];
}
