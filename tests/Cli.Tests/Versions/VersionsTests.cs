using System.Text.Json;

namespace Infra.Cli.Tests.Versions;

/// <summary>The table of pinned versions, against the files that rule them.</summary>
public sealed class VersionsTests : IDisposable
{
    private readonly Workspace workspace = new();

    public VersionsTests() => workspace.AddProgramFiles();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task Each_version_stands_in_the_file_that_rules_it()
    {
        (string output, int code) = await workspace.RunAsync(["versions", "--format", "json"]);

        Assert.Equal(0, code);
        using JsonDocument document = JsonDocument.Parse(output);
        JsonElement[] all = [.. document.RootElement.GetProperty("versions").EnumerateArray()];
        Assert.Equal(["packages", "pulumi", "providers", "actions", "charts", "images"], all.Select(v => v.GetProperty("layer").GetString()).Distinct());
        Assert.All(all, v =>
        {
            string file = v.GetProperty("ruledBy").GetString()!;
            string text = File.ReadAllText(Path.Combine(file.StartsWith("stacks/", StringComparison.Ordinal) ? workspace.Folder : Workspace.Root, file));
            string version = v.GetProperty("version").GetString()!;

            // The tag of an image may be that of the chart beside it.
            Assert.True(text.Contains(version, StringComparison.Ordinal) || Beside(file).Contains(version, StringComparison.Ordinal), $"{v}");
        });
    }

    [Fact]
    public async Task The_page_has_the_table_that_the_program_writes_without_the_add_ons_of_a_company()
    {
        (string output, int code) = await workspace.RunAsync(["versions", "--format", "markdown"]);

        Assert.Equal(0, code);
        string table = string.Concat(output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.Contains("`stacks/", StringComparison.Ordinal)).Select(l => $"{l}\n"));
        Assert.EndsWith($"\n\n{table}", await File.ReadAllTextAsync(Path.Combine(Workspace.Root, "docs", "versions.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_layer_is_shown_alone()
    {
        (string output, int code) = await workspace.RunAsync(["versions", "--layer", "providers"]);

        Assert.Equal(0, code);
        Assert.Equal(
            """
            LAYER      COMPONENT   VERSION  PURPOSE
            providers  gcp         9.35.0   makes resources of Google Cloud
            providers  kubernetes  4.32.0   installs charts and objects in clusters

            """,
            output);
    }

    [Fact]
    public async Task An_unknown_layer_is_refused_with_those_that_there_are()
    {
        (string output, int code) = await workspace.RunAsync(["versions", "--layer", "kernel"]);

        Assert.Equal(2, code);
        Assert.Contains("packages, pulumi, providers, actions, charts, images", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Directory.Packages.props", " Purpose=\"YAML\"", "", "has no Purpose. Write Include, Version and Purpose of each package of the program.")]
    [InlineData("Directory.Packages.props", "</Project>", "", "Directory.Packages.props is no XML: ")]
    [InlineData("Directory.Packages.props", "<Project>", "<!DOCTYPE x [<!ENTITY a \"a\">]><Project>", "Directory.Packages.props is no XML: ")]
    [InlineData("Directory.Packages.props", "Label=\"Product\"", "", "Directory.Packages.props has no ItemGroup with the label Product")]
    [InlineData("global.json", "\"sdk\"", "\"kds\"", "global.json names no SDK: ")]
    [InlineData("global.json", "{", "", "global.json names no SDK: ")]
    public async Task A_file_that_rules_nothing_is_an_error_and_no_shorter_table(string file, string before, string after, string message)
    {
        workspace.Replace(file, before, after);

        (string output, int code) = await workspace.RunAsync(["versions"]);

        Assert.Equal((int)ExitCode.Configuration, code);
        Assert.Contains(message, output, StringComparison.Ordinal);
    }

    private static string Beside(string file) => file.EndsWith("PinnedImage.cs", StringComparison.Ordinal) ? File.ReadAllText(Path.Combine(Workspace.Root, "modules", "Cloud", "Clusters", "HelmChart.cs")) : "";
}
