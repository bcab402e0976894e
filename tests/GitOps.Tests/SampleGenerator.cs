using Infra.GitOps.ApplicationSets;
using Infra.GitOps.Templates;

namespace Infra.GitOps.Tests;

/// <summary>A generator of a generated set, and what it must give by the rules of Argo CD's documentation, composed of what real engines say.</summary>
/// <param name="Yaml">One entry of <c>generators</c>.</param>
/// <param name="Names">Expressions that together tell its parameter sets apart.</param>
/// <param name="Others">Other expressions of what it gives.</param>
/// <param name="Parameters">Its parameter sets; null when Argo CD refuses it.</param>
internal sealed record SampleGenerator(
    Dictionary<string, object?> Yaml,
    string[] Names,
    string[] Others,
    Func<RealComposition, Dictionary<string, object?>, List<Dictionary<string, object?>>?> Parameters)
{
    public static readonly Cluster[] Clusters =
    [
        Cluster("in-cluster", "https://kubernetes.default.svc", ("env", "mgmt"), ("region", "asia-south1")),
        Cluster("prod-a", "https://a", ("env", "prod"), ("region", "asia-south1"), ("tier", "1")),
        Cluster("Prod_b", "https://b", ("env", "prod"), ("region", "asia-south2"), ("tier", "2")),
        Cluster("dev-a", "https://c", ("env", "dev"), ("region", "asia-south1")),
    ];

    public static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["apps/catalog/config.yaml"] = "{squad: shop, replicas: 2}",
        ["apps/catalog/values.yaml"] = "{squad: x}",
        ["apps/payments/config.yaml"] = "{squad: pay, replicas: 3}",
        ["apps/payments/deep/config.yaml"] = "{squad: deep, replicas: 4}",
        ["apps/config.yaml"] = "{squad: top, replicas: 5}",
        ["config.yaml"] = "{squad: root, replicas: 6}",
        ["other/b1/config.yaml"] = "{squad: b, replicas: 7}",
        ["other/b-2/config.yaml"] = "{squad: c, replicas: 8}",
    };

    // In the second of a matrix it is filled with the first's parameters where they have all that it uses (argo-cd#27830), be they of another cluster.
    private const string Revision = "{{ .metadata.labels.region }}-{{ .name | lower }}";

    private static readonly string[] Patterns = ["apps/*/config.yaml", "apps", "**/config.yaml", "*config.yaml", "apps/[cp]*/config.yaml", "apps/[!c]*/config.yaml", "other/b[[:digit:]]/*", "apps/?atalog/config.yaml", "config.yaml", "other/b?2/", "apps/*/*.yaml", "./apps/../config.yaml", "nothing", "other/b\\-2/config.yaml"];

    public static SampleGenerator Make(Random random, int depth) => (depth == 0 ? random.Next(3) : random.Next(5)) switch
    {
        0 => List(random),
        1 => OfClusters(random),
        2 => Git(random),
        3 => Matrix(random, depth),
        _ => Merge(random),
    };

    private static SampleGenerator List(Random random)
    {
        List<object?> elements = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Element(random))];
        return Filtered(random, "list", Map(("elements", elements)), [".app"], [".env", ".team.owner", "(index .team.tags 0)", ".n", ".on"],
            (real, outer) => [.. elements.Select(e => (Dictionary<string, object?>)Filled(real, e, outer)!)], [("app", "shop"), ("env", "prod"), ("team.owner", "x"), ("team.tags.1", "t2"), ("n", "5"), ("on", "true")]);
    }

    private static Dictionary<string, object?> Element(Random random) => Map(
        ("app", Pick(random, "shop", "pay", "Catalog", "core", "a.b", "x-y", "search", "stock")), ("env", Pick(random, "prod", "dev")), ("n", (double)random.Next(1, 7)), ("on", random.Next(2) == 0),
        ("team", Map(("owner", Pick(random, "x", "y")), ("tags", new List<object?> { "t1", Pick(random, "t2", "t3") }))));

    private static SampleGenerator OfClusters(Random random)
    {
        (Dictionary<string, object?> yaml, string text) = Selector(random, [("env", "prod"), ("region", "asia-south1"), ("tier", "1"), ("zone", "x")], areLabels: true);
        bool hasValues = random.Next(2) == 0;
        Dictionary<string, object?> fields = Map(("selector", yaml));
        if (hasValues)
        {
            fields["values"] = Map(("revision", Revision), ("fixed", "v1"));
        }

        return Filtered(random, "clusters", fields, [".nameNormalized"], [".metadata.labels.region", ".server", ".name", .. hasValues ? (string[])[".values.revision", ".values.fixed"] : []],
            (real, outer) => !real.IsSelector(text) ? null :
            [
                .. Clusters.OrderBy(c => c.Name, StringComparer.Ordinal).Where(c => real.Selects(text, c.Labels)).Select(c =>
                {
                    Dictionary<string, object?> parameters = Map(("name", c.Name), ("nameNormalized", c.Name.ToLowerInvariant().Replace('_', '-')), ("server", c.Server), ("project", ""),
                        ("metadata", Map(("labels", Map([.. c.Labels.Select(l => (l.Key, (object?)l.Value))])))));
                    return hasValues ? Map([.. parameters.Select(p => (p.Key, p.Value)), ("values", Map(("revision", real.Fill(Revision, outer.ContainsKey("metadata") ? outer : parameters)), ("fixed", "v1")))]) : parameters;
                }),
            ], [("name", "prod-a"), ("server", "dev")]);
    }

    private static SampleGenerator Git(Random random)
    {
        List<(string Path, bool Exclude)> paths = [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => (Pick(random, Patterns), i > 0 && random.Next(2) == 0))];
        return Filtered(random, "git", Map(("repoURL", "r"), ("revision", "main"), ("files", paths.Select(p => (object?)Map(("path", p.Path), ("exclude", p.Exclude))).ToList())), ["(.path.path | replace \"/\" \"-\" | replace \".\" \"x\")", ".path.filename"], [".squad", ".path.basename", ".path.path", "(index .path.segments 0)"],
            (real, _) =>
            {
                HashSet<string> chosen = new(StringComparer.Ordinal);
                foreach ((string path, bool exclude) in paths.OrderBy(p => p.Exclude))
                {
                    if (real.LsFiles(path) is not { } found)
                    {
                        return null;
                    }

                    chosen = exclude ? [.. chosen.Except(found, StringComparer.Ordinal)] : [.. chosen.Union(found, StringComparer.Ordinal)];
                }

                return [.. chosen.Order(StringComparer.Ordinal).Select(FileParameters)];
            }, [("squad", "shop"), ("replicas", "2"), ("path.basename", "catalog")]);
    }

    private static Dictionary<string, object?> FileParameters(string file)
    {
        string folder = file.Contains('/', StringComparison.Ordinal) ? file[..file.LastIndexOf('/')] : ".";
        string name = file[(file.LastIndexOf('/') + 1)..];
        Dictionary<string, object?> parameters = (Dictionary<string, object?>)YamlValues.Read(Files[file])!;
        parameters["path"] = Map(("path", folder), ("basename", folder[(folder.LastIndexOf('/') + 1)..]), ("basenameNormalized", folder[(folder.LastIndexOf('/') + 1)..].Trim('.')), ("filename", name), ("filenameNormalized", name), ("segments", folder.Split('/').ToList<object?>()));
        return parameters;
    }

    // The second may use what the first gives.
    private static SampleGenerator Matrix(Random random, int depth)
    {
        SampleGenerator first = Make(random, depth - 1);
        SampleGenerator second = Make(random, 0);
        if (random.Next(3) == 0)
        {
            List<object?> elements = [Map(("used", $"{{{{ {first.Names[0]} }}}}-1")), Map(("used", "{{ upper \"a\" | lower }}2"))];
            second = new SampleGenerator(Map(("list", Map(("elements", elements)))), [".used"], [], (real, outer) => [.. elements.Select(e => (Dictionary<string, object?>)Filled(real, e, outer)!)]);
        }

        return Filtered(random, "matrix", Map(("generators", new List<object?> { first.Yaml, second.Yaml })), [.. first.Names, .. second.Names], [.. first.Others, .. second.Others],
            (real, outer) =>
            {
                List<Dictionary<string, object?>> all = [];
                foreach (Dictionary<string, object?> a in first.Parameters(real, outer) ?? [])
                {
                    if (second.Parameters(real, a) is not { } others)
                    {
                        return null;
                    }

                    all.AddRange(others.Select(b => Deep(b, a)));
                }

                return first.Parameters(real, outer) is null ? null : all;
            }, []);
    }

    private static SampleGenerator Merge(Random random)
    {
        List<object?> elements = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Element(random))];
        List<object?> others = [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => random.Next(2) == 0 ? Element(random) : Map(("app", Pick(random, "shop", "pay", "core")), ("env", "test"), ("team", Map(("owner", "z")))))];
        string[] keys = random.Next(3) == 0 ? ["app", "env"] : ["app"];
        List<object?> sides = [Map(("list", Map(("elements", elements)))), Map(("list", Map(("elements", others))))];
        return Filtered(random, "merge", Map(("mergeKeys", keys.ToList<object?>()), ("generators", sides)), [".app", ".env"], [".team.owner", ".n", ".on"],
            (_, _) =>
            {
                string Key(object? e) => string.Join('|', keys.Select(k => ((Dictionary<string, object?>)e!)[k]));
                bool isUnique = elements.Select(Key).Distinct(StringComparer.Ordinal).Count() == elements.Count && others.Select(Key).Distinct(StringComparer.Ordinal).Count() == others.Count;
                return !isUnique ? null : [.. elements.Select(e => others.Find(o => Key(o) == Key(e)) is Dictionary<string, object?> over ? Deep((Dictionary<string, object?>)e!, over) : (Dictionary<string, object?>)e!)];
            }, []);
    }

    // A selector behind it, now and then.
    private static SampleGenerator Filtered(Random random, string kind, Dictionary<string, object?> fields, string[] names, string[] others, Func<RealComposition, Dictionary<string, object?>, List<Dictionary<string, object?>>?> parameters, (string, string)[] labels)
    {
        Dictionary<string, object?> yaml = Map((kind, fields));
        if (labels.Length == 0 || random.Next(3) > 0)
        {
            return new SampleGenerator(yaml, names, others, parameters);
        }

        (Dictionary<string, object?> selector, string text) = Selector(random, labels, areLabels: false);
        yaml["selector"] = selector;
        return new SampleGenerator(yaml, names, others, (real, outer) => !real.IsSelector(text) ? null : parameters(real, outer)?.Where(p => real.Selects(text, Flat(p))).ToList());
    }

    private static (Dictionary<string, object?> Yaml, string Text) Selector(Random random, (string Key, string Value)[] labels, bool areLabels)
    {
        Dictionary<string, object?> matched = Map();
        List<object?> expressions = [];
        List<string> texts = [];
        foreach ((string key, string value) in labels.Where(_ => random.Next(labels.Length) == 0))
        {
            string name = random.Next(30) == 0 ? "a b" : key;
            if (random.Next(2) == 0)
            {
                matched[name] = value;
                texts.Add($"{name}={value}");
                continue;
            }

            (string kind, List<object?> values, string text) = random.Next(4) switch
            {
                0 => ("In", (List<object?>)[value, "other"], $"{name} in ({value},other)"),
                1 => ("NotIn", [value], $"{name} notin ({value})"),
                2 => ("Exists", [], name),
                _ => ("DoesNotExist", [], $"!{name}"),
            };
            expressions.Add(Map(("key", name), ("operator", kind), ("values", values)));
            texts.Add(text);
        }

        Assert.True(areLabels || texts.Count <= labels.Length);
        return (Map(("matchLabels", matched), ("matchExpressions", expressions)), string.Join(',', texts));
    }

    // What a selector sees: maps and lists by dots, and neither labels nor addresses.
    private static Dictionary<string, string> Flat(Dictionary<string, object?> parameters)
    {
        Dictionary<string, string> flat = new(StringComparer.Ordinal);
        void Add(string at, object? value)
        {
            switch (value)
            {
                case Dictionary<string, object?> map:
                    foreach ((string key, object? inner) in map.Where(e => at.Length > 0 || e.Key is not ("metadata" or "values")))
                    {
                        Add(at.Length == 0 ? key : $"{at}.{key}", inner);
                    }

                    break;
                case List<object?> list when at != "path.segments":
                    for (int i = 0; i < list.Count; i++)
                    {
                        Add($"{at}.{i}", list[i]);
                    }

                    break;
                case List<object?>:
                    break;
                default:
                    string text = value is bool flag ? (flag ? "true" : "false") : $"{value}";

                    // Values that are no labels may be there for Argo CD, and none is asked for here.
                    flat[at] = text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && text != "." ? text : "no-label";
                    break;
            }
        }

        Add("", parameters);
        return flat;
    }

    private static object? Filled(RealComposition real, object? value, Dictionary<string, object?> outer) => value switch
    {
        string text when outer.Count > 0 => real.Fill(text, outer) ?? "",
        Dictionary<string, object?> map => Map([.. map.Select(e => (e.Key, Filled(real, e.Value, outer)))]),
        List<object?> list => list.Select(i => Filled(real, i, outer)).ToList(),
        _ => value,
    };

    private static Dictionary<string, object?> Deep(Dictionary<string, object?> below, Dictionary<string, object?> above)
    {
        Dictionary<string, object?> result = new(below, StringComparer.Ordinal);
        foreach ((string key, object? value) in above)
        {
            result[key] = value is Dictionary<string, object?> inner && result.GetValueOrDefault(key) is Dictionary<string, object?> there ? Deep(there, inner) : value;
        }

        return result;
    }

    private static T Pick<T>(Random random, params T[] from) => from[random.Next(from.Length)];

    private static Dictionary<string, object?> Map(params (string Key, object? Value)[] entries) => entries.ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);

    private static Cluster Cluster(string name, string server, params (string Key, string Value)[] labels) => new(
        name, server,
        System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, labels.Append(("argocd.argoproj.io/secret-type", "cluster")).Select(l => KeyValuePair.Create(l.Item1, l.Item2))),
        System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty);
}
