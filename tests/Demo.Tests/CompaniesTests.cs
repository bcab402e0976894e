using System.Diagnostics;
using System.Globalization;
using Infra.Cli.Tests;
using Infra.Cli.Tests.Starting;

namespace Infra.Demo.Tests;

/// <summary>Every company that init writes plays the whole way of a release at once, in its own words. One after the other: DemoTests plays beside them.</summary>
public sealed class CompaniesTests
{
    public static TheoryData<string> Companies => [.. Answers.All.Keys];

    [Theory]
    [MemberData(nameof(Companies))]
    public async Task A_company_plays_its_demo_to_the_end_and_no_word_of_the_example_is_said(string company)
    {
        using Workspace workspace = new();
        Directory.Delete(Path.Combine(workspace.Folder, "stacks"), recursive: true);
        workspace.Write("answers.yaml", Answers.All[company]);
        (string written, int made) = await workspace.RunAsync(["init", "--from", "answers.yaml"]);
        Assert.True(made == 0, written);

        Stopwatch watch = Stopwatch.StartNew();
        (string output, int exitCode) = await workspace.RunAsync(["demo", "--fast", "--all"]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"infra demo --fast of {company}: {watch.Elapsed.TotalSeconds:0} s"));

        Assert.True(exitCode == 0, output);
        Assert.Contains("\nThat was the whole way. ", output, StringComparison.Ordinal);
        ExampleWords.AreNotIn(output, company);
    }
}
