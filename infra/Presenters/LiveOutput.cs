using System.Text.Json;
using Infra.Pipeline.Observing;

namespace Infra.Presenters;

/// <summary>Writes what the clusters of an environment say.</summary>
internal static class LiveOutput
{
    /// <summary>Everything that was looked at, and the Applications that are not as wanted.</summary>
    public static string Text(ObservedEnvironment found, int? columns) => Findings(found.Observations, columns) + Problems(found, columns);

    /// <summary>Each Application, wanted beside found; behind them what else is not well, which may be why they are not.</summary>
    public static string Applications(ObservedEnvironment found, int? columns)
    {
        string[] Cells(ObservedApplication a) =>
            [new string(' ', 2 * (a.Wanted?.Depth ?? 0)) + a.Name, a.State, a.Wanted?.Revision ?? "-", a.Found?.Follows ?? "-", a.Found is { Revision.Length: > 0 } pulled ? pulled.Revision : "-", a.Found?.Sync ?? "-", a.Found?.Health ?? "-"];
        string table = found.Applications.IsEmpty ? "" : TextTable.Of(["APPLICATION", "STATE", "WANTED", "FOLLOWS", "COMPARED AT", "SYNC", "HEALTH"], found.Applications.Select(Cells));
        return table + Findings([.. found.Observations.Where(o => o.State != ObservedState.Well)], columns) + Problems(found, columns);
    }

    /// <summary>The property <c>live</c> of a document; nothing where nobody asked.</summary>
    public static void Write(Utf8JsonWriter writer, ObservedEnvironment? found)
    {
        if (found is null)
        {
            return;
        }

        writer.WriteStartObject("live");
        writer.WriteBoolean("well", found.IsWell);
        writer.WriteStartArray("observations");
        foreach (Observation observation in found.Observations)
        {
            writer.WriteStartObject();
            writer.WriteString("subject", observation.Subject);
            writer.WriteString("state", observation.State.ToString().ToLowerInvariant());
            writer.WriteString("message", observation.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("applications");
        foreach (ObservedApplication application in found.Applications)
        {
            Write(writer, application);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ObservedApplication application)
    {
        writer.WriteStartObject();
        writer.WriteString("name", application.Name);
        writer.WriteString("state", application.State);
        writer.WriteString("wanted", application.Wanted?.Revision);
        writer.WriteString("follows", application.Found?.Follows);
        writer.WriteString("revision", application.Found?.Revision);
        writer.WriteString("sync", application.Found?.Sync);
        writer.WriteString("health", application.Found?.Health);
        writer.WriteStartArray("problems");
        foreach (string problem in application.Problems)
        {
            writer.WriteStringValue(problem);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Findings(IReadOnlyList<Observation> observations, int? columns) =>
        observations.Count == 0 ? "" : FindingTable.Of([.. observations.Select(o => (Word(o.State), o.Subject, Ended(o.Message)))], columns);

    private static string Problems(ObservedEnvironment found, int? columns)
    {
        (string, string, string)[] problems = [.. found.Applications.SelectMany(a => a.Problems.Select(p => (Word(ObservedState.Wrong), a.Name, Ended(p))))];
        return problems.Length == 0 ? "" : FindingTable.Of(problems, columns);
    }

    private static string Ended(string message) => message.EndsWith('.') ? message : message + ".";

    private static string Word(ObservedState state) => state switch
    {
        ObservedState.Well => "ok     ",
        ObservedState.Wrong => "WRONG  ",
        _ => "unknown",
    };
}
