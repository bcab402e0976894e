using System.Text.RegularExpressions;

namespace Infra.Cli.Tests;

public sealed partial class WorkflowCommandTests
{
    public static TheoryData<string> Calls =>
    [
        .. Fixture.Workflows
            .SelectMany(f => Call().Matches(File.ReadAllText(f))).Select(m => m.Value).Where(c => c.Trim() != "./run test").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_workflow_calls_what_there_is(string call)
    {
        string[] words = call.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];

        // The command is the words before the first argument: names of commands are letters only, and no environment is called like one.
        using Workspace workspace = new();
        string[] command = [.. words.TakeWhile((w, i) => Regex.IsMatch(w, "^[a-z]+$") && w is not ("dev" or "staging" or "prod") && (i == 0 || w != "bootstrap"))];
        (string help, int exitCode) = await workspace.RunAsync([.. command, "--help"]);

        Assert.True(exitCode == 0, help);
        Assert.Contains("\nUsage: infra ", help, StringComparison.Ordinal);
        Assert.Contains($" {string.Join(' ', command)} ", help, StringComparison.Ordinal);
        Assert.All(words.Where(w => w.StartsWith("--", StringComparison.Ordinal)), option => Assert.Matches($"(?m)^ .*{Regex.Escape(option.Split('=')[0])}\\b", help));
    }

    [GeneratedRegex("(\\./run|artifacts/program/infra) [a-z][^|>;\\n{]*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Call();
}
