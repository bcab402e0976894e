using System.Globalization;
using Infra.Model.Backends;
using Infra.Model.Properties;
using Infra.Pipeline.Observing;

namespace Infra.Presenters;

/// <summary>Writes what is known of an environment without running its program.</summary>
internal static class StatusOutput
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.status/v1";

    public static string Text(StackStatus status) => status.Exists
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{status.Stack}: {status.Registered} resources, {status.Resources} of them in the cloud, on the {status.Backend} backend, serial {status.Serial}, last changed {status.Updated:yyyy-MM-dd HH:mm:ss} UTC, lineage {status.Lineage}\n")
        : $"{status.Stack}: nothing was applied yet on the {status.Backend} backend. `infra up {status.Stack}` does.\n";

    public static string Json(StackStatus status, ObservedEnvironment? found) => JsonOut.Document(Schema, writer =>
    {
        writer.WriteString("stack", status.Stack);
        writer.WriteString("backend", status.Backend);
        writer.WriteBoolean("exists", status.Exists);
        writer.WriteNumber("resources", status.Resources);
        writer.WriteNumber("registered", status.Registered);
        writer.WriteNumber("serial", status.Serial);
        writer.WriteString("lineage", status.Lineage);
        writer.WriteString("updated", status.Updated?.ToString("O", CultureInfo.InvariantCulture));
        writer.WritePropertyName("outputs");
        PropertyJson.Write(writer, status.Outputs, SecretForm.Masked);
        LiveOutput.Write(writer, found);
    });
}
