using System.Reflection;
using Infra.Model.Values;
using Infra.Pipeline.Rendering;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;

namespace Infra.Repo.Tests;

/// <summary>Each data file has a schema and a table below <c>stacks/schema</c>, written from what its reader reads: <c>infra render</c> writes them.</summary>
public sealed class DataFormatTests
{
    private const string Folder = "stacks/schema";

    // Those of the company that tests work on, by their paths from its repository.
    private static readonly string[] Files = [.. Directory.GetFiles(Fixture.Root, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Fixture.Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    private static readonly IReadOnlyList<DataFormat> Formats =
    [
        .. Directory.GetFiles(AppContext.BaseDirectory, "Infra.*.dll").Where(f => !Path.GetFileName(f).Contains("Tests", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .SelectMany(f => DataFormat.In(Assembly.LoadFrom(f))).OrderBy(f => f.Name, StringComparer.Ordinal),
    ];

    /// <summary>`infra check` compares them with those of the company.</summary>
    [Fact]
    public void Every_data_file_that_a_class_reads_has_a_schema_and_a_table() => Assert.Equal(
        Formats.SelectMany(f => new[] { $"{Folder}/{f.Name}.md", $"{Folder}/{f.Name}.schema.json" }).Append($"{Folder}/README.md").Order(StringComparer.Ordinal), SchemaFiles.All.Keys);

    /// <summary>Editors take the schema from it. What the program writes, releases and foundations, nobody edits.</summary>
    [Fact]
    public void Each_data_file_that_people_write_names_its_schema_in_the_first_line()
    {
        string[] files = [.. Files.Where(f => f.StartsWith("stacks/", StringComparison.Ordinal) && f.EndsWith(".yaml", StringComparison.Ordinal)
            && !f.StartsWith("stacks/catalog/addons/", StringComparison.Ordinal) && Path.GetFileName(f) is not ("foundation.yaml" or "release.yaml"))];

        Assert.Equal(Formats.Select(f => f.Name).Except(["answers", "foundation", "release"], StringComparer.Ordinal), files.Select(SchemaOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    /// <summary>Its folder would be that of an environment.</summary>
    [Fact]
    public void An_environment_cannot_be_called_like_a_folder_of_stacks()
    {
        string[] environments = [.. Files.Where(f => f.StartsWith("stacks/Pulumi.", StringComparison.Ordinal)).Select(f => f.Split('.')[1])];
        string[] folders = [.. Files.Where(f => f.StartsWith("stacks/", StringComparison.Ordinal)).Select(f => f.Split('/')).Where(p => p.Length > 2).Select(p => p[1]).Distinct(StringComparer.Ordinal).Except(environments, StringComparer.Ordinal)];

        Assert.NotEmpty(folders);
        Assert.All(folders, f => Assert.Contains(
            SettingsFile.Parse($"stacks/Pulumi.{f}.yaml", "config: {}", StackName.Of(f)).Problems, p => p.Rule.StartsWith("an environment is not named like a folder of stacks/", StringComparison.Ordinal)));
    }

    private static string SchemaOf(string file)
    {
        string line = File.ReadAllText(Fixture.Find(file)).Split('\n')[0];
        string up = string.Concat(Enumerable.Repeat("../", file.Count(c => c == '/') - 1));
        DataFormat? format = Formats.FirstOrDefault(f => line == $"# yaml-language-server: $schema={up}schema/{f.Name}.schema.json");
        Assert.True(format is not null && Fits(format.File, file), $"The first line of {file} is '{line}'. Write: # yaml-language-server: $schema={up}schema/NAME.schema.json, of the format whose file it is.");
        return format.Name;
    }

    private static bool Fits(string form, string file)
    {
        string[] parts = form.Split("ENV");
        return file.StartsWith(parts[0], StringComparison.Ordinal) && file.EndsWith(parts[^1], StringComparison.Ordinal);
    }
}
