using System.Globalization;
using Infra.Delivery.Gates;
using Infra.Delivery.Risk;
using Infra.Model.Masking;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Workspace;
using Spectre.Console;

namespace Infra.Presenters;

/// <summary>Writes what gates found: a table, JSON or Markdown.</summary>
internal static class GateOutput
{
    public static void Write(Host host, GateRun run, string environment, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                host.Out.Write(Json(run, environment));
                break;
            case OutputFormat.Markdown:
                Markdown(new Painter(host.Out, isTerminal: false, host.Variable), run, environment);
                break;
            default:
                Table(new Painter(host.Out, host.OutIsTerminal, host.Variable), run, environment);
                break;
        }
    }

    private static void Table(Painter painter, GateRun run, string environment)
    {
        foreach (GateVerdict verdict in run.Report.Verdicts)
        {
            string until = verdict.Finding.Until is { } time ? $" (until {Moment.Text(time)})" : "";
            painter.Line($"{Sign(verdict)} {verdict.Gate,-15}{Word(verdict),-9}{(verdict.Required ? "required" : "shown"),-10}{Printable.Text(verdict.Finding.Reason)}{until}", Colour(verdict));
            if (verdict is { Required: true, Finding.Opens.Length: > 0 })
            {
                painter.Line($"{"",37}{Printable.Text(verdict.Finding.Opens)}");
            }
        }

        if (run.Facts.Risk is { } risk)
        {
            painter.Line($"\nRisk: {risk}");
            foreach (RiskLine line in risk.Lines)
            {
                painter.Line(string.Create(CultureInfo.InvariantCulture, $"  {line.Factor,-21}{line.Value,3} x {line.Weight,2} %  {Printable.Text(line.Why)}"));
            }
        }

        painter.Line($"\nPlan: {run.Facts.Plan.Summary.Planned}.\n{run.Summary(environment)}");
    }

    private static void Markdown(Painter painter, GateRun run, string environment)
    {
        painter.Line($"### Gates of `{environment}`\n\nPlan: {run.Facts.Plan.Summary.Planned}. {run.Summary(environment)}{(run.Facts.Risk is { } risk ? $" Risk: {risk}." : "")}\n");
        painter.Line("| | Gate | Outcome | Required | Reason | What opens it |");
        painter.Line("|---|---|---|---|---|---|");
        foreach (GateVerdict v in run.Report.Verdicts)
        {
            painter.Line($"| {Sign(v)} | {v.Gate} | {Word(v)} | {(v.Required ? "yes" : "no")} | {Printable.Markdown(v.Finding.Reason)} | {Printable.Markdown(v.Finding.Opens)} |");
        }
    }

    private static string Json(GateRun run, string environment) => JsonOut.Document(GateReport.Schema, writer =>
    {
        writer.WriteString("environment", environment);
        writer.WriteString("envelope", run.Facts.Envelope?.Digest);
        writer.WriteBoolean("open", run.Report.IsOpen);
        writer.WriteString("until", run.Report.Until is { } until ? Moment.Text(until) : null);
        writer.WriteBoolean("emergency", run.Facts.Emergency);
        writer.WriteStartArray("gates");
        foreach (GateVerdict verdict in run.Report.Verdicts)
        {
            writer.WriteStartObject();
            writer.WriteString("gate", verdict.Gate.ToString());
            writer.WriteString("outcome", Word(verdict));
            writer.WriteBoolean("required", verdict.Required);
            writer.WriteString("reason", verdict.Finding.Reason);
            writer.WriteString("until", verdict.Finding.Until is { } time ? Moment.Text(time) : null);
            writer.WriteString("opens", verdict.Finding.Opens);
            writer.WriteBoolean("retryable", verdict.Finding.Retryable);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("risk");
        writer.WriteNumber("score", run.Facts.Risk?.Score ?? 0);
        writer.WriteString("level", run.Facts.Risk?.Level.ToString().ToLowerInvariant());
        writer.WriteStartArray("lines");
        foreach (RiskLine line in run.Facts.Risk?.Lines ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("factor", line.Factor.ToString());
            writer.WriteNumber("value", line.Value);
            writer.WriteNumber("weight", line.Weight);
            writer.WriteString("why", line.Why);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static string Word(GateVerdict verdict) => verdict.Finding.Outcome.ToString().ToLowerInvariant();

    private static string Sign(GateVerdict verdict) => verdict.Finding.Outcome == GateOutcome.Passed ? "+" : verdict.Required ? "x" : "-";

    private static Style Colour(GateVerdict verdict) => verdict.Finding.Outcome == GateOutcome.Passed ? new Style(Color.Green) : verdict.Required ? new Style(Color.Red) : Style.Plain;
}
