using System.Reflection;
using System.Text.RegularExpressions;

namespace Infra.Emulator.Tests;

public sealed partial class DefaultLabelTests
{
    private static readonly string Root = typeof(DefaultLabelTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepoRoot").Value!;

    // The listing is that of the official package: what takes default labels there has the output effectiveLabels.
    [Fact]
    public void Default_labels_reach_the_types_that_have_effective_labels_and_no_others()
    {
        string text = File.ReadAllText(Path.Combine(Root, "offline", "listing", "Pulumi.Gcp.txt"));
        (string Type, bool Takes)[] listed =
        [
            .. Resource().Matches(text).Select(m => (m.Groups["type"].Value, text[m.Index..].Split("\n\n", 2)[0].Contains("[Output(\"effectiveLabels\")]", StringComparison.Ordinal))),
        ];

        Assert.InRange(listed.Count(t => t.Takes), 10, listed.Length - 10);
        Assert.All(listed, t => Assert.True(t.Takes == LocalCloud.TakesDefaultLabels(t.Type), $"{t.Type}: effectiveLabels {t.Takes}"));
    }

    [GeneratedRegex("^\\[GcpResourceType\\(\"(?<type>[^\"]+)\"\\)\\]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Resource();
}
