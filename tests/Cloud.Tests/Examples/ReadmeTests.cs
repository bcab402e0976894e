using System.Text.RegularExpressions;

namespace Infra.Cloud.Tests.Examples;

/// <summary>The example of each README is the code between its marks in this folder, and that code runs.</summary>
public sealed partial class ReadmeTests
{
    private static readonly Dictionary<string, (Action<Infra.Settings.Stacks.StackSettings> Run, int Resources)> Examples = new(StringComparer.Ordinal)
    {
        ["Networks"] = (NetworksExample.Run, 30), ["Gke"] = (GkeExample.Run, 37), ["Keys"] = (KeysExample.Run, 9),
        ["State"] = (StateExample.Run, 3), ["Secrets"] = (SecretsExample.Run, 7), ["Environments"] = (EnvironmentsExample.Run, 0),
        ["ManagedProjects"] = (ManagedProjectsExample.Run, 15), ["Identity"] = (IdentityExample.Run, 41), ["Budgets"] = (BudgetsExample.Run, 1), ["Bootstrap"] = (BootstrapExample.Run, 0),
        ["Registry"] = (RegistryExample.Run, 20), ["Backup"] = (BackupExample.Run, 13),
        ["Clusters"] = (ClustersExample.Run, 15), ["ExternalSecretsOperator"] = (ExternalSecretsOperatorExample.Run, 9), ["ArgoCdHub"] = (ArgoCdHubExample.Run, 48),
    };

    public static TheoryData<string> Modules => [.. Examples.Keys];

    [Theory]
    [MemberData(nameof(Modules))]
    public void The_example_of_the_README_is_the_code_that_is_run(string module)
    {
        var path = $"modules/Cloud/{module}/README.md";
        var source = Repository.Read($"tests/Cloud.Tests/Examples/{module}Example.cs");
        var start = source.IndexOf($"// README {path}\n", StringComparison.Ordinal);
        Assert.True(start > 0, $"no mark for {path}");
        var code = source[(source.IndexOf('\n', start) + 1)..source.IndexOf("        // END", StringComparison.Ordinal)];
        var expected = string.Join('\n', code.Split('\n').Select(l => l.StartsWith("        ", StringComparison.Ordinal) ? l[8..] : l));
        Assert.Equal(expected, Block().Match(Repository.Read(path)).Groups["code"].Value);
    }

    [Theory]
    [MemberData(nameof(Modules))]
    public async Task The_example_of_the_README_runs(string module)
    {
        var (run, resources) = Examples[module];
        var made = await Recording.OfAsync(() => run(Repository.Dev));
        Assert.Equal(resources, made.All.Count(m => !m.IsComponent && m.Type != "pulumi:pulumi:Stack"));
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Block();
}
