using System.Globalization;
using Infra.GitOps.Templates;

namespace Infra.GitOps.ApplicationSets;

/// <summary>Parameter sets as maps: laid over each other, read by dotted keys. None is changed once it is made.</summary>
internal static class ParameterMaps
{
    /// <summary>The parameters with <c>values</c>, which are filled with them and are texts only.</summary>
    public static Dictionary<string, object?> WithValues(TemplateTree? values, Dictionary<string, object?> parameters) => values is null ? parameters
        : With(parameters, new Dictionary<string, object?>(StringComparer.Ordinal) { ["values"] = new TextMap((Dictionary<string, object?>)values.Fill(parameters)!) });

    /// <summary>The templates of <c>values</c>, or null when there are none.</summary>
    public static TemplateTree? Values(Fields fields)
    {
        Dictionary<string, object?> values = fields.Map("values");
        return values.Keys.FirstOrDefault(GoTemplate.HasActions) is { } key ? throw fields.Error($"values.{key}", "is a template, and Argo CD fills no names of values")
            : values.Count == 0 ? null
            : TemplateTree.Read(values, fields.Set, $"{fields.Path}.values");
    }

    /// <summary>Maps of the second take the place of the first's as a whole.</summary>
    public static Dictionary<string, object?> With(Dictionary<string, object?> below, Dictionary<string, object?> above)
    {
        Dictionary<string, object?> result = new(below, StringComparer.Ordinal);
        foreach ((string key, object? value) in above)
        {
            result[key] = value;
        }

        return result;
    }

    /// <summary>Argo CD reads elements and files through JSON, whose numbers are all floating.</summary>
    public static Dictionary<string, object?> FromJson(Dictionary<string, object?> map) => (Dictionary<string, object?>)Parameters.Floating(map)!;

    /// <summary>Maps that both have are merged; nothing of either is changed, so that what only one has is shared.</summary>
    /// <exception cref="FunctionException">What is no text would come into a map of texts, which ends Argo CD's controller.</exception>
    public static Dictionary<string, object?> Over(Dictionary<string, object?> below, Dictionary<string, object?> above)
    {
        Dictionary<string, object?> result = below is TextMap ? new TextMap(below) : new Dictionary<string, object?>(below, StringComparer.Ordinal);
        foreach ((string key, object? value) in above)
        {
            result[key] = value is Dictionary<string, object?> inner && result.GetValueOrDefault(key) is Dictionary<string, object?> there ? Over(there, inner)
                : below is TextMap && value is not string ? throw new FunctionException($"'{key}' is {GoValue.Kind(value)} in one generator and would come into a map of texts of the other, which Argo CD cannot do; make it a text")
                : value;
        }

        return result;
    }

    /// <summary>What a selector sees at a key: "team.owner" leads into nested parameters and "apps.0" into lists, but nothing leads into maps of texts.</summary>
    /// <remarks>Source: applicationset/generators/generator_spec_processor.go, flattenParameters.</remarks>
    public static string? Flat(object? holder, string key)
    {
        if (Direct(holder, key, out object? direct) && direct is TextMap or not (Dictionary<string, object?> or List<object?>))
        {
            return direct is null ? "<nil>" : GoValue.Print(direct);
        }

        for (int dot = key.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = key.IndexOf('.', dot + 1))
        {
            if (Direct(holder, key[..dot], out object? inner) && inner is (Dictionary<string, object?> or List<object?>) and not TextMap && Flat(inner, key[(dot + 1)..]) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static bool Direct(object? holder, string key, out object? value)
    {
        value = null;
        if (holder is List<object?> list)
        {
            bool isThere = int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out int at) && at < list.Count && (key == "0" || key[0] != '0');
            value = isThere ? list[at] : null;
            return isThere;
        }

        return holder is Dictionary<string, object?> map && map.TryGetValue(key, out value);
    }
}
