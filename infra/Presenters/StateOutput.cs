using System.Collections.Immutable;
using Infra.Engine.State;
using Infra.Model.Backends;
using Infra.Model.Masking;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Presenters;

/// <summary>Writes what is recorded of an environment.</summary>
internal static class StateOutput
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.state-show/v1";

    /// <summary>One line a resource.</summary>
    public static string Text(ImmutableArray<RecordedResource> resources) =>
        string.Concat(resources.Select(r => $"{Printable.Text(r.Urn.Type)}  {Printable.Text(r.Urn.Name)}{(r.Id is null ? "" : $"  {Printable.Text(r.Id)}")}{(r.Protect ? "  [protected]" : "")}\n"));

    /// <summary>Each resource with all that is recorded of it, secrets masked.</summary>
    public static string Json(string stack, ImmutableArray<RecordedResource> resources) => JsonOut.Document(Schema, writer =>
    {
        writer.WriteString("stack", stack);
        writer.WriteStartArray("resources");
        foreach (RecordedResource resource in resources)
        {
            writer.WriteStartObject();
            writer.WriteString("urn", resource.Urn.Value);
            writer.WriteBoolean("custom", resource.Custom);
            writer.WriteString("id", resource.Id);
            writer.WriteBoolean("protect", resource.Protect);
            writer.WriteStartArray("dependsOn");
            foreach (Urn urn in resource.DependsOn)
            {
                writer.WriteStringValue(urn.Value);
            }

            writer.WriteEndArray();
            writer.WritePropertyName("inputs");
            PropertyJson.Write(writer, resource.Inputs, SecretForm.Masked);
            writer.WritePropertyName("outputs");
            PropertyJson.Write(writer, resource.Outputs, SecretForm.Masked);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>Whose lock was broken; null where there was none.</summary>
    public static string Unlocked(string stack, BrokenLock? found) => found switch
    {
        null => $"{stack} was not locked.\n",
        { HadEnded: true } broken => $"Broke the lock of {Printable.Text($"{broken.Holder}")}, whose process had ended.\n",
        var broken => $"Broke the lock of {Printable.Text($"{broken.Holder}")}, which may still be running: it is refused at its next write.\n",
    };
}
