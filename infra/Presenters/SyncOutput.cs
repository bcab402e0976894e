using System.Globalization;
using Infra.GitHub.Sync;
using Infra.Model.Masking;
using Infra.Pipeline.Workspace;
using Spectre.Console;

namespace Infra.Presenters;

/// <summary>Writes what a synchronisation of the repository on GitHub would do: a tree, JSON or Markdown.</summary>
internal static class SyncOutput
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.github-sync/v1";

    public static void Write(Host host, RepositoryPlan plan, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                host.Out.Write(Json(plan));
                break;
            case OutputFormat.Markdown:
                Markdown(new Painter(host.Out, isTerminal: false, host.Variable), plan);
                break;
            default:
                Tree(new Painter(host.Out, host.OutIsTerminal, host.Variable), plan);
                break;
        }
    }

    /// <summary>One sentence: how much differs.</summary>
    public static string Summary(RepositoryPlan plan) => string.Create(
        CultureInfo.InvariantCulture, $"{plan.Repository}: {plan.Changes.Count(c => c.IsNew)} to make, {plan.Changes.Count(c => !c.IsNew)} to change, {plan.Same} up to date, {plan.Others.Length} left alone.");

    private static void Tree(Painter painter, RepositoryPlan plan)
    {
        foreach (RepositoryChange change in plan.Changes)
        {
            painter.Line($" {(change.IsNew ? '+' : '~')}  {Kind(change.Kind)} {Printable.Text(change.Name)}", new Style(change.IsNew ? Color.Green : Color.Yellow));
            foreach (FieldChange field in change.Fields)
            {
                painter.Line($"      {Printable.Text(field.Name)}: {(change.IsNew ? "" : $"{Printable.Text(field.Old ?? "none")} -> ")}{Printable.Text(field.New ?? "none")}");
            }
        }

        foreach ((PartKind kind, string name) in plan.Others)
        {
            painter.Line($" .  {Kind(kind)} {Printable.Text(name)}: nobody asked for it; left alone");
        }

        foreach (string sentence in plan.ByHand)
        {
            painter.Line($" !  {Printable.Text(sentence)}", new Style(Color.Yellow));
        }
    }

    private static void Markdown(Painter painter, RepositoryPlan plan)
    {
        painter.Line($"### {Printable.Markdown(plan.Repository.Value)} on GitHub\n\n{Printable.Markdown(Summary(plan))}\n");
        if (!plan.Changes.IsEmpty)
        {
            painter.Line("| | What | Field | Is | Becomes |\n|---|---|---|---|---|");
            foreach (RepositoryChange change in plan.Changes)
            {
                foreach (FieldChange field in change.Fields)
                {
                    painter.Line($"| {(change.IsNew ? "make" : "change")} | {Kind(change.Kind)} {Printable.Markdown(change.Name)} | {Printable.Markdown(field.Name)} | {Printable.Markdown(field.Old ?? "")} | {Printable.Markdown(field.New ?? "")} |");
                }
            }

            painter.Line();
        }

        foreach (string line in plan.Others.Select(o => $"Left alone: {Kind(o.Kind)} {Printable.Markdown(o.Name)}").Concat(plan.ByHand.Select(b => $"By hand: {Printable.Markdown(b)}")))
        {
            painter.Line($"- {line}");
        }
    }

    private static string Json(RepositoryPlan plan) => JsonOut.Document(Schema, writer =>
    {
        writer.WriteString("repository", plan.Repository.Value);
        writer.WriteStartArray("changes");
        foreach (RepositoryChange change in plan.Changes)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", Kind(change.Kind));
            writer.WriteString("name", change.Name);
            writer.WriteString("op", change.IsNew ? "create" : "update");
            writer.WriteStartArray("fields");
            foreach (FieldChange field in change.Fields)
            {
                writer.WriteStartObject();
                writer.WriteString("name", field.Name);
                writer.WriteString("old", field.Old);
                writer.WriteString("new", field.New);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("same", plan.Same);
        writer.WriteStartArray("others");
        foreach ((PartKind kind, string name) in plan.Others)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", Kind(kind));
            writer.WriteString("name", name);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("byHand");
        foreach (string sentence in plan.ByHand)
        {
            writer.WriteStringValue(sentence);
        }

        writer.WriteEndArray();
    });

    /// <summary>A kind in words.</summary>
    public static string Kind(PartKind kind) => kind switch
    {
        PartKind.EnvironmentVariable => "environment variable",
        _ => $"{kind}".ToLowerInvariant(),
    };
}
