using System.Reflection;
using Infra.Offline.Generator;

namespace Infra.Offline.Tests;

/// <summary>The repository that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepoRoot");

    /// <summary>The committed folder offline/.</summary>
    public static OfflineFolder Offline { get; } = OfflineFolder.Find(Root);

    /// <summary>Skips a test of the stand-ins where the official packages were built in.</summary>
    public static void NeedsStandIns() =>
        Assert.SkipUnless(Metadata("Packages") == "offline", "built with Packages=official: there is no stub to check");

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
