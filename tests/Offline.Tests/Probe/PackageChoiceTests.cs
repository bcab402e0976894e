using System.Diagnostics;

namespace Infra.Offline.Tests.Probe;

/// <summary>Which packages a build takes, asked of MSBuild itself.</summary>
public sealed class PackageChoiceTests
{
    [Theory]
    [InlineData(null, "official")]
    [InlineData("offline", "offline")]
    public async Task A_build_takes_the_official_packages_unless_it_is_told_otherwise(string? told, string packages)
    {
        // Pulumi's host builds with PULUMI_MONITOR set; an answer of ./run lies in artifacts/ when this test runs.
        Assert.Equal(packages, await AskAsync("-getProperty:Packages", told));
    }

    [Fact]
    public async Task No_build_imports_a_file_that_git_ignores()
    {
        // Each imported file stands above its text, with its whole path on a line.
        var imported = (await AskAsync("-preprocess", null)).Split('\n')
            .Where(line => line.StartsWith(Repository.Root, StringComparison.Ordinal)).Select(line => Path.GetRelativePath(Repository.Root, line.Trim()))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

        // What a restore writes to obj/ is imported as well, by every project of the SDK.
        var obj = Path.Combine("artifacts", "obj") + Path.DirectorySeparatorChar;
        Assert.Equal(["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", Path.Combine("infra", "Infra.csproj")], imported.Where(f => !f.StartsWith(obj, StringComparison.Ordinal)));
    }

    private static async Task<string> AskAsync(string question, string? told)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", Path.Combine(Repository.Root, "infra", "Infra.csproj"), "-nologo", question])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment.Remove("Packages");
        start.Environment["PULUMI_MONITOR"] = "127.0.0.1:1";
        if (told is not null)
        {
            start.ArgumentList.Add("-p:Packages=" + told);
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        return output.Trim();
    }
}
