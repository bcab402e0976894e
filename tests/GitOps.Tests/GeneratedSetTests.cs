using System.Text.Json.Nodes;
using Infra.GitOps.ApplicationSets;
using Infra.GitOps.Templates;

namespace Infra.GitOps.Tests;

/// <summary>
/// Generated sets make here what a composition of real engines makes: texts by helm's Go and sprig, patches, selectors, labels and names by kubectl
/// and its kustomize, files by git. A set that one side refuses is refused by the other.
/// </summary>
public sealed class GeneratedSetTests(RealTools tools) : IClassFixture<RealTools>
{
    private const int Sets = 320;

    [Fact]
    public void Generated_sets_make_what_the_real_engines_make()
    {
        int seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        SampleSet[] sets = [.. Enumerable.Range(0, Sets).Select(i => new SampleSet(new Random(unchecked(seed + i))))];
        RealComposition real = new(tools);
        string?[] theirs;
        do
        {
            theirs = [.. sets.Select(s => s.Expected(real))];
        }
        while (real.Ask());

        string?[] ours = [.. sets.Select(s => Made(s, out _))];
        string different = string.Join("\n\n", sets.Select((s, i) => (Set: s, Index: i)).Where(s => ours[s.Index] != theirs[s.Index])
            .Select(s => $"seed {seed}, set {s.Index}:\n{YamlValues.Write(s.Set.Yaml)}here: {ours[s.Index] ?? $"refused: {Reason(s.Set)}"}\nreal: {theirs[s.Index] ?? "refused"}").Take(3));
        Assert.True(different.Length == 0, different);
        int refused = ours.Count(o => o is null);
        int applications = ours.OfType<string>().Sum(o => JsonNode.Parse(o)!.AsArray().Count);
        TestContext.Current.TestOutputHelper!.WriteLine($"{Sets - refused} sets made {applications} applications, {refused} were refused");
        Assert.InRange(Sets - refused, 200, Sets);
        Assert.InRange(refused, 20, Sets);
        Assert.InRange(applications, 300, int.MaxValue);
    }

    private static string Reason(SampleSet set)
    {
        Made(set, out string reason);
        return reason;
    }

    private static string? Made(SampleSet set, out string reason)
    {
        try
        {
            reason = "";
            IReadOnlyList<GeneratedApplication> made = new ApplicationSetEvaluator(SampleGenerator.Clusters, new SampleFiles()).Expand(YamlValues.Write(set.Yaml));
            return SampleSet.Text(made.Select(a => JsonNode.Parse(EncodingFunctions.ToJson(a.Manifest))!));
        }
        catch (ApplicationSetException refused)
        {
            reason = refused.Message;
            return null;
        }
    }

    private sealed class SampleFiles : IGitTree
    {
        public IReadOnlyList<string> Files(string repository, string revision) => [.. SampleGenerator.Files.Keys];

        public string Read(string repository, string revision, string path) => SampleGenerator.Files[path];
    }
}
