using System.Collections.Immutable;
using Infra.GitOps.ApplicationSets;
using Infra.GitOps.Templates;

namespace Infra.GitOps.Tests;

/// <summary>
/// Golden cases, one a file of <c>Cases/</c>: a rule of Argo CD with the page that gives it, a set, the clusters and files that it sees, and the
/// Applications that it must make, written by hand from the rule and never from what the evaluator says.
/// </summary>
public sealed class GoldenTests
{
    private static readonly string Folder = Path.Combine(Committed.Root, "tests", "GitOps.Tests", "Cases");

    public static TheoryData<string> Cases => [.. Directory.GetFiles(Folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_set_makes_the_applications_that_argo_cd_makes(string name)
    {
        Dictionary<string, object?> given = (Dictionary<string, object?>)YamlValues.Read(File.ReadAllText(Path.Combine(Folder, $"{name}.yaml")))!;
        ApplicationSetEvaluator evaluator = new(Clusters(given), new GivenFiles(given), Enum.Parse<FileGlobbing>(given.GetValueOrDefault("globbing") as string ?? "Greedy"));
        string rule = (string)given["rule"]!;
        Assert.StartsWith("https://argo-cd.readthedocs.io/", (string)given["source"]!, StringComparison.Ordinal);

        if (given.TryGetValue("error", out object? error))
        {
            Assert.Equal((string)error!, Assert.Throws<ApplicationSetException>(() => evaluator.Expand((string)given["set"]!)).Message);
            return;
        }

        // Where the rest of the message is another library's, or counts what there is.
        if (given.TryGetValue("errorBegins", out object? begins))
        {
            Assert.StartsWith((string)begins!, Assert.Throws<ApplicationSetException>(() => evaluator.Expand((string)given["set"]!)).Message, StringComparison.Ordinal);
            return;
        }

        IReadOnlyList<GeneratedApplication> made = evaluator.Expand((string)given["set"]!);
        IEnumerable<string> expected = ((List<object?>)given["expected"]!).Cast<Dictionary<string, object?>>()
            .Select(a => EncodingFunctions.ToJson(new Dictionary<string, object?>(a, StringComparer.Ordinal) { ["apiVersion"] = "argoproj.io/v1alpha1", ["kind"] = "Application" }));
        Assert.True(
            expected.SequenceEqual(made.Select(a => EncodingFunctions.ToJson(a.Manifest)), StringComparer.Ordinal),
            $"{rule}\nexpected:\n{string.Join('\n', expected)}\nmade:\n{string.Join('\n', made.Select(a => EncodingFunctions.ToJson(a.Manifest)))}");
    }

    [Fact]
    public void There_are_cases_of_every_kind_of_generator()
    {
        string[] kinds = [.. Cases.Select(c => c.Data.Split('-')[0])];

        Assert.True(kinds.Length >= 40, $"{kinds.Length} cases");
        Assert.All((string[])["list", "clusters", "git", "matrix", "merge", "selector", "template", "rolling"], k => Assert.Contains(k, kinds));
    }

    private static Cluster[] Clusters(Dictionary<string, object?> given) =>
    [
        .. (given.GetValueOrDefault("clusters") as List<object?> ?? []).Cast<Dictionary<string, object?>>()
            .Select(c => new Cluster((string)c["name"]!, (string)c["server"]!, Texts(c["labels"]), Texts(c["annotations"]))),
    ];

    private static ImmutableSortedDictionary<string, string> Texts(object? map) =>
        ((Dictionary<string, object?>)map!).ToImmutableSortedDictionary(e => e.Key, e => (string)e.Value!, StringComparer.Ordinal);

    private sealed class GivenFiles(Dictionary<string, object?> given) : IGitTree
    {
        private readonly Dictionary<string, object?> files = given.GetValueOrDefault("files") as Dictionary<string, object?> ?? new(StringComparer.Ordinal);

        public IReadOnlyList<string> Files(string repository, string revision) => [.. files.Keys];

        public string Read(string repository, string revision, string path) => (string)files[path]!;
    }
}
