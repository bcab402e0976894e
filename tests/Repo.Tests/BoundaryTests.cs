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
    public void Only_the_module_of_the_machine_touches_the_disk()
    {
        string[] calls = ["File.Read", "File.Write", "File.Open", "File.Move", "File.Delete", "Directory.Create", "Directory.Get", "new FileStream"];

        Assert.DoesNotContain(Sources("modules/").Where(f => !f.StartsWith("modules/Machine/", StringComparison.Ordinal)), f => calls.Any(c => Tree.Read(f).Contains(c, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Sources(string folder) =>
        Tree.Files.Where(f => f.StartsWith(folder, StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal));
}
