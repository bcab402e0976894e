using System.Globalization;
using Infra.Model.Backends;
using Infra.Model.Masking;
using Infra.Model.Plans;
using Infra.Model.Properties;
using Infra.Pipeline.Applying;
using Infra.Pipeline.Workspace;
using Spectre.Console;

namespace Infra.Presenters;

/// <summary>Writes how an update or a destroy ended.</summary>
internal static class UpdateOutput
{
    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.update/v1";

    public static void Write(Host host, Plan plan, UpdateOutcome outcome, OutputFormat format)
    {
        if (format == OutputFormat.Json)
        {
            host.Out.Write(Json(plan, outcome));
        }
        else
        {
            WriteText(new Painter(host.Out, host.OutIsTerminal, host.Variable), plan, outcome);
        }
    }

    private static void WriteText(Painter painter, Plan plan, UpdateOutcome outcome)
    {
        foreach (StepEvent failure in outcome.Failures)
        {
            painter.Line($"failed: {PlanJson.Name(failure.Step.Op)} {Printable.Text($"{failure.Step.Type} {failure.Step.Name}: {failure.Message}")}", new Style(Color.Red));
        }

        // What was not to be changed stays as it was, whatever became of the rest.
        PlanSummary done = PlanSummary.Of(outcome.Done) with { Same = plan.Summary.Same + Unneeded(plan, outcome) };
        string skipped = outcome.Skipped.IsEmpty ? "" : string.Create(CultureInfo.InvariantCulture, $" {outcome.Skipped.Length} skipped{(outcome.Cancelled ? "" : " because of that")}.");
        string verdict = outcome.Cancelled ? "Cancelled" : outcome.Failures.IsEmpty ? "Done" : "Failed";
        string again = outcome.Cancelled ? $" The lock is given back; `infra {(Destroys(plan) ? "destroy" : "up")} {plan.Stack}` goes on from here." : "";
        painter.Line($"{verdict}: {done.Finished} in {plan.Stack}.{skipped}{again}");
    }

    // A value that was unknown in the plan may turn out to be what it was: then there is nothing to change, and nothing was.
    private static int Unneeded(Plan plan, UpdateOutcome outcome)
    {
        HashSet<Urn> done = [.. outcome.Done.Select(s => s.Urn)];
        return outcome.Succeeded ? plan.Steps.Count(s => s.Op is StepOp.Update or StepOp.Replace && !done.Contains(s.Urn)) : 0;
    }

    private static bool Destroys(Plan plan) => plan.Steps.All(s => s.Op == StepOp.Delete);

    private static string Json(Plan plan, UpdateOutcome outcome) => JsonOut.Document(Schema, writer =>
    {
        writer.WriteString("stack", plan.Stack);
        writer.WriteString("backend", plan.Backend);
        writer.WriteString("plan", plan.Digest);
        writer.WriteString("result", UpdateEnding.Word(outcome));
        writer.WriteStartArray("done");
        foreach (PlanStep step in outcome.Done)
        {
            writer.WriteStartObject();
            writer.WriteString("urn", step.Urn.Value);
            writer.WriteString("op", PlanJson.Name(step.Op));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("failures");
        foreach (StepEvent failure in outcome.Failures)
        {
            writer.WriteStartObject();
            writer.WriteString("urn", failure.Step.Urn.Value);
            writer.WriteString("op", PlanJson.Name(failure.Step.Op));
            writer.WriteString("message", failure.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("skipped");
        foreach (PlanStep step in outcome.Skipped)
        {
            writer.WriteStringValue(step.Urn.Value);
        }

        writer.WriteEndArray();
        writer.WritePropertyName("outputs");
        PropertyJson.Write(writer, outcome.Outputs, SecretForm.Masked);
    });
}
