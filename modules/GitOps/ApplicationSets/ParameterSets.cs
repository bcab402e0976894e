namespace Infra.GitOps;

/// <summary>Runs the generators of a set: each gives a list of parameters, and each of these makes one Application.</summary>
/// <remarks>Source: https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators/</remarks>
internal sealed class ParameterSets(IReadOnlyList<Cluster> clusters, IGitTree git, FileGlobbing globbing)
{
    // Four times the Applications that one Argo CD is made for here; a matrix of matrices has no end otherwise.
    private const int MatrixLimit = 200_000;

    private readonly GitParameters gitParameters = new(git, globbing);
    private static readonly string[] Kinds = ["list", "clusters", "git", "matrix", "merge"];
    private readonly Dictionary<object, TemplateTree> ready = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, List<Dictionary<string, object?>>> lists = new(ReferenceEqualityComparer.Instance);

    /// <summary>The parameters of a generator, its selector applied.</summary>
    /// <param name="generator">One entry of <c>generators</c>.</param>
    /// <param name="outer">What the first generator of a matrix gave; the second may use it in its fields.</param>
    public IEnumerable<Dictionary<string, object?>> Of(Fields generator, Dictionary<string, object?>? outer = null)
    {
        string[] kinds = [.. generator.Values.Keys.Where(k => k is not ("selector" or "template")).Order(StringComparer.Ordinal)];
        if (kinds.Length != 1 || !Kinds.Contains(kinds[0], StringComparer.Ordinal))
        {
            throw generator.Error("", $"a generator is one of {string.Join(", ", Kinds)}; here is {(kinds.Length == 0 ? "none" : string.Join(", ", kinds))}");
        }

        if (generator.Has("template"))
        {
            throw generator.Error("template", "a template inside a generator is deprecated and not supported here; use templatePatch");
        }

        Fields raw = generator.Child(kinds[0]);
        Fields fields = kinds[0] is "matrix" or "merge" || outer is null ? raw : raw with { Values = (Dictionary<string, object?>)Ready(raw.Values, raw).Fill(outer)! };
        IEnumerable<Dictionary<string, object?>> parameters = kinds[0] switch
        {
            "list" => ReferenceEquals(fields.Values, raw.Values) ? List(fields) : Elements(fields),
            "clusters" => Clusters(fields),
            "git" => gitParameters.Of(fields),
            "matrix" => Matrix(fields, outer),
            _ => Merge(fields, outer),
        };
        Fields selector = generator.Child("selector");
        return selector.Values.Count == 0 ? parameters : parameters.Where(p => Selector.Matches(selector, key => ParameterMaps.Flat(p, key)));
    }

    // The second generator of a matrix is filled once for each parameter set of the first; its templates are read once.
    private TemplateTree Ready(Dictionary<string, object?> values, Fields at)
    {
        if (!ready.TryGetValue(values, out TemplateTree? tree))
        {
            tree = TemplateTree.Read(values, at.Set, at.Path);
            ready.Add(values, tree);
        }

        return tree;
    }

    // A list that is the same for every cluster is read once.
    private List<Dictionary<string, object?>> List(Fields fields)
    {
        if (!lists.TryGetValue(fields.Values, out List<Dictionary<string, object?>>? elements))
        {
            elements = Elements(fields);
            lists.Add(fields.Values, elements);
        }

        return elements;
    }

    private static List<Dictionary<string, object?>> Elements(Fields fields)
    {
        List<Dictionary<string, object?>> elements = [.. fields.List("elements").Select(e => ParameterMaps.FromJson(e.Values))];
        if (fields.TextOrNull("elementsYaml") is { } yaml)
        {
            try
            {
                elements.AddRange(((List<object?>?)YamlValues.Read(yaml) ?? []).Cast<Dictionary<string, object?>>().Select(ParameterMaps.FromJson));
            }
            catch (Exception malformed) when (malformed is FunctionException or YamlDotNet.Core.YamlException or InvalidCastException)
            {
                throw fields.Error("elementsYaml", $"is no list of maps: {malformed.Message}");
            }
        }

        return elements;
    }

