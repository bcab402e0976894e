using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using Infra.GitOps.Templates;
using Infra.Model.Values;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;

namespace Infra.GitOps.Tests;

/// <summary>What ApplicationSets read of a cluster's secret is what its writer writes: both take it from ClusterContract.</summary>
public sealed partial class ClusterContractTests
{
    private static readonly string Root = typeof(ClusterContractTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepoRoot").Value!;

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(Path.Combine(Fixture.Root, "gitops"), "*.yaml", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Fixture.Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_label_and_annotation_that_a_committed_file_reads_is_written(string file) => Assert.Empty(Unwritten(File.ReadAllText(Fixture.Find(file))));

    [Fact]
    public void Committed_sets_do_read_labels() =>
        Assert.NotEmpty(Files.SelectMany(f => Read(File.ReadAllText(Fixture.Find(f.Data)))));

    [Theory]
    [InlineData("name: '{{ .metadata.labels.zone }}'", "label zone")]
    [InlineData("name: '{{ index .metadata.labels \"cloud.example/zone\" }}'", "label cloud.example/zone")]
    [InlineData("name: '{{ .metadata.annotations.owner }}'", "annotation owner")]
    [InlineData("name: '{{ index .metadata.annotations \"owner\" }}'", "annotation owner")]
    [InlineData("clusters:\n  selector:\n    matchLabels:\n      stage: prod\n", "label stage")]
    [InlineData("clusters:\n  selector:\n    matchExpressions:\n    - key: stage\n      operator: Exists\n", "label stage")]
    public void What_nobody_writes_is_found_wherever_a_set_reads_it(string set, string missing) => Assert.Equal([missing], Unwritten(Set(set)));

    [Theory]
    [InlineData("name: '{{ .metadata.labels.region }}'")]
    [InlineData("name: '{{ index .metadata.annotations \"platform\" }}'")]
    [InlineData("clusters:\n  selector:\n    matchLabels:\n      environment: prod\n      argocd.argoproj.io/secret-type: cluster\n")]
    public void What_is_written_may_be_read(string set) => Assert.Empty(Unwritten(Set(set)));

    [Fact]
    public void The_writer_writes_all_of_the_contract_and_nothing_else()
    {
        StackSettings settings = SettingsFile.Parse("s", File.ReadAllText(Path.Combine(Fixture.Root, "stacks", "Pulumi.prod.yaml")), StackName.Of("prod")).Settings!;
        Assert.All(settings.Clusters, c => Assert.Equal(ClusterContract.Labels, ClusterContract.LabelsOf(settings.Stack, c).Keys));
        Release release = ReleaseFile.Parse("r", File.ReadAllText(Path.Combine(Fixture.Root, "stacks", "prod", "release.yaml")), settings.Tier).Release!;
        Assert.All(settings.Clusters, c => Assert.Equal(ClusterContract.Annotations, ClusterContract.AnnotationsOf(release, c.Region).Keys));
        Assert.All(settings.Clusters, c => Assert.Equal("47c7b7aea97b15f0eab0f8fb8517f3f7bfc76d4b", ClusterContract.AnnotationsOf(release, c.Region)["platform"]));
    }

    [Fact]
    public void A_region_that_the_release_has_not_reached_keeps_its_revision()
    {
        StackSettings settings = SettingsFile.Parse("s", File.ReadAllText(Path.Combine(Fixture.Root, "stacks", "Pulumi.prod.yaml")), StackName.Of("prod")).Settings!;
        Release release = ReleaseFile.Parse("r", File.ReadAllText(Path.Combine(Fixture.Root, "stacks", "prod", "release.yaml")), settings.Tier).Release!;
        GitRevision earlier = GitRevision.Of(new string('e', 40));
        Release onItsWay = release with { Regions = release.Regions.Add("asia-south1", new RegionRelease(earlier, release.Revision, release.Apps)) };

        Assert.Equal(
            [("asia-south1", earlier.Value), ("asia-south2", release.Platform.Value)],
            settings.Clusters.Select(c => (c.Region.Value, ClusterContract.AnnotationsOf(onItsWay, c.Region)["platform"])).Order());
    }

    [Theory]
    [InlineData("^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$")]
    public void Every_label_has_a_value_that_Kubernetes_takes(string form)
    {
        StackSettings settings = SettingsFile.Parse("s", File.ReadAllText(Path.Combine(Fixture.Root, "stacks", "Pulumi.prod.yaml")), StackName.Of("prod")).Settings!;
        Assert.All(settings.Clusters, c => Assert.All(ClusterContract.LabelsOf(settings.Stack, c).Values, v => Assert.Matches(form, v)));
    }

    private static string Set(string part) => $"apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\n{part}";

    private static IEnumerable<string> Unwritten(string text)
    {
        // Argo CD itself writes the label by which it knows the secret.
        ImmutableArray<string> labels = ClusterContract.Labels.Add("argocd.argoproj.io/secret-type");
        return Read(text).Where(r => !(r.Kind == "label" ? labels : ClusterContract.Annotations).Contains(r.Name, StringComparer.Ordinal)).Select(r => $"{r.Kind} {r.Name}");
    }

    // Templates name them, and the selectors of cluster generators do; other selectors choose Applications and pods.
    private static IEnumerable<(string Kind, string Name)> Read(string text)
    {
        foreach (string document in text.Split("---\n").Where(d => d.Contains("kind: ApplicationSet\n", StringComparison.Ordinal)))
        {
            foreach (Match match in Template().Matches(document))
            {
                yield return (match.Groups["kind"].Value[..^1], match.Groups["name"].Value);
            }

            foreach (string label in Selected(YamlValues.Read(document)).Distinct(StringComparer.Ordinal))
            {
                yield return ("label", label);
            }
        }
    }

    private static IEnumerable<string> Selected(object? node) => node switch
    {
        IReadOnlyDictionary<string, object?> map => map.SelectMany(e => e.Key == "clusters" && Field(e.Value, "selector") is { } selector ? Keys(selector) : Selected(e.Value)),
        IEnumerable<object?> list => list.SelectMany(Selected),
        _ => [],
    };

    private static IEnumerable<string> Keys(object selector) =>
        ((Field(selector, "matchLabels") as IReadOnlyDictionary<string, object?>)?.Keys ?? [])
        .Concat(((Field(selector, "matchExpressions") as IEnumerable<object?>) ?? []).Select(e => $"{Field(e, "key")}"));

    private static object? Field(object? node, string name) => (node as IReadOnlyDictionary<string, object?>)?.GetValueOrDefault(name);

    [GeneratedRegex("\\.metadata\\.(?<kind>labels|annotations)(\\.(?<name>[A-Za-z0-9_]+)|\\s+\"(?<name>[^\"]+)\")", RegexOptions.ExplicitCapture)]
    private static partial Regex Template();
}
