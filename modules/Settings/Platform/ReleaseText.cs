using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Infra.Model.Values;

namespace Infra.Settings.Platform;

/// <summary>Writes <c>stacks/ENV/release.yaml</c>: what <see cref="ReleaseFile"/> reads, always in the same bytes.</summary>
public static class ReleaseText
{
    /// <summary>The text of a release.</summary>
    /// <param name="environment">The environment that runs it.</param>
    /// <param name="release">What it runs.</param>
    public static string Write(StackName environment, Release release)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(release);
        StringBuilder text = new();

        // Every text is quoted: 40 digits of a commit, or a version, could be read as a number.
        text.Append(CultureInfo.InvariantCulture, $"# The release of {environment}. Changed by a promotion or a rollback, never by hand.\n");
        text.Append(CultureInfo.InvariantCulture, $"revision: \"{release.Revision}\"\nplatform: \"{release.Platform}\"\n");
        Map(text, "apps", Apps(release.Apps));
        Map(text, "regions", release.Regions.SelectMany(r => Region(r.Key, r.Value)));
        Map(text, "addons", release.AddOns.Select(a => $"{a.Key}: \"{a.Value}\""));
        Map(text, "secrets", release.Secrets.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Key}: {s.Value}")));
        if (release.Event is { } lies)
        {
            text.Append(CultureInfo.InvariantCulture, $"event: \"{lies}\"\n");
        }

        return text.ToString();
    }

    private static IEnumerable<string> Apps(ImmutableSortedDictionary<string, GitRevision> apps) => apps.Select(a => $"{a.Key}: \"{a.Value}\"");

    private static IEnumerable<string> Region(string name, RegionRelease runs) =>
        [$"{name}:", $"  platform: \"{runs.Platform}\"", $"  revision: \"{runs.Revision}\"", .. runs.Apps.IsEmpty ? (string[])[] : ["  apps:"], .. Apps(runs.Apps).Select(a => "    " + a)];

    private static void Map(StringBuilder text, string name, IEnumerable<string> entries)
    {
        string[] lines = [.. entries];
        if (lines.Length > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}:\n");
        }

        foreach (string line in lines)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {line}\n");
        }
    }
}
