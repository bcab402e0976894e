using System.Collections.Immutable;
using System.Globalization;
using Infra.Model.Backends;
using Infra.Model.Masking;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Presenters;

/// <summary>Writes what somebody changed behind the program's back.</summary>
internal static class DriftOutput
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.drift/v1";

    /// <summary>What drifted, as people or machines read it.</summary>
    public static string Of(string stack, ImmutableArray<ResourceDrift> drifts, OutputFormat format, bool isReal) =>
        format switch { OutputFormat.Json => Json(stack, drifts), OutputFormat.Markdown => Markdown(stack, drifts, isReal), _ => Text(stack, drifts, isReal) };

    // Pulumi compares the program with what is recorded, and what drifted is not: https://www.pulumi.com/docs/deployments/concepts/drift/
    private static string Way(string stack, bool isReal, string update) => isReal
        ? $"An update does not see this: it compares with what is recorded. Change it back at Google, or record it with `pulumi refresh --stack {stack}`; the next plan puts back what the program decides."
        : $"{update} puts back what the program decides.";

    private static string Text(string stack, ImmutableArray<ResourceDrift> drifts, bool isReal)
    {
        if (drifts.IsEmpty)
        {
            return $"No drift in {stack}: everything is as the last update left it.\n";
        }

        return $"{Found(drifts)}\n{drifts.Length} of the resources of {stack} drifted. {Way(stack, isReal, $"`infra up {stack}`")}\n";
    }

    /// <summary>What drifted, a line for each resource and property.</summary>
    public static string Found(ImmutableArray<ResourceDrift> drifts)
    {
        StringWriter text = new(CultureInfo.InvariantCulture);
        Painter painter = new(text, isTerminal: false, _ => null);
        foreach (ResourceDrift drift in drifts)
        {
            painter.Line(Printable.Text($"{drift.Urn.Type} {drift.Urn.Name} ({drift.Id}){(drift.IsGone ? " was deleted" : "")}"));
            foreach (PropertyDiff property in drift.Properties)
            {
                painter.Line($"    {Printable.Text(property.Path)}: recorded {Value(property.Old)}, now {Value(property.New)}");
            }
        }

        return text.ToString();
    }

    private static string Markdown(string stack, ImmutableArray<ResourceDrift> drifts, bool isReal)
    {
        if (drifts.IsEmpty)
        {
            return $"No drift in {stack}: everything is as the last update left it.\n";
        }

        StringWriter text = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        text.WriteLine($"{drifts.Length} of the resources of {stack} drifted. {Way(stack, isReal, "An update")}\n");
        text.WriteLine("| resource | property | recorded | now |\n|---|---|---|---|");
        foreach (ResourceDrift drift in drifts)
        {
            string name = Printable.Markdown($"{drift.Urn.Type} {drift.Urn.Name}");
            if (drift.IsGone)
            {
                text.WriteLine($"| {name} | | there | deleted |");
            }

            foreach (PropertyDiff property in drift.Properties)
            {
                text.WriteLine($"| {name} | {Printable.Markdown(property.Path)} | {Printable.Markdown(Value(property.Old))} | {Printable.Markdown(Value(property.New))} |");
            }
        }

        return text.ToString();
    }

    /// <summary>A value for people.</summary>
    public static string Value(PropertyValue? value) => value is null ? "nothing" : Printable.Text(value.ToString());

    private static string Json(string stack, ImmutableArray<ResourceDrift> drifts) => JsonOut.Document(Schema, writer =>
    {
        writer.WriteString("stack", stack);
        writer.WriteStartArray("resources");
        foreach (ResourceDrift drift in drifts)
        {
            writer.WriteStartObject();
            writer.WriteString("urn", drift.Urn.Value);
            writer.WriteString("id", drift.Id);
            writer.WriteBoolean("gone", drift.IsGone);
            writer.WriteStartArray("properties");
            foreach (PropertyDiff property in drift.Properties)
            {
                writer.WriteStartObject();
                writer.WriteString("path", property.Path);
                writer.WritePropertyName("recorded");
                PropertyJson.Write(writer, property.Old ?? PropertyValue.Null, SecretForm.Masked);
                writer.WritePropertyName("now");
                PropertyJson.Write(writer, property.New ?? PropertyValue.Null, SecretForm.Masked);
                writer.WriteBoolean("secret", property.IsSecret);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
