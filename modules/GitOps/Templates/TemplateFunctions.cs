namespace Infra.GitOps.Templates;

/// <summary>The functions that Argo CD offers in ApplicationSets: Go's own, sprig's (without env, expandenv and getHostByName), and Argo CD's.</summary>
/// <remarks>Sources: https://pkg.go.dev/text/template#hdr-Functions; https://masterminds.github.io/sprig/; Argo CD, ApplicationSet, Go template.</remarks>
internal static class TemplateFunctions
{
    private static readonly Dictionary<string, Func<Arguments, object?>> All = new(StringComparer.Ordinal);

    // sprig has these; they would make two renderings of one commit differ, or let a template read the machine.
    private static readonly Dictionary<string, string> Refused = new(StringComparer.Ordinal)
    {
        ["env"] = "Argo CD does not offer it: it would read the controller's environment",
        ["expandenv"] = "Argo CD does not offer it: it would read the controller's environment",
        ["getHostByName"] = "Argo CD does not offer it: it would ask the network",
        ["now"] = "it is not offered here: the same commit must render to the same bytes",
        ["date"] = "it is not offered here: the same commit must render to the same bytes",
        ["uuidv4"] = "it is not offered here: the same commit must render to the same bytes",
        ["randAlphaNum"] = "it is not offered here: the same commit must render to the same bytes",
        ["randAlpha"] = "it is not offered here: the same commit must render to the same bytes",
        ["randNumeric"] = "it is not offered here: the same commit must render to the same bytes",
        ["genPrivateKey"] = "it is not offered here: the same commit must render to the same bytes",
    };

    static TemplateFunctions()
    {
        LogicFunctions.AddTo(All);
        TextFunctions.AddTo(All);
        ListFunctions.AddTo(All);
        MapFunctions.AddTo(All);
        NumberFunctions.AddTo(All);
        EncodingFunctions.AddTo(All);
    }

    /// <summary>The names in ordinal order.</summary>
    public static IEnumerable<string> Names => All.Keys.Concat(["and", "or"]).Order(StringComparer.Ordinal);

    /// <summary>Whether there is such a function.</summary>
    public static bool Has(string name) => name is "and" or "or" || All.ContainsKey(name);

    /// <summary>What to say of a function that there is not.</summary>
    public static string Unknown(string name) => Refused.TryGetValue(name, out string? why)
        ? $"the function '{name}' cannot be used: {why}"
        : $"there is no function '{name}'; Argo CD offers sprig's functions, normalize, slugify, toYaml, fromYaml and fromYamlArray, and of these {All.Count + 2} are known here";

    /// <summary>Calls a function.</summary>
    /// <exception cref="FunctionException">It refuses its arguments.</exception>
    public static object? Call(string name, List<object?> arguments, Parameters? parameters = null)
    {
        Signatures.Check(name, arguments);
        return All[name](new Arguments(arguments, parameters));
    }
}
