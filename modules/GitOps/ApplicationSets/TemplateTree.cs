namespace Infra.GitOps;

/// <summary>
/// The texts of a manifest, keys of maps included, made ready to be filled as Argo CD does with <c>goTemplate: true</c>. Templates are read once, and
/// what has nothing to fill is shared by everything that is made: a set of many thousand Applications differs in few texts.
/// </summary>
internal sealed class TemplateTree
{
    private readonly Func<IReadOnlyDictionary<string, object?>, object?>? fill;
    private readonly object? fixedValue;

    private TemplateTree(object? value) => fixedValue = value;

    private TemplateTree(Func<IReadOnlyDictionary<string, object?>, object?> fill) => this.fill = fill;

    /// <summary>Whether it has anything to fill.</summary>
    public bool IsFixed => fill is null;

    /// <summary>Reads every template of a value.</summary>
    /// <exception cref="ApplicationSetException">A template is malformed; the path says which.</exception>
    public static TemplateTree Read(object? value, string set, string path) => value switch
    {
        string text when GoTemplate.HasActions(text) => Text(text, set, path),
        Dictionary<string, object?> map => Map(map, set, path),
        List<object?> list => List(list, set, path),
        _ => new TemplateTree(value),
    };

    /// <summary>Fills it; the result may be shared and is never changed.</summary>
    /// <exception cref="ApplicationSetException">A value is missing; the path says where.</exception>
    public object? Fill(IReadOnlyDictionary<string, object?> parameters) => fill is null ? fixedValue : fill(parameters);

    private static TemplateTree Text(string text, string set, string path)
    {
        GoTemplate template = Guarded(() => GoTemplate.Parse(text), set, path);
        return new TemplateTree(parameters => Guarded(() => template.Fill(parameters), set, path));
    }

    private static TemplateTree List(List<object?> list, string set, string path)
    {
        TemplateTree[] items = [.. list.Select((item, i) => Read(item, set, $"{path}[{i}]"))];
        return Array.TrueForAll(items, i => i.IsFixed) ? new TemplateTree(list) : new TemplateTree(parameters => items.Select(i => i.Fill(parameters)).ToList());
    }

    private static TemplateTree Map(Dictionary<string, object?> map, string set, string path)
    {
        (TemplateTree Key, TemplateTree Value)[] entries = [.. map.Select(e => (Read(e.Key, set, $"{path}.{e.Key}"), Read(e.Value, set, $"{path}.{e.Key}")))];
        return Array.TrueForAll(entries, e => e.Key.IsFixed && e.Value.IsFixed) ? new TemplateTree(map) : new TemplateTree(parameters =>
        {
            Dictionary<string, object?> filled = new(entries.Length, StringComparer.Ordinal);
            foreach ((TemplateTree key, TemplateTree value) in entries)
            {
                filled[(string)key.Fill(parameters)!] = value.Fill(parameters);
            }

            return filled;
        });
    }

    private static T Guarded<T>(Func<T> step, string set, string path)
    {
        try
        {
            return step();
        }
        catch (TemplateException error)
        {
            throw new ApplicationSetException(set, path, error.Message, error.Line);
        }
    }
}
