using Infra.Engine.State;
using Infra.Engine.Steps;
using Infra.Model.Masking;
using Infra.Pipeline.Workspace;

namespace Infra.Presenters;

/// <summary>Writes edits of what is recorded of an environment: what they would do, and where the copy of before is.</summary>
internal static class StateEditOutput
{
    /// <summary>What becomes of each resource, a line each.</summary>
    public static string Of(StateEdit edit) => string.Concat(edit.Changes.Select(c => Printable.Text(
        $"{(c.Now is null ? "forget" : "rename")} {c.Urn.Type} {c.Urn.Name}{(c.Now is { } now ? $" -> {now.Name}" : "")}{(c.Id is null ? "" : $" ({c.Id})")}{(c.Protect ? " [protected]" : "")}") + $"\n{Fixed(c)}"));

    // What is called so in the cloud as well cannot be renamed there.
    private static string Fixed(StateChange change) => change.NameFixedBy.IsEmpty ? "" : Printable.Text(
        $"    In the cloud it is called {change.Urn.Name} too ({string.Join(", ", change.NameFixedBy)}), and that cannot change in place: settings that call it {change.Now?.Name} there as well delete it and make another one.") + "\n";

    /// <summary>What is imported, and how it differs from what is declared.</summary>
    public static string Of(AdoptedResource found) =>
        $"import {Printable.Text($"{found.Urn.Type} {found.Urn.Name} ({found.Id})")}\n"
        + string.Concat(found.Differences.Select(d => $"    {Printable.Text(d.Path)}: there {DriftOutput.Value(d.Old)}, declared {DriftOutput.Value(d.New)}\n"));

    /// <summary>That it was written, and how it is taken back.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="stack">The environment.</param>
    /// <param name="backup">The file with the state before; null where there was none.</param>
    /// <param name="done">What was done.</param>
    public static string Done(Repository repository, string stack, string? backup, string done)
    {
        string file = backup is null ? "" : Printable.Text(Path.GetRelativePath(repository.Root, backup).Replace('\\', '/'));
        return $"{done}.\n{(backup is null ? "" : $"The state before is in {file}; `infra state import {stack} {file} --force` puts it back.\n")}";
    }
}
