using System.Reflection;
using Infra.GitHub.Generators;
using Infra.Model.Values;
using Infra.Settings.Foundations;
using Infra.Settings.Stacks;

namespace Infra.GitHub.Tests;

/// <summary>The committed repository, and the environments of its workflows.</summary>
internal static class Committed
{
    public static string Root { get; } = typeof(Committed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepoRoot").Value!;

    public static DeliveryOptions Options { get; } = new(
    [
        .. new[] { "dev", "staging", "prod" }.Select(name =>
        {
            string file = $"stacks/Pulumi.{name}.yaml";
            StackSettings settings = SettingsFile.Parse(file, Read(file), StackName.Of(name)).Settings!;
            string foundation = Foundation.PathOf(settings.Stack);
            return new DeliveryEnvironment(settings.Stack, settings.Tier, FoundationFile.Parse(foundation, Read(foundation), settings).Settings!)
            {
                RehearsesRollback = Gates(name).Contains("    rollbackReady:", StringComparison.Ordinal),
                HasRollout = Gates(name).Contains("    rollout:", StringComparison.Ordinal),
            };
        }),
    ]);

    /// <summary>The same, in which staging and production have a script that gathers evidence.</summary>
    public static DeliveryOptions Gathering { get; } = new([.. Options.Environments.Select(e => e.Tier == Tier.Development ? e : e with { Evidence = "scripts/evidence" })]);

    public static string Read(string file) => File.ReadAllText(Fixture.Find(file));

    // What gates.yaml says below the name of an environment.
    private static string Gates(string name) =>
        string.Join('\n', Read("stacks/delivery/gates.yaml").ReplaceLineEndings("\n").Split('\n').SkipWhile(l => l != $"  {name}:").Skip(1).TakeWhile(l => l.StartsWith("    ", StringComparison.Ordinal)));

    /// <summary>Asserts that a committed file is what a generator writes; with INFRA_APPROVE=1 it writes the file.</summary>
    public static void AssertGenerated(string file, string expected)
    {
        string path = Fixture.Find(file);
        if (Environment.GetEnvironmentVariable("INFRA_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, File.Exists(path) ? File.ReadAllText(path) : "(no file)");
    }
}
