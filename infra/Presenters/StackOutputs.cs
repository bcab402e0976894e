using Infra.Model.Backends;
using Infra.Model.Masking;
using Infra.Model.Properties;

namespace Infra.Presenters;

/// <summary>Writes the outputs that the last update of an environment left. Secrets are masked in every format.</summary>
internal static class StackOutputs
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.outputs/v1";

    /// <summary>One output a line, the entries of a map below it.</summary>
    public static string Text(StackStatus status)
    {
        (string Name, string Value)[] rows = [.. status.Outputs.SelectMany(o => Rows(o.Key, o.Value))];
        int width = rows.Length == 0 ? 0 : rows.Max(r => Fit.Width(r.Name));
        return rows.Length == 0
            ? $"{status.Stack} has no outputs.\n"
            : string.Concat(rows.Select(r => $"{Fit.Pad(r.Name, width)}  {r.Value}".TrimEnd() + "\n"));
    }

    /// <summary>All of them as they are recorded.</summary>
    public static string Json(StackStatus status) => JsonOut.Document(Schema, writer =>
    {
        writer.WriteString("stack", status.Stack);
        writer.WriteString("backend", status.Backend);
        writer.WritePropertyName("outputs");
        PropertyJson.Write(writer, status.Outputs, SecretForm.Masked);
    });

    private static IEnumerable<(string, string)> Rows(string name, PropertyValue value) =>
        value is MapValue { Map.Count: > 0 } map
            ? map.Map.Select(e => ($"  {Printable.Text(e.Key)}", Value(e.Value))).Prepend((Printable.Text(name), ""))
            : [(Printable.Text(name), Value(value))];

    // A text is shown without quotes, as people copy it.
    private static string Value(PropertyValue value) => value is StringValue text ? Printable.Text(text.Value) : ValueText.Of(value);
}
