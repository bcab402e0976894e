using System.Reflection;

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
            return new DeliveryEnvironment(settings.Stack, settings.Tier, FoundationFile.Parse(foundation, Read(foundation), settings).Settings!);
        }),
    ]);

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));
}
