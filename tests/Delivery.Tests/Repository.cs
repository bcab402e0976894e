using System.Reflection;

namespace Infra.Delivery.Tests;

/// <summary>The repository that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepoRoot").Value!;

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Asserts that a committed file is what a generator writes; with INFRA_APPROVE=1 it writes the file.</summary>
    public static void AssertGenerated(string path, string expected)
    {
        string full = Path.Combine(Root, path);
        if (Environment.GetEnvironmentVariable("INFRA_APPROVE") == "1")
        {
            File.WriteAllText(full, expected);
        }

        Assert.Equal(expected, File.Exists(full) ? File.ReadAllText(full) : "(no file)");
    }
}
