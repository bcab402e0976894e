using System.Reflection;
using Infra.Model.Values;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;

namespace Infra.Cloud.Tests;

/// <summary>The checked-out repository that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string Root =
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepoRoot").Value!;

    public static StackSettings Dev { get; } = Settings("dev");

    public static StackSettings Staging { get; } = Settings("staging");

    public static StackSettings Prod { get; } = Settings("prod");

    public static StackSettings Named(string stack) => stack switch { "dev" => Dev, "staging" => Staging, "prod" => Prod, _ => throw new ArgumentOutOfRangeException(nameof(stack)) };

    public static BootstrapSettings Bootstrap { get; } = SettingsFile.ParseBootstrap("stacks/Pulumi.bootstrap.yaml", Read("stacks/Pulumi.bootstrap.yaml")).Settings!;

    public static string Read(string path) => File.ReadAllText(Fixture.Find(path)).ReplaceLineEndings("\n");

    /// <summary>The names of the folders below a folder, in ordinal order.</summary>
    public static IEnumerable<string> Folders(string path) =>
        Directory.GetDirectories(Path.Combine(Root, path)).Select(d => Path.GetFileName(d)).Where(d => d is not ("bin" or "obj")).Order(StringComparer.Ordinal);

    /// <summary>The names of the types in a folder: one a file.</summary>
    public static IEnumerable<string> TypesIn(string path) => Directory.GetFiles(Path.Combine(Root, path), "*.cs").Select(f => Path.GetFileNameWithoutExtension(f));

    /// <summary>Asserts that a committed file is as expected; with INFRA_APPROVE=1 it writes the file.</summary>
    public static void AssertApproved(string path, string expected)
    {
        if (Environment.GetEnvironmentVariable("INFRA_APPROVE") is "1" or "gone")
        {
            File.WriteAllText(Path.Combine(Root, path), expected);
        }

        Assert.Equal(expected, Read(path));
    }

    private static StackSettings Settings(string stack)
    {
        var file = $"stacks/Pulumi.{stack}.yaml";
        var result = SettingsFile.Parse(file, Read(file), StackName.Of(stack));
        return result.TryGet(out var settings) ? settings : throw new InvalidOperationException(string.Join('\n', result.Problems));
    }
}