    private List<Dictionary<string, object?>> Clusters(Fields fields)
    {
        Fields selector = fields.Child("selector");
        List<Dictionary<string, object?>> found = [];
        foreach (Cluster cluster in clusters.OrderBy(c => c.Name, StringComparer.Ordinal).Where(c => Selector.Matches(selector, c.Labels.GetValueOrDefault)))
        {
            Dictionary<string, object?> parameters = new(StringComparer.Ordinal)
            {
                ["name"] = cluster.Name,
                ["nameNormalized"] = TemplateFunctions.Call("normalize", [cluster.Name]),
                ["server"] = cluster.Server,
                ["project"] = cluster.Project,
                ["metadata"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["labels"] = ParameterMaps.Map(cluster.Labels), ["annotations"] = ParameterMaps.Map(cluster.Annotations) },
            };
            found.Add(ParameterMaps.WithValues(fields, parameters));
        }

        // All clusters in one parameter set, for one Application that ranges over them.
        return fields.Flag("flatList") ? [new(StringComparer.Ordinal) { ["clusters"] = found.ToList<object?>() }] : found;
    }

    // Each of the first's with each of the second's. Where both have a parameter the first's wins: with Go templates Argo CD lays it over the
    // second's (applicationset/generators/matrix.go), though without them it refuses both having one.
    private IEnumerable<Dictionary<string, object?>> Matrix(Fields fields, Dictionary<string, object?>? outer)
    {
        List<Fields> generators = [.. fields.List("generators")];
        if (generators.Count != 2)
        {
            throw fields.Error("generators", $"a matrix has exactly two generators; here are {generators.Count}");
        }

        return Of(generators[0], outer).SelectMany(first => Of(generators[1], outer is null ? first : ParameterMaps.Over(outer, first)).Select(second => ParameterMaps.Over(second, first)))
            .Select((p, i) => i < MatrixLimit ? p : throw fields.Error("", $"the matrix has more than {MatrixLimit} parameter sets"));
    }

    // The first is the base; the others add to and override what has the same values of all keys, and never add new ones.
    private List<Dictionary<string, object?>> Merge(Fields fields, Dictionary<string, object?>? outer)
    {
        List<Fields> generators = [.. fields.List("generators")];
        List<string> keys = [.. fields.Texts("mergeKeys")];
        if (generators.Count < 2 || keys.Count == 0)
        {
            throw fields.Error("", "a merge has at least two generators and one merge key");
        }

        // Source: Generators-Merge, Restrictions: merging on nested values with goTemplate is not supported.
        if (keys.Find(k => k.Contains('.', StringComparison.Ordinal)) is { } nested)
        {
            throw fields.Error("mergeKeys", $"'{nested}' is a nested value, and with goTemplate Argo CD merges on parameters of the top only; give the generators a parameter of their own");
        }

        List<Dictionary<string, object?>> merged = [.. Of(generators[0], outer)];
        Unique(fields, keys, merged, 0);
        foreach ((Fields generator, int at) in generators.Skip(1).Select((g, i) => (g, i + 1)))
        {
            List<Dictionary<string, object?>> others = [.. Of(generator, outer)];
            Dictionary<string, Dictionary<string, object?>> byKey = Unique(fields, keys, others, at);
            merged = [.. merged.Select(p => byKey.TryGetValue(Key(keys, p), out Dictionary<string, object?>? other) ? ParameterMaps.Over(p, other) : p)];
        }

        return merged;
    }

    private static Dictionary<string, Dictionary<string, object?>> Unique(Fields fields, List<string> keys, List<Dictionary<string, object?>> sets, int generator)
    {
        Dictionary<string, Dictionary<string, object?>> byKey = new(StringComparer.Ordinal);
        foreach (Dictionary<string, object?> parameters in sets)
        {
            if (!byKey.TryAdd(Key(keys, parameters), parameters))
            {
                throw fields.Error($"generators[{generator}]", $"two of its parameter sets have the same {string.Join(", ", keys)}: {Key(keys, parameters)}");
            }
        }

        return byKey;
    }

    // As JSON, so that no two different values are taken for the same.
    private static string Key(List<string> keys, Dictionary<string, object?> parameters) =>
        EncodingFunctions.ToJson(keys.Distinct(StringComparer.Ordinal).ToDictionary(k => k, k => parameters.GetValueOrDefault(k), StringComparer.Ordinal));
}
