using System.Text.Json.Nodes;
using Infra.GitOps.ApplicationSets;
using Infra.GitOps.Templates;

namespace Infra.GitOps.Tests;

/// <summary>Rules of Kubernetes and git that sets rest on, compared with the real programs on generated input; the seed is printed.</summary>
public sealed class RealRulesTests(RealTools tools) : IClassFixture<RealTools>
{
    private static readonly string[] Paths = ["a", "a.yaml", "ab.yaml", "b.yaml", "A.yaml", "x/a.yaml", "x/b/a.yaml", "x/b/c/d.yaml", "x-b/a.yaml", "x/[a].yaml", "x/a*.yaml", "x/é.yaml", "x/a b.yaml", "1/2/3", ".hidden/a.yaml", "x/.a.yaml", "x/a]b", "x/a-b", "x/a\\b", "x/你", "y/a!b", "y/^a"];

    [Fact]
    public void Pathspecs_take_the_files_that_git_takes()
    {
        string[] parts = ["*", "**", "?", "/", "a", "b", "x", ".yaml", "[ab]", "[!a]", "[^a]", "[a-c]", "[]a]", "[[:alpha:]]", "[[:digit:]]", "[", "]", "\\*", "\\", "é", ".", "./", "../", "-", "[a-]", "[!]]", "[b-a]", "[\\]a]", "[[:x:]]", "[[:a]", "{a,b}", " ", "你", "^", "!"];
        Random random = Seeded();
        string[] patterns = [.. Enumerable.Range(0, 300).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => parts[random.Next(parts.Length)]))).Where(p => p[0] != '/').Concat(Paths).Append("x/").Append(".").Append("*/.").Append("x/b/..").Append("x/.").Append("**[b-a]").Distinct(StringComparer.Ordinal)];

        Assert.All(patterns, pattern =>
        {
            string[]? theirs = tools.LsFiles(Paths, pattern);
            string[]? ours = null;
            try
            {
                Predicate<string> matches = Wildcards.Pathspec(pattern);
                ours = [.. Paths.Where(p => matches(p))];
            }
            catch (FunctionException refused)
            {
                Assert.NotEmpty(refused.Message);
            }

            Assert.Equal(theirs?.Order(StringComparer.Ordinal), ours?.Order(StringComparer.Ordinal));
        });
    }

    [Fact]
    public void Names_and_labels_are_those_that_Kubernetes_takes()
    {
        string[] parts = ["a", "b1", "A", "-", ".", "_", "/", "x.y", "0", new string('c', 62), new string('d', 250), "z-"];
        Random random = Seeded();
        string[] texts = [.. Enumerable.Range(0, 35).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => parts[random.Next(parts.Length)]))).Distinct(StringComparer.Ordinal)];

        bool[] keys = tools.AreLabels([.. texts.Select(t => (t, ""))]);
        bool[] values = tools.AreLabels([.. texts.Select(t => ("k", t))]);
        bool[] names = tools.AreLabels([.. texts.Select(t => ($"{t}/x", ""))]);

        Assert.Equal(texts.Zip(keys), texts.Select(t => (t, KubernetesNames.OfKey(t) is null)));
        Assert.Equal(texts.Zip(values), texts.Select(t => (t, KubernetesNames.OfLabel(t) is null)));
        Assert.Equal(texts.Zip(names), texts.Select(t => (t, KubernetesNames.OfObject(t) is null)));
        Assert.All((bool[][])[keys, values, names], a => Assert.InRange(a.Count(x => x), 3, a.Length - 3));
    }

    [Fact]
    public void Metadata_is_patched_as_Kubernetes_patches_it()
    {
        Random random = Seeded();
        for (int i = 0; i < 25; i++)
        {
            Dictionary<string, object?> target = Metadata(random, isPatch: false);
            Dictionary<string, object?> patch = Metadata(random, isPatch: true);
            JsonNode theirs = tools.MergeStrategically(EncodingFunctions.ToJson(target), EncodingFunctions.ToJson(patch));
            JsonNode ours = JsonNode.Parse(EncodingFunctions.ToJson(StrategicMerge.Patched(target, patch)))!;

            // What is empty is left out when Go writes an object, and kubectl writes it here and there.
            foreach (string key in (string[])["labels", "finalizers"])
            {
                foreach (JsonNode side in (JsonNode[])[ours, theirs])
                {
                    if (side[key] is JsonObject { Count: 0 } or JsonArray { Count: 0 })
                    {
                        side.AsObject().Remove(key);
                    }
                }
            }

            Assert.True(JsonNode.DeepEquals(theirs, ours), $"{EncodingFunctions.ToJson(target)}\n{EncodingFunctions.ToJson(patch)}\nhere {ours.ToJsonString()}\nreal {theirs.ToJsonString()}");
        }
    }

    [Fact]
    public void A_missing_key_is_an_error_where_it_is_one_to_Go()
    {
        // Whole numbers are int64 to kubectl, where Argo CD has float64.
        const string Data = "{\"name\": \"a\", \"n\": 3.5, \"on\": false, \"list\": [\"x\", \"y\"], \"map\": {\"k\": \"v\", \"deep\": {\"z\": 1.5}}}";
        Dictionary<string, object?> data = (Dictionary<string, object?>)Parameters.Floating(YamlValues.Read(Data))!;
        string[] values = [".name", ".n", ".on", ".list", ".map", ".map.k", ".map.deep.z", ".nope", ".map.nope", ".map.nope.deeper", ".name.field", ".list.field", "(index .list 1)", "(index .map \"k\")", "\"t\"", "1"];
        string[] shapes = ["{{ X }}", "{{ if X }}a{{ else }}b{{ end }}", "{{ with X }}{{ . }}{{ end }}", "{{ and X Y }}", "{{ or X Y }}", "{{ not X }}", "{{ printf \"%v\" X }}", "{{ range .list }}{{ . }}{{ end }}{{ X }}", "{{ if false }}{{ X }}{{ end }}{{ Y }}", "{{ $v := X }}{{ Y }}", "{{ print X Y }}", "{{ len X }}", "{{ eq X Y }}", "{{ lt X Y }}"];
        Random random = Seeded();
        string[] templates = [.. Enumerable.Range(0, 400).Select(_ => shapes[random.Next(shapes.Length)].Replace("X", values[random.Next(values.Length)], StringComparison.Ordinal).Replace("Y", values[random.Next(values.Length)], StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Take(90)];

        int missing = 0;
        Assert.All(templates, template =>
        {
            string? ours = null;
            try
            {
                ours = GoTemplate.Parse(template).Fill(data);
            }
            catch (TemplateException refused)
            {
                missing += refused.IsMissing ? 1 : 0;
            }

            Assert.Equal((template, tools.FillStrictly(template, Data)), (template, ours));
        });
        Assert.InRange(missing, 8, templates.Length);
    }

    private static Dictionary<string, object?> Metadata(Random random, bool isPatch)
    {
        Dictionary<string, object?> metadata = new(StringComparer.Ordinal);
        if (!isPatch)
        {
            metadata["name"] = "a";
        }

        string[] names = ["a/a", "b/b", "c/c", "d/d"];
        if (random.Next(4) > 0)
        {
            metadata["finalizers"] = names.Where(_ => random.Next(2) == 0).OrderBy(_ => random.Next()).ToList<object?>();
        }

        if (random.Next(4) > 0)
        {
            metadata["labels"] = names.Where(_ => random.Next(2) == 0).ToDictionary(n => n, n => isPatch && random.Next(3) == 0 ? null : (object?)$"{random.Next(3)}", StringComparer.Ordinal);
        }

        if (isPatch && random.Next(6) == 0)
        {
            metadata[random.Next(2) == 0 ? "finalizers" : "labels"] = null;
        }

        return metadata;
    }

    private static Random Seeded()
    {
        int seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        return new Random(seed);
    }
}
