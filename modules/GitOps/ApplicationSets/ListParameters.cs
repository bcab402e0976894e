using Infra.GitOps.Templates;

namespace Infra.GitOps.ApplicationSets;

/// <summary>The list generator: a parameter set for each element.</summary>
/// <remarks>Source: https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-List/</remarks>
internal static class ListParameters
{
    /// <summary>The parameters of a list generator: <c>elements</c>, then those of <c>elementsYaml</c>.</summary>
    public static List<Dictionary<string, object?>> Of(Fields fields)
    {
        List<Dictionary<string, object?>> elements = [.. fields.List("elements").Select(e => ParameterMaps.FromJson(e.Values))];
        if (fields.TextOrNull("elementsYaml") is { } yaml)
        {
            try
            {
                foreach (object? element in YamlValues.Read(yaml) switch { null => [], List<object?> list => list, _ => throw new FunctionException("it is no list") })
                {
                    elements.Add(ParameterMaps.FromJson(element as Dictionary<string, object?> ?? throw new FunctionException($"{GoValue.Kind(element)} is no map")));
                }
            }
            catch (Exception malformed) when (malformed is FunctionException or YamlDotNet.Core.YamlException)
            {
                throw fields.Error("elementsYaml", $"is no list of maps: {malformed.Message}");
            }
        }

        return elements;
    }
}
