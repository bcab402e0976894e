using System.Xml.Linq;

namespace Infra.Repo.Tests;

public sealed class BoundaryTests
{
    // What each project may refer to; everything may use Model, infra uses all, nothing else points sideways.
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["modules/Model/Infra.Model.csproj"] = [],
        ["modules/Cloud/Infra.Cloud.csproj"] = ["Infra.Model"],
        ["modules/Backends/Infra.Backends.csproj"] = ["Infra.Model"],
        ["modules/GitOps/Infra.GitOps.csproj"] = ["Infra.Model"],
        ["modules/Calendar/Infra.Calendar.csproj"] = ["Infra.Model"],
        ["modules/GitHub/Infra.GitHub.csproj"] = ["Infra.Model"],
        ["modules/Pipeline/Infra.Pipeline.csproj"] = ["Infra.Model"],
        ["modules/Policy/Infra.Policy.csproj"] = ["Infra.Model"],
        ["infra/Infra.csproj"] = ["Infra.Backends", "Infra.Calendar", "Infra.Cloud", "Infra.GitHub", "Infra.GitOps", "Infra.Model", "Infra.Pipeline", "Infra.Policy"],
    };

    public static TheoryData<string> Projects =>
        [.. Tree.Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal) && (f.StartsWith("modules/", StringComparison.Ordinal) || f.StartsWith("infra/", StringComparison.Ordinal)))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_to_what_it_may(string project)
    {
        IEnumerable<string> references = XDocument.Parse(Tree.Read(project)).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));

        Assert.Equal(Allowed[project].Order(StringComparer.Ordinal), references.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("modules/Model/", "Pulumi")]
    [InlineData("modules/Model/", "Spectre.Console")]
    [InlineData("modules/Model/", "NodaTime")]
    [InlineData("modules/Calendar/", "YamlDotNet")]
    [InlineData("modules/Cloud/", "YamlDotNet")]
    [InlineData("modules/Backends/", "Spectre.Console")]
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
    public void Only_the_file_system_and_the_processes_of_the_local_backend_touch_the_disk()
    {
        string[] calls = ["File.Read", "File.Write", "File.Open", "File.Move", "File.Delete", "Directory.Create", "Directory.Get", "new FileStream"];
        IEnumerable<string> touching = Sources("modules/").Where(f => calls.Any(c => Tree.Read(f).Contains(c, StringComparison.Ordinal)));

        // InputFile reads what others may have put there; SystemProcesses reads /proc, to tell whether the holder of a lock has ended.
        Assert.Equal(["modules/Backends/Local/DiskFileSystem.cs", "modules/Backends/Local/InputFile.cs", "modules/Backends/Local/SystemProcesses.cs"], touching);
    }

    private static IEnumerable<string> Sources(string folder) =>
        Tree.Files.Where(f => f.StartsWith(folder, StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal));
}
