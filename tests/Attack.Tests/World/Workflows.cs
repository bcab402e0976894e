using Infra.GitHub.Tests;
using YamlDotNet.RepresentationModel;

namespace Infra.Attack.Tests;

/// <summary>The committed workflows, as GitHub reads them.</summary>
internal static class Workflows
{
    public static string[] Files { get; } = [.. Fixture.Workflows.Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    public static YamlMappingNode Of(string file)
    {
        YamlStream stream = [];
        stream.Load(new StringReader(Committed.Read($".github/workflows/{file}")));
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    public static IEnumerable<(string File, string Id, YamlMappingNode Job)> Jobs(params string[] files) =>
        from file in files.Length == 0 ? Files : files
        from job in ((YamlMappingNode)Of(file)["jobs"]).Children
        select (file, job.Key.ToString(), (YamlMappingNode)job.Value);

    public static IEnumerable<YamlMappingNode> Steps(YamlMappingNode job) => ((YamlSequenceNode)job["steps"]).Children.Cast<YamlMappingNode>();

    public static string? Text(YamlMappingNode node, string name) => node.Children.TryGetValue(name, out YamlNode? value) && value is YamlScalarNode scalar ? scalar.Value : null;

    public static Dictionary<string, string> Map(YamlMappingNode node, string name) => node.Children.TryGetValue(name, out YamlNode? value) && value is YamlMappingNode map
        ? map.Children.ToDictionary(c => c.Key.ToString(), c => ((YamlScalarNode)c.Value).Value!, StringComparer.Ordinal) : [];

    /// <summary>Whether whoever runs code in a job has more than reading: an environment, an identity, a secret, or a right to write.</summary>
    public static bool HasRights(YamlMappingNode job) =>
        job.Children.ContainsKey("environment") || Map(job, "permissions").Any(p => p.Value == "write") || $"{job}".Contains("secrets.", StringComparison.Ordinal);

    /// <summary>Whether a job builds or restores something.</summary>
    public static bool Builds(YamlMappingNode job) => Steps(job).Select(s => Text(s, "run") ?? "").Any(r => System.Text.RegularExpressions.Regex.IsMatch(r, @"(^|[\s;&|(])(\./run|dotnet|msbuild|nuget|npm|npx|make)\b"));
}
