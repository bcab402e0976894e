using System.Text.Json;
using Infra.GitOps.Comparing;
using Infra.GitOps.Objects;
using Infra.Model.Masking;
using Infra.Model.Values;
using Infra.Pipeline.Workspace;
using Spectre.Console;

namespace Infra.Presenters;

/// <summary>Writes what <c>infra apps diff</c> found.</summary>
internal sealed class DiffOutput(Host host, StackName environment, CommittedEnvironment before, CommittedEnvironment after, EnvironmentDiff diff, string? reason, bool isBlocked)
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.apps-diff/v1";

    // Values of fields are shown up to here; JSON holds them whole.
    private const int ShownLength = 120;

    public void Write(OutputFormat format)
    {
        Painter painter = new(host.Out, host.OutIsTerminal, host.Variable);
        switch (format)
        {
            case OutputFormat.Json:
                host.Out.Write(JsonOut.Document(Schema, Json));
                break;
            case OutputFormat.Markdown:
                Markdown(painter);
                break;
            default:
                Tree(painter);
                break;
        }

        if (reason is not null)
        {
            host.Error.Write(isBlocked
                ? $"error: {reason}. If that is meant, pass --allow-deletions {diff.Removed.Length}.\n"
                : $"note: {reason}; --allow-deletions lets it pass.\n");
        }
    }

    private string Summary()
    {
        int Count(ChangeKind kind) => diff.Changes.Count(c => c.Kind == kind);
        int applications = after.Objects.Count(o => o.IsApplication);
        return $"{Count(ChangeKind.Added)} to add, {Count(ChangeKind.Changed)} to change, {Count(ChangeKind.Removed)} to remove; "
            + $"{diff.ApplicationsBefore} -> {applications} Applications, {diff.ManifestsBefore} -> {after.Objects.Length - applications} other manifests.";
    }

    private static string Side(CommittedEnvironment side) => side.Follows is null
        ? $"{CommittedEnvironment.Short(side.Commit)} (does not exist)"
        : side.Follows == side.Commit ? CommittedEnvironment.Short(side.Commit) : $"{CommittedEnvironment.Short(side.Commit)} (follows {CommittedEnvironment.Short(side.Follows)})";

    private static string Named(KeptObject o) => o.IsApplication || o.Namespace.Length == 0 ? $"{o.Kind} {o.Name}" : $"{o.Kind} {o.Namespace}/{o.Name}";

    private static string Shown(string? value) => value is null ? "nothing" : value.Length <= ShownLength ? value : $"{value[..ShownLength]}...";

    private static (string Symbol, Color Color) Mark(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => ("+", Color.Green),
        ChangeKind.Changed => ("~", Color.Yellow),
        _ => ("-", Color.Red),
    };

    private void Tree(Painter painter)
    {
        painter.Line($"What Argo CD keeps in {environment}: {Side(before)} -> {Side(after)}");
        painter.Line();
        foreach (ObjectChange change in diff.Changes)
        {
            (string symbol, Color color) = Mark(change.Kind);
            painter.Line($" {symbol}  {Printable.Text(Named(change.Object))}", new Style(color));
            foreach (FieldChange field in change.Fields)
            {
                painter.Line($"        {Printable.Text(field.Path)}: {Printable.Text(Shown(field.Old))} -> {Printable.Text(Shown(field.New))}");
            }
        }

        if (!diff.Changes.IsEmpty)
        {
            painter.Line();
        }

        painter.Line(diff.Changes.IsEmpty ? $"Nothing changes: {diff.ApplicationsBefore} Applications, {diff.ManifestsBefore} other manifests." : Summary());
    }

    private void Markdown(Painter painter)
    {
        painter.Line($"### What Argo CD keeps in `{environment}`");
        painter.Line();
        painter.Line($"{Side(before)} to {Side(after)}: {Printable.Markdown(Summary())}");
        painter.Line();
        if (reason is not null)
        {
            painter.Line($"> **{(isBlocked ? "BLOCKED" : "ALLOWED")}**: {Printable.Markdown(reason)}.");
            painter.Line();
        }

        if (diff.Changes.IsEmpty)
        {
            return;
        }

        painter.Line("| | Kind | Name | Fields |");
        painter.Line("|---|---|---|---|");
        foreach (ObjectChange change in diff.Changes)
        {
            string name = change.Object.IsApplication || change.Object.Namespace.Length == 0 ? change.Object.Name : $"{change.Object.Namespace}/{change.Object.Name}";
            string fields = string.Join(", ", change.Fields.Select(f => Printable.Markdown(f.Path)));
            painter.Line($"| {Printable.Markdown(Mark(change.Kind).Symbol)} | {Printable.Markdown(change.Object.Kind)} | {Printable.Markdown(name)} | {fields} |");
        }
    }

    private void Json(Utf8JsonWriter writer)
    {
        writer.WriteString("environment", environment.Value);
        Side(writer, "base", before);
        Side(writer, "head", after);
        writer.WriteStartArray("changes");
        foreach (ObjectChange change in diff.Changes)
        {
            writer.WriteStartObject();
            writer.WriteString("change", change.Kind.ToString().ToLowerInvariant());
            writer.WriteString("kind", change.Object.Kind);
            writer.WriteString("namespace", change.Object.Namespace);
            writer.WriteString("name", change.Object.Name);
            writer.WriteStartArray("fields");
            foreach (FieldChange field in change.Fields)
            {
                writer.WriteStartObject();
                writer.WriteString("path", field.Path);
                Value(writer, "old", field.Old);
                Value(writer, "new", field.New);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("massDeletion", reason);
        writer.WriteBoolean("blocked", isBlocked);
    }

    private static void Side(Utf8JsonWriter writer, string name, CommittedEnvironment side)
    {
        int applications = side.Objects.Count(o => o.IsApplication);
        writer.WriteStartObject(name);
        writer.WriteString("commit", side.Commit);
        writer.WriteString("follows", side.Follows);
        writer.WriteNumber("applications", applications);
        writer.WriteNumber("manifests", side.Objects.Length - applications);
        writer.WriteEndObject();
    }

    // A field's value as it is, and not as a text of JSON; a field that is not there is left out.
    private static void Value(Utf8JsonWriter writer, string name, string? json)
    {
        if (json is not null)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(json);
        }
    }
}
