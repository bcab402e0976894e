namespace Infra.GitOps;

/// <summary>Fills every text of a manifest, keys of maps included, as Argo CD does with <c>goTemplate: true</c>.</summary>
internal static class TemplateTree
{
    /// <exception cref="ApplicationSetException">A template is malformed or a value is missing; the path says which.</exception>
    public static object? Fill(object? value, IReadOnlyDictionary<string, object?> parameters, string set, string path) => value switch
    {
        string text when GoTemplate.HasActions(text) => Text(text, parameters, set, path),
        Dictionary<string, object?> map => Map(map, parameters, set, path),
        List<object?> list => list.Select((item, i) => Fill(item, parameters, set, $"{path}[{i}]")).ToList(),
        _ => value,
    };

    public static string Text(string text, IReadOnlyDictionary<string, object?> parameters, string set, string path)
    {
        try
        {
            return GoTemplate.Parse(text).Fill(parameters);
        }
        catch (TemplateException error)
        {
            throw new ApplicationSetException(set, path, error.Message, error.Line);
        }
    }

    public static Dictionary<string, object?> Map(Dictionary<string, object?> map, IReadOnlyDictionary<string, object?> parameters, string set, string path) =>
        map.ToDictionary(
            e => GoTemplate.HasActions(e.Key) ? Text(e.Key, parameters, set, $"{path}.{e.Key}") : e.Key,
            e => Fill(e.Value, parameters, set, $"{path}.{e.Key}"),
            StringComparer.Ordinal);
}
