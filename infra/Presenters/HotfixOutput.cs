using System.Collections.Immutable;
using Infra.Delivery.Order;
using Infra.Delivery.Releases;
using Infra.Model.Values;
using Infra.Pipeline.Workspace;

namespace Infra.Presenters;

/// <summary>Writes what became of hotfixes.</summary>
/// <param name="environment">The environment.</param>
/// <param name="release">The release that main gives it.</param>
/// <param name="lines">One line an application.</param>
internal sealed class HotfixOutput(string environment, ReleaseId release, ImmutableArray<HotfixLine> lines)
{
    /// <summary>The schema name of its JSON.</summary>
    private const string Schema = "infra.hotfix/v1";

    /// <summary>For people.</summary>
    public string Text() => lines.IsEmpty ? $"No hotfix of {environment} since its last promotion.\n" : TextTable.Of(
        ["STEP", "APPLICATION", "OUTCOME", "BEFORE", "GIVEN", "IS TO RUN", "WHY"],
        lines.Select(l => new[] { FormattableString.Invariant($"{l.Step}"), l.Change.App.Value, Word(l.Outcome), Short(l.Change.Present), Short(l.Change.Given), Short(l.Revision), l.Failure ?? "-" }));

    /// <summary>For machines: docs/formats.md.</summary>
    public string Json() => JsonOut.Document(Schema, writer =>
    {
        writer.WriteString("environment", environment);
        writer.WriteString("release", release.Digest);
        writer.WriteStartArray("applications");
        foreach (HotfixLine line in lines)
        {
            writer.WriteStartObject();
            writer.WriteString("name", line.Change.App.Value);
            writer.WriteNumber("step", line.Step);
            writer.WriteString("outcome", Word(line.Outcome));
            writer.WriteString("before", line.Change.Present.Value);
            writer.WriteString("given", line.Change.Given.Value);
            writer.WriteString("revision", line.Revision.Value);
            writer.WriteString("failure", line.Failure);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static string Word(HotfixOutcome outcome) => outcome switch
    {
        HotfixOutcome.Fixed => "fixed",
        HotfixOutcome.RolledBack => "rolled back",
        _ => "waiting",
    };

    private static string Short(GitRevision commit) => CommittedEnvironment.Short(commit.Value);
}
