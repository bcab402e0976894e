using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli.Tests;

public sealed class SbomTests
{
    private static readonly string[] Products = ["NodaTime", "Polly.Core", "Spectre.Console", "System.CommandLine", "YamlDotNet"];

    [Fact]
    public async Task The_list_of_parts_is_valid_and_the_same_each_time()
    {
        string document = await ListAsync();

        Assert.Equal("", await ProblemsAsync(document));
        Assert.Equal(document, await ListAsync());
    }

    [Theory]
    [InlineData("\"bomFormat\": \"CycloneDX\"", "\"bomFormat\": \"Cyclone\"")]
    [InlineData("\"type\": \"library\"", "\"type\": \"lib\"")]
    [InlineData("\"purl\": \"pkg:nuget/", "\"url\": \"pkg:nuget/")]
    public async Task A_list_that_is_broken_is_found(string good, string bad)
    {
        string document = await ListAsync();
        Assert.Contains(good, document, StringComparison.Ordinal);

        Assert.NotEqual("", await ProblemsAsync(document.Replace(good, bad, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Every_package_of_the_product_is_listed_in_the_version_that_is_written_down_with_who_needs_it()
    {
        JsonNode document = JsonNode.Parse(await ListAsync())!;
        string versions = File.ReadAllText(Path.Combine(Workspace.Root, "Directory.Packages.props"));

        Assert.All(Products, name =>
        {
            JsonNode component = Assert.Single(document["components"]!.AsArray(), c => (string?)c!["name"] == name)!;
            Assert.Contains($"Include=\"{name}\" Version=\"{(string?)component["version"]}\"", versions, StringComparison.Ordinal);
            Assert.Equal($"pkg:nuget/{name}@{(string?)component["version"]}", (string?)component["purl"]);
            Assert.Contains(document["dependencies"]!.AsArray(), d => d!["dependsOn"]!.AsArray().Any(n => (string?)n == (string?)component["bom-ref"]));
        });
        Assert.Equal("infra", (string?)document["metadata"]!["component"]!["name"]);
        Assert.Contains(document["metadata"]!["component"]!["properties"]!.AsArray(), p => (string?)p!["name"] == "infra:packages" && (string?)p["value"] == PackageKind.Name);
    }

    [Fact]
    public async Task Nothing_of_the_tests_is_in_it() => Assert.DoesNotContain("xunit", await ListAsync(), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public async Task It_is_written_to_a_file_as_a_whole()
    {
        using Workspace workspace = new();

        (string output, int exitCode) = await workspace.RunAsync(["sbom", "--out", "sbom.cdx.json"]);

        Assert.Equal((0, "The list of parts is written to sbom.cdx.json.\n"), (exitCode, output));
        Assert.Equal(await ListAsync(), workspace.Read("sbom.cdx.json"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    public void A_program_without_a_readable_list_says_so(string closure)
    {
        InfraException refusal = Assert.Throws<InfraException>(() => BillOfMaterials.Write(Encoding.UTF8.GetBytes(closure), "official"));

        Assert.Equal("infra.deps.json beside the program is not what the .NET SDK writes, so it is not known what the program is made of. Build it again.", refusal.Message);
    }

    private static async Task<string> ListAsync()
    {
        using Workspace workspace = new();
        (string output, int exitCode) = await workspace.RunAsync(["sbom"]);
        Assert.True(exitCode == 0, output);
        return output;
    }

    /// <summary>What the schema of CycloneDX 1.6 finds, strictly: no field that it does not know.</summary>
    private static async Task<string> ProblemsAsync(string document)
    {
        ProcessStartInfo start = new("node", [Path.Combine(Workspace.Root, "tests", "node", "sbom.js")]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using Process node = Process.Start(start)!;
        Task<string> output = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.StandardInput.WriteAsync(document);
        node.StandardInput.Close();
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, $"The validator did not run; ./run test installs it.\n{await error}");
        return await output;
    }
}
