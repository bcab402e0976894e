namespace Infra.GitOps;

/// <summary>Runs the generators of a set: each gives a list of parameters, and each of these makes one Application.</summary>
/// <remarks>Source: https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators/</remarks>
internal sealed class ParameterSets(IReadOnlyList<Cluster> clusters, IGitTree git, FileGlobbing globbing)
{
    private static readonly string[] Kinds = ["list", "clusters", "git", "matrix", "merge"];
    private static readonly Dictionary<string, object?> None = new(StringComparer.Ordinal);
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
            "git" => Git(fields),
            "matrix" => Matrix(fields, outer),
            _ => Merge(fields, outer),
        };
        Fields selector = generator.Child("selector");
        return selector.Values.Count == 0 ? parameters : parameters.Where(p => Selector.Matches(selector, key => Flat(p, key)));
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
        List<Dictionary<string, object?>> elements = [.. fields.List("elements").Select(e => FromJson(e.Values))];
        if (fields.TextOrNull("elementsYaml") is { } yaml)
        {
            try
            {
                elements.AddRange(((List<object?>?)YamlValues.Read(yaml) ?? []).Cast<Dictionary<string, object?>>().Select(FromJson));
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
                ["metadata"] = new Dictionary<string, object?>(StringComparer.Ordinal) { ["labels"] = Map(cluster.Labels), ["annotations"] = Map(cluster.Annotations) },
            };
            found.Add(WithValues(fields, parameters));
        }

        // All clusters in one parameter set, for one Application that ranges over them.
        return fields.Flag("flatList") ? [new(StringComparer.Ordinal) { ["clusters"] = found.ToList<object?>() }] : found;
    }

    private List<Dictionary<string, object?>> Git(Fields fields)
    {
        string repository = fields.Text("repoURL");
        string revision = fields.TextOrNull("revision") ?? "HEAD";
        if (fields.Has("directories") == fields.Has("files"))
        {
            throw fields.Error("", "a git generator has either directories or files");
        }

        IReadOnlyList<string> files = git.Files(repository, revision);
        if (fields.Has("files"))
        {
            Func<string, string, bool> matches = globbing == FileGlobbing.Greedy ? Glob.MatchesGreedily : Glob.MatchesThrough;
            return [.. Chosen(fields, "files", files, matches).SelectMany(f => FileParameters(fields, repository, revision, f))];
        }

        IEnumerable<string> folders = files.SelectMany(Folders).Distinct(StringComparer.Ordinal).Where(f => !f.Split('/').Any(part => part.StartsWith('.')));
        return [.. Chosen(fields, "directories", folders, Glob.Matches).Select(f => WithValues(fields, PathParameters(fields, f, file: null)))];
    }

    private IEnumerable<Dictionary<string, object?>> FileParameters(Fields fields, string repository, string revision, string file)
    {
        object? content;
        try
        {
            content = YamlValues.Read(git.Read(repository, revision, file));
        }
        catch (Exception malformed) when (malformed is FunctionException or YamlDotNet.Core.YamlException)
        {
            throw fields.Error("files", $"{file} is no YAML or JSON: {malformed.Message}");
        }

        // An empty file is an empty map.
        List<object?> items = content as List<object?> ?? [content ?? new Dictionary<string, object?>(StringComparer.Ordinal)];
        foreach (object? item in items)
        {
            Dictionary<string, object?> values = item as Dictionary<string, object?> ?? throw fields.Error("files", $"{file} must be a map or a list of maps");
            int slash = file.LastIndexOf('/');
            Dictionary<string, object?> path = PathParameters(fields, slash < 0 ? "." : file[..slash], file[(slash + 1)..]);
            yield return WithValues(fields, With(FromJson(values), path));
        }
    }

    private static IEnumerable<string> Chosen(Fields fields, string key, IEnumerable<string> paths, Func<string, string, bool> matches)
    {
        List<(string Pattern, bool Exclude)> patterns = [.. fields.List(key).Select(f => (f.Text("path"), f.Flag("exclude")))];
        return paths.Where(p => patterns.Exists(x => !x.Exclude && matches(x.Pattern, p)) && !patterns.Exists(x => x.Exclude && matches(x.Pattern, p)))
            .Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Folders(string file)
    {
        for (int slash = file.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = file.IndexOf('/', slash + 1))
        {
            yield return file[..slash];
        }
    }

    private static Dictionary<string, object?> PathParameters(Fields fields, string folder, string? file)
    {
        string basename = folder[(folder.LastIndexOf('/') + 1)..];
        Dictionary<string, object?> path = new(StringComparer.Ordinal)
        {
            ["path"] = folder,
            ["basename"] = basename,
            ["basenameNormalized"] = TemplateFunctions.Call("normalize", [basename]),
            ["segments"] = folder.Split('/').ToList<object?>(),
        };
        if (file is not null)
        {
            path["filename"] = file;
            path["filenameNormalized"] = TemplateFunctions.Call("normalize", [file]);
        }

        Dictionary<string, object?> root = new(StringComparer.Ordinal) { ["path"] = path };
        return fields.TextOrNull("pathParamPrefix") is { Length: > 0 } prefix ? new(StringComparer.Ordinal) { [prefix] = root } : root;
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

        return Of(generators[0], outer).SelectMany(first => Of(generators[1], outer is null ? first : Over(outer, first)).Select(second => Over(second, first)));
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
            merged = [.. merged.Select(p => byKey.TryGetValue(Key(keys, p), out Dictionary<string, object?>? other) ? Over(p, other) : p)];
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

    private static Dictionary<string, object?> WithValues(Fields fields, Dictionary<string, object?> parameters)
    {
        if (!fields.Has("values"))
        {
            return parameters;
        }

        Dictionary<string, object?> values = (Dictionary<string, object?>)TemplateTree.Read(fields.Map("values"), fields.Set, $"{fields.Path}.values").Fill(parameters)!;
        return With(parameters, new Dictionary<string, object?>(StringComparer.Ordinal) { ["values"] = values });
    }

    // Maps of the second take the place of the first's as a whole.
    private static Dictionary<string, object?> With(Dictionary<string, object?> below, Dictionary<string, object?> above)
    {
        Dictionary<string, object?> result = new(below, StringComparer.Ordinal);
        foreach ((string key, object? value) in above)
        {
            result[key] = value;
        }

        return result;
    }

    // Argo CD reads elements and files through JSON, whose numbers are all floating.
    private static Dictionary<string, object?> FromJson(Dictionary<string, object?> map) => (Dictionary<string, object?>)Floating(map)!;

    private static object? Floating(object? value) => value switch
    {
        long whole => (double)whole,
        Dictionary<string, object?> map => map.ToDictionary(e => e.Key, e => Floating(e.Value), StringComparer.Ordinal),
        List<object?> list => list.Select(Floating).ToList(),
        _ => value,
    };

    // Maps that both have are merged; nothing of either is changed, so that what only one has is shared.
    private static Dictionary<string, object?> Over(Dictionary<string, object?> below, Dictionary<string, object?> above)
    {
        Dictionary<string, object?> result = new(below, StringComparer.Ordinal);
        foreach ((string key, object? value) in above)
        {
            result[key] = value is Dictionary<string, object?> inner && result.GetValueOrDefault(key) is Dictionary<string, object?> there ? Over(there, inner) : value;
        }

        return result;
    }

    // "metadata.labels.environment" leads into nested parameters; a key that has dots itself is found as it is.
    private static string? Flat(Dictionary<string, object?> parameters, string key)
    {
        if (parameters.TryGetValue(key, out object? direct))
        {
            return direct is Dictionary<string, object?> or List<object?> or null ? null : GoValue.Print(direct);
        }

        for (int dot = key.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = key.IndexOf('.', dot + 1))
        {
            if (parameters.TryGetValue(key[..dot], out object? inner) && inner is Dictionary<string, object?> map && Flat(map, key[(dot + 1)..]) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static Dictionary<string, object?> Map(IEnumerable<KeyValuePair<string, string>> texts) =>
        texts.Aggregate(new Dictionary<string, object?>(None, StringComparer.Ordinal), (map, e) =>
        {
            map[e.Key] = e.Value;
            return map;
        });
}
