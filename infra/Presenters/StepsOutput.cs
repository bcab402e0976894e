using System.Text;
using Infra.Pipeline.Bootstrapping;

namespace Infra.Presenters;

/// <summary>Writes the list of steps.</summary>
internal static class StepsOutput
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.bootstrap-steps/v1";

    public static string Of(IReadOnlyList<BootstrapStep> steps, OutputFormat format) => format switch
    {
        OutputFormat.Json => Json(steps),
        OutputFormat.Markdown => Markdown(steps),
        _ => Tree(steps),
    };

    private static string Tree(IReadOnlyList<BootstrapStep> steps)
    {
        StringBuilder text = new();
        for (int i = 0; i < steps.Count; i++)
        {
            BootstrapStep step = steps[i];
            string after = step.DependsOn.IsEmpty ? "" : $" (after {string.Join(", ", step.DependsOn)})";
            text.Append($"{i + 1}. {step.Name}{after}: {step.What}\n");
            text.Append($"   done when {step.DoneWhen}\n");
            text.Append($"   undone: {step.Undo ?? "nothing to undo"}\n");
            foreach (string stays in step.Stays)
            {
                text.Append($"   stays: {stays}\n");
            }
        }

        return text.ToString();
    }

    private static string Markdown(IReadOnlyList<BootstrapStep> steps) =>
        "| step | after | what it does | done when | undone | stays |\n|---|---|---|---|---|---|\n"
        + string.Concat(steps.Select(s =>
            $"| {s.Name} | {string.Join(", ", s.DependsOn)} | {s.What} | {s.DoneWhen} | {s.Undo ?? "nothing to undo"} | {string.Join("; ", s.Stays)} |\n"));

    private static string Json(IReadOnlyList<BootstrapStep> steps) => JsonOut.Document(Schema, writer =>
    {
        writer.WriteStartArray("steps");
        foreach (BootstrapStep step in steps)
        {
            writer.WriteStartObject();
            writer.WriteString("name", step.Name);
            writer.WriteString("what", step.What);
            writer.WriteStartArray("dependsOn");
            foreach (string before in step.DependsOn)
            {
                writer.WriteStringValue(before);
            }

            writer.WriteEndArray();
            writer.WriteString("doneWhen", step.DoneWhen);
            writer.WriteString("undo", step.Undo);
            writer.WriteStartArray("stays");
            foreach (string stays in step.Stays)
            {
                writer.WriteStringValue(stays);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
