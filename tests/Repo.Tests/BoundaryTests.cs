using System.Text.RegularExpressions;

namespace Infra.Repo.Tests;

/// <summary>What sources may not say, whatever they are compiled to: constants are inlined, so these rules read text.</summary>
public sealed class BoundaryTests
{
    [Theory]
    [InlineData("modules/Model/", "Pulumi")]
    [InlineData("modules/Model/", "Spectre.Console")]
    [InlineData("modules/Model/", "NodaTime")]
    [InlineData("modules/Settings/", "Pulumi")]
    [InlineData("modules/Delivery/", "YamlDotNet")]
    [InlineData("modules/Cloud/", "YamlDotNet")]
    [InlineData("modules/Engine/", "Spectre.Console")]
    [InlineData("modules/Emulator/", "Pulumi")]
    [InlineData("modules/GitOps/", "Pulumi")]
    [InlineData("modules/Policy/", "Pulumi")]
    public void A_module_does_not_use_a_library_that_is_not_its_business(string folder, string library) =>
        Assert.DoesNotContain(Sources(folder), f => Tree.Read(f).Contains($"using {library}", StringComparison.Ordinal));

    [Theory]
    [InlineData("Console.")]
    [InlineData("DateTime.Now")]
    [InlineData("DateTime.UtcNow")]
    [InlineData("DateTimeOffset.UtcNow")]
    [InlineData("Environment.GetEnvironmentVariable")]
    [InlineData("Environment.CurrentDirectory")]
    [InlineData("Guid.NewGuid")]
    [InlineData("new Random")]
    [InlineData("Thread.Sleep")]
    public void Only_the_command_line_touches_console_environment_clock_and_chance(string call) =>
        Assert.DoesNotContain(Sources("modules/"), f => Tree.Read(f).Contains(call, StringComparison.Ordinal));

    [Fact]
    public void Only_the_adapters_touch_the_disk()
    {
        Regex calls = new(@"\b((File|Directory)\.[A-Z]\w*(?![\w.])|(FileInfo|DirectoryInfo) \w+ = new\b|Path\.Exists|new (FileStream|FileInfo|DirectoryInfo)\b)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));
        string[] adapters = ["modules/Git/", "modules/Machine/"];

        Assert.DoesNotContain(Sources("modules/").Where(f => !adapters.Any(a => f.StartsWith(a, StringComparison.Ordinal))), f => calls.IsMatch(Tree.Read(f)));
    }

    private static IEnumerable<string> Sources(string folder) =>
        Tree.Files.Where(f => f.StartsWith(folder, StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal));
}
