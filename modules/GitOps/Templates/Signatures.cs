namespace Infra.GitOps.Templates;

/// <summary>What functions take, as Go checks it before it calls them: how many arguments, and of which types.</summary>
/// <remarks>Sources: https://pkg.go.dev/text/template (exec.go, evalCall) and the declarations in https://github.com/Masterminds/sprig at v3.</remarks>
internal static class Signatures
{
    // any, text, int, bool, map and float; with ... for what may be missing or come again.
    private const string Written =
        """
        not any|eq any any ...any|ne any any|lt any any|le any any|gt any any|ge any any|default any ...any|empty any|coalesce ...any|all ...any|any ...any
        ternary any any bool|fail text|kindOf any|typeOf any|kindIs text any|typeIs text any|deepEqual any any
        print ...any|println ...any|printf text ...any|toString any|quote ...any|squote ...any|cat ...any|indent int text|nindent int text|plural text text int
        normalize text|slugify ...any|trim text|trimAll text text|trimPrefix text text|trimSuffix text text|nospace text|upper text|lower text|title text|untitle text|swapcase text
        snakecase text|kebabcase text|camelcase text|contains text text|hasPrefix text text|hasSuffix text text|replace text text text|repeat int text|substr int int text|trunc int text
        abbrev int text|initials text|split text text|splitList text text
        regexMatch text text|regexFind text text|regexFindAll text text int|regexReplaceAll text text text|regexReplaceAllLiteral text text text|regexSplit text text int|regexQuoteMeta text
        list ...any|tuple ...any|first any|last any|rest any|initial any|append any any|push any any|prepend any any|concat ...any|reverse any|uniq any|without any ...any|has any any|compact any
        index any ...any|slice any ...any|len any|until int|untilStep int int int|join text any|sortAlpha any|toStrings any|chunk int any
        dict ...any|get map text|hasKey map text|set map text any|unset map text|keys ...map|values map|pluck text ...map|pick map ...text|omit map ...text|merge map ...map|mergeOverwrite map ...map
        dig ...any|deepCopy any
        add ...any|add1 any|sub any any|mul any ...any|div any any|mod any any|max any ...any|min any ...any|addf ...any|subf any ...any|mulf any ...any|divf any ...any|floor any|ceil any
        round any int ...float|int any|int64 any|float64 any|atoi text|seq ...int
        toJson any|toRawJson any|toPrettyJson any|fromJson text|toYaml any|fromYaml text|fromYamlArray text|b64enc text|b64dec text|sha256sum text|sha512sum text|urlquery ...any
        """;

    private static readonly Dictionary<string, (string[] Types, string? More)> Known = Written.Split(['\n', '|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(' '))
        .ToDictionary(parts => parts[0], parts => (parts[1..].Where(p => p[0] != '.').ToArray(), Array.Find(parts, p => p[0] == '.')?[3..]), StringComparer.Ordinal);

    /// <summary>Refuses arguments that Go refuses.</summary>
    /// <exception cref="FunctionException">There are too few or too many, or one is of another type.</exception>
    public static void Check(string function, IReadOnlyList<object?> arguments)
    {
        (string[] types, string? more) = Known[function];
        if (arguments.Count < types.Length || (more is null && arguments.Count > types.Length))
        {
            throw new FunctionException($"it takes {(more is null ? "" : "at least ")}{types.Length} argument{(types.Length == 1 ? "" : "s")} and has {arguments.Count}");
        }

        for (int i = 0; i < arguments.Count; i++)
        {
            UnorderedList.Refuse(arguments[i], function);
            if (Wanted(i < types.Length ? types[i] : more!, arguments[i]) is { } wanted)
            {
                throw new FunctionException($"argument {i + 1} is {GoValue.Kind(arguments[i])} and must be {wanted}");
            }
        }
    }

    private static string? Wanted(string type, object? value) => type switch
    {
        "text" => value is string ? null : "a text",
        "int" => value is long ? null : value is GoInt64 ? "an int; make it one with int" : "an int",
        "bool" => value is bool ? null : "a bool",
        "float" => value is double ? null : "a float64",
        "map" => value is TextMap ? "a map of anything; labels, annotations and values are maps of texts, which index and range take" : value is null or Dictionary<string, object?> ? null : "a map",
        _ => null,
    };
}
