using System.CommandLine;
using System.Globalization;
using Infra.Model.Backends;
using Infra.Model.Properties;
using Infra.Presenters;
using Infra.Pipeline.Approving;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;

namespace Infra.Cli;

/// <summary><c>infra status ENV</c>: what is known of an environment without running its program.</summary>
internal static class StatusCommand
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.status/v1";

    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<string> kind = Parameters.Backend();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Command command = new("status", "Show what is recorded of an environment.") { environment, format, kind };
        command.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            StackStatus status = await new StackBackends(host, repository).Of(parsed.GetRequiredValue(environment), parsed.GetRequiredValue(kind)).StatusAsync(cancellation);
            host.Out.Write(parsed.GetValue(format) == OutputFormat.Json ? Json(status) : Text(status));
            ReviewOutput.Write(host, await new Reviews(repository, new AuditTrail(host, repository, status.Backend)).OpenAsync(cancellation), status.Stack);
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static string Text(StackStatus status) => status.Exists
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"{status.Stack}: {status.Resources} resources on the {status.Backend} backend, serial {status.Serial}, last changed {status.Updated:yyyy-MM-dd HH:mm:ss} UTC, lineage {status.Lineage}\n")
        : $"{status.Stack}: nothing was applied yet on the {status.Backend} backend. `infra up {status.Stack}` does.\n";

    private static string Json(StackStatus status) => JsonOut.Document(Schema, writer =>
    {
        writer.WriteString("stack", status.Stack);
        writer.WriteString("backend", status.Backend);
        writer.WriteBoolean("exists", status.Exists);
        writer.WriteNumber("resources", status.Resources);
        writer.WriteNumber("serial", status.Serial);
        writer.WriteString("lineage", status.Lineage);
        writer.WriteString("updated", status.Updated?.ToString("O", CultureInfo.InvariantCulture));
        writer.WritePropertyName("outputs");
        PropertyJson.Write(writer, status.Outputs, SecretForm.Masked);
    });
}
