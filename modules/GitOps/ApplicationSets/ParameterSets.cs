using Infra.GitOps.Templates;

namespace Infra.GitOps.ApplicationSets;

/// <summary>Runs the generators of a set: each gives a list of parameters, and each of these makes one Application.</summary>
/// <remarks>Source: https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators/ and applicationset/generators at 3.4.</remarks>
internal sealed class ParameterSets(IReadOnlyList<Cluster> clusters, IGitTree git, FileGlobbing globbing)
{
    // Four times the Applications that one Argo CD is made for here; a matrix of matrices has no end otherwise.
    private const int MatrixLimit = 200_000;

    // A matrix or merge may hold another, which holds generators of the other kinds only.
    private const int NestingLimit = 2;

    private static readonly string[] Kinds = ["list", "clusters", "git", "matrix", "merge"];
    private readonly GitParameters gitParameters = new(git, globbing);
    private readonly ClusterParameters clusterParameters = new(clusters);
    private readonly ReadOnce<TemplateTree> ready = new(f => TemplateTree.ReadGenerator(f.Values, f.Set, f.Path));
    private readonly ReadOnce<Selector> selectors = new(f => Selector.Read(f, areLabels: false));
    private readonly ReadOnce<List<Dictionary<string, object?>>> lists = new(ListParameters.Of);

    /// <summary>The parameters of a generator, its selector applied.</summary>
    /// <param name="generator">One entry of <c>generators</c>.</param>
    /// <param name="outer">What the first generator of a matrix gave; the second may use it in its fields.</param>
    /// <param name="depth">How many matrices and merges are around it.</param>
    public IEnumerable<Dictionary<string, object?>> Of(Fields generator, Dictionary<string, object?>? outer = null, int depth = 0)
    {
        string[] kinds = [.. generator.Values.Keys.Where(k => k != "selector").Order(StringComparer.Ordinal)];
        if (kinds.Length != 1)
        {
            throw generator.Error("", $"a generator is one of {string.Join(", ", Kinds)}; here is {(kinds.Length == 0 ? "none" : string.Join(", ", kinds))}");
        }

        if (kinds[0] is "matrix" or "merge" && depth == NestingLimit)
        {
            throw generator.Error(kinds[0], "stands inside two others, and Argo CD takes a matrix or merge inside one only");
        }

        Fields fields = generator.Child(kinds[0]);
        if (outer is { Count: > 0 })
        {
            fields = fields with { Values = (Dictionary<string, object?>)ready.Of(fields).Fill(outer)! };
        }

        IEnumerable<Dictionary<string, object?>> parameters = kinds[0] switch
        {
            "list" => lists.Of(fields),
            "clusters" => clusterParameters.Of(fields),
            "git" => gitParameters.Of(fields),
            "matrix" => Matrix(fields, depth + 1),
            _ => Merge(fields, depth + 1),
        };
        if (!generator.Has("selector"))
        {
            return parameters;
        }

        Selector selector = selectors.Of(generator.Child("selector"));
        return selector.IsEmpty ? parameters : parameters.Where(p => selector.Matches(key => ParameterMaps.Flat(p, key)));
    }

    // Each of the first's with each of the second's. Where both have a parameter the first's wins: with Go templates Argo CD lays it over the
    // second's (applicationset/generators/matrix.go), though without them it refuses both having one.
    private IEnumerable<Dictionary<string, object?>> Matrix(Fields fields, int depth)
    {
        List<Fields> generators = [.. fields.List("generators")];
        if (generators.Count != 2)
        {
            throw fields.Error("generators", $"a matrix has exactly two generators; here are {generators.Count}");
        }

        return Of(generators[0], depth: depth).SelectMany(first => Of(generators[1], first, depth).Select(second => Over(fields, second, first)))
            .Select((p, i) => i < MatrixLimit ? p : throw fields.Error("", $"the matrix has more than {MatrixLimit} parameter sets"));
    }

    // The first is the base; the others add to and override what has the same values of all keys, and never add new ones.
    private List<Dictionary<string, object?>> Merge(Fields fields, int depth)
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

        List<Dictionary<string, object?>> merged = [.. Of(generators[0], depth: depth)];
        Unique(fields, keys, merged, 0);
        foreach ((Fields generator, int at) in generators.Skip(1).Select((g, i) => (g, i + 1)))
        {
            List<Dictionary<string, object?>> others = [.. Of(generator, depth: depth)];
            Dictionary<string, Dictionary<string, object?>> byKey = Unique(fields, keys, others, at);
            merged = [.. merged.Select(p => byKey.TryGetValue(Key(keys, p), out Dictionary<string, object?>? other) ? Over(fields, p, other) : p)];
        }

        return merged;
    }

    private static Dictionary<string, object?> Over(Fields fields, Dictionary<string, object?> below, Dictionary<string, object?> above)
    {
        try
        {
            return ParameterMaps.Over(below, above);
        }
        catch (FunctionException refused)
        {
            throw fields.Error("", refused.Message);
        }
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
