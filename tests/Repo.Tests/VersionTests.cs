using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Infra.Pipeline.Workspace;

namespace Infra.Repo.Tests;

/// <summary>The version stands in one place, and what the program, its list of parts and the changelog say is that.</summary>
public sealed partial class VersionTests
{
    private static string Written { get; } = XDocument.Parse(Tree.Read("Directory.Build.props")).Descendants("Version").Single().Value;

    private static (string Version, string Day)[] Headings { get; } = [.. Heading().Matches(Tree.Read("CHANGELOG.md")).Select(m => (m.Groups["version"].Value, m.Groups["day"].Value))];

    [Fact]
    public void The_program_says_it_with_the_commit_behind_it() => Assert.Equal(Written, ProgramInfo.Version.Split('+')[0]);

    [Fact]
    public void The_list_of_parts_says_it()
    {
        using JsonDocument closure = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, ProgramInfo.Closure)));

        Assert.Contains($"infra/{Written}", closure.RootElement.GetProperty("libraries").EnumerateObject().Select(l => l.Name));
    }

    [Fact]
    public void No_other_file_sets_it()
    {
        IEnumerable<string> others = Tree.Files.Where(f => Path.GetExtension(f) is ".csproj" or ".props" or ".targets" && f != "Directory.Build.props" && !f.StartsWith("offline/", StringComparison.Ordinal))
            .Where(f => XDocument.Parse(Tree.Read(f)).Descendants().Any(e => e.Name.LocalName is "Version" or "VersionPrefix" or "VersionSuffix" or "InformationalVersion" or "AssemblyVersion"));

        Assert.Empty(others);
    }

    [Fact]
    public void The_changelog_begins_with_what_is_not_released_where_the_version_is_of_a_development_and_with_it_otherwise()
    {
        bool isDevelopment = Written.EndsWith("-dev", StringComparison.Ordinal);

        Assert.Equal(isDevelopment ? "Unreleased" : Written, Headings[0].Version);
        Assert.DoesNotContain("Unreleased", Headings[1..].Select(h => h.Version));
    }

    [Fact]
    public void Releases_stand_newest_first_with_their_day_and_before_the_version_that_is_written_down()
    {
        (Version Version, DateOnly Day)[] releases = [.. Headings.Where(h => h.Version != "Unreleased").Select(h => (Version.Parse(h.Version), DateOnly.ParseExact(h.Day, "yyyy-MM-dd", CultureInfo.InvariantCulture)))];

        Assert.NotEmpty(releases);
        Assert.Equal(releases.OrderByDescending(r => r.Version), releases);
        Assert.Equal(releases.OrderByDescending(r => r.Day), releases);
        Assert.All(releases, r => Assert.True(Written == r.Version.ToString() || r.Version < Version.Parse(Written.Split('-')[0])));
    }

    [GeneratedRegex("^## \\[(?<version>[^\\]]+)\\](?: - (?<day>[0-9-]+))?$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
