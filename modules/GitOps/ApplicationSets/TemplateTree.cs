using Infra.GitOps.Templates;

namespace Infra.GitOps.ApplicationSets;

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
    public static TemplateTree Read(object? value, string set, string path) => Read(value, set, path, isGenerator: false);

    /// <summary>
    /// Reads every template of a generator, which is the second of a matrix. What the first gives is not yet all that <c>values</c> may use, so
    /// those that lack something stay as they are, until the generator fills them with what it gives itself.
    /// </summary>
    /// <remarks>Source: applicationset/utils/utils.go, RenderGeneratorParams (argo-cd#27830).</remarks>
    public static TemplateTree ReadGenerator(Dictionary<string, object?> values, string set, string path) => Read(values, set, path, isGenerator: true);

    /// <summary>Fills it; the result may be shared and is never changed.</summary>
    /// <exception cref="ApplicationSetException">A value is missing; the path says where.</exception>
    public object? Fill(IReadOnlyDictionary<string, object?> parameters) => fill is null ? fixedValue : fill(parameters);

    private static TemplateTree Read(object? value, string set, string path, bool isGenerator) => value switch
    {
        string text when GoTemplate.HasActions(text) => Text(text, set, path),
        Dictionary<string, object?> map => Map(map, set, path, isGenerator),
        List<object?> list => List(list, set, path, isGenerator),
        _ => new TemplateTree(value),
    };

    private static TemplateTree Text(string text, string set, string path, bool staysWhenMissing = false)
    {
        GoTemplate template = Guarded(() => GoTemplate.Parse(text), set, path);
        return new TemplateTree(parameters =>
        {
            try
            {
                return template.Fill(parameters);
            }
            catch (TemplateException error)
            {
                return staysWhenMissing && error.IsMissing ? text : throw new ApplicationSetException(set, path, error.Message, error.Line);
            }
        });
    }

    private static TemplateTree List(List<object?> list, string set, string path, bool isGenerator)
    {
        TemplateTree[] items = [.. list.Select((item, i) => Read(item, set, $"{path}[{i}]", isGenerator))];
        return Array.TrueForAll(items, i => i.IsFixed) ? new TemplateTree(list) : new TemplateTree(parameters => items.Select(i => i.Fill(parameters)).ToList());
    }

    private static TemplateTree Map(Dictionary<string, object?> map, string set, string path, bool isGenerator)
    {
        (TemplateTree Key, TemplateTree Value)[] entries =
        [
            .. map.Select(e => (
                Read(e.Key, set, $"{path}.{e.Key}"),
                isGenerator && e is { Key: "values", Value: Dictionary<string, object?> values } ? Values(values, set, $"{path}.values") : Read(e.Value, set, $"{path}.{e.Key}", isGenerator && e.Key != "elements"))),
        ];
        return Composed(map, entries);
    }

    private static TemplateTree Values(Dictionary<string, object?> values, string set, string path) =>
        Composed(values, [.. values.Select(e => (new TemplateTree((object?)e.Key), e.Value is string text && GoTemplate.HasActions(text) ? Text(text, set, $"{path}.{e.Key}", staysWhenMissing: true) : new TemplateTree(e.Value)))]);

    private static TemplateTree Composed(Dictionary<string, object?> map, (TemplateTree Key, TemplateTree Value)[] entries) =>
        Array.TrueForAll(entries, e => e.Key.IsFixed && e.Value.IsFixed) ? new TemplateTree(map) : new TemplateTree(parameters =>
        {
            Dictionary<string, object?> filled = new(entries.Length, StringComparer.Ordinal);
            foreach ((TemplateTree key, TemplateTree value) in entries)
            {
                filled[(string)key.Fill(parameters)!] = value.Fill(parameters);
            }

            return filled;
        });

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
