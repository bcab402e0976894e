using System.Collections.Immutable;
using Infra.Pipeline.Clusters;
using Infra.Pipeline.Rendering;

namespace Infra.Pipeline.Observing;

/// <summary>An Application as it is wanted, beside what was found.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Wanted">What <c>stacks/</c> make of it; null where they make none.</param>
/// <param name="Found">What Argo CD has; null where it has none.</param>
/// <param name="State">In a word: <c>ok</c>, <c>missing</c>, <c>not wanted</c>, <c>failing</c>, <c>differs</c>, <c>out of sync</c>, <c>not pulled</c>, or its health in lower case.</param>
/// <param name="Problems">What is not well, a sentence each; none where all is.</param>
public sealed record ObservedApplication(string Name, AppRow? Wanted, FoundApplication? Found, string State, ImmutableArray<string> Problems)
{
    private const string Fine = "ok";
    private const int Commit = 40;

    /// <summary>Each wanted Application beside what was found of it, in the order of what is wanted; behind them what nobody wants, by name.</summary>
    /// <param name="wanted">What <c>stacks/</c> make.</param>
    /// <param name="found">What Argo CD has.</param>
    public static ImmutableArray<ObservedApplication> Compare(IReadOnlyList<AppRow> wanted, IReadOnlyList<FoundApplication> found)
    {
        ILookup<string, FoundApplication> there = found.ToLookup(f => f.Name, StringComparer.Ordinal);
        HashSet<string> names = [.. wanted.Select(w => w.Name), RootParts.Application];
        return
        [
            .. wanted.Select(w => Of(w, there[w.Name].FirstOrDefault())),
            .. found.Where(f => !names.Contains(f.Name)).OrderBy(f => f.Name, StringComparer.Ordinal).Select(Unwanted),
        ];
    }

    private static ObservedApplication Of(AppRow wanted, FoundApplication? found)
    {
        if (found is null)
        {
            string keeper = wanted.Parent is { } parent ? $"the Application {parent}" : "the ApplicationSet";
            return new(wanted.Name, wanted, null, "missing", [$"Argo CD does not have it: {keeper} makes it, so see what that says"]);
        }

        (string State, string Problem)[] problems = [.. Faults(wanted, found)];
        return new(wanted.Name, wanted, found, problems.Length == 0 ? Fine : problems[0].State, [.. problems.Select(p => p.Problem)]);
    }

    private static ObservedApplication Unwanted(FoundApplication found) => new(
        found.Name, null, found, "not wanted", ["nothing in stacks/ makes it: it waits for what made it to be synced, or somebody made it by hand and deletes it"]);

    private static IEnumerable<(string State, string Problem)> Faults(AppRow wanted, FoundApplication found)
    {
        foreach (string error in found.Errors)
        {
            yield return ("failing", error);
        }

        foreach ((string what, string want, string have) in new[] { ("cluster", wanted.Cluster, found.Cluster), ("repository", wanted.Repository, found.Repository), ("revision", wanted.Revision, found.Follows) })
        {
            if (!string.Equals(want, have, StringComparison.Ordinal))
            {
                yield return ("differs", $"its {what} is {Named(have)}, and {Named(want)} is wanted: sync what makes it, or put back what somebody edited");
            }
        }

        foreach ((string, string) fault in Faults(found, wanted.Revision))
        {
            yield return fault;
        }
    }

    /// <summary>What is not well with an Application, whoever wants it; first a word for it, then a sentence.</summary>
    internal static IEnumerable<(string State, string Problem)> Faults(FoundApplication found, string wantedRevision)
    {
        if (found.Sync != "Synced")
        {
            yield return ("out of sync", found.Sync == "OutOfSync" ? "the cluster is not as its source says: Argo CD syncs by itself, and after ten failures a person does" : "Argo CD has not compared it yet: look again, and at the repository if it stays so");
        }
        else if (wantedRevision.Length == Commit && found.Revision.Length > 0 && found.Revision != wantedRevision)
        {
            yield return ("not pulled", $"it was last compared at {found.Revision}, and {wantedRevision} is wanted: Argo CD looks for commits every few minutes, so look again");
        }

        if (found.Health != "Healthy")
        {
            yield return (found.Health.ToLowerInvariant(), found.Health switch
            {
                "Progressing" => "it is not ready yet: look again",
                "Suspended" => "it waits for a person, as a paused rollout does",
                "Missing" => "what it is to keep is not in the cluster yet: sync it",
                "Degraded" => "what it keeps does not run: look at its pods and events",
                var other => $"its health is {Named(other)}: Argo CD cannot tell, so look at what it keeps",
            });
        }
    }

    private static string Named(string text) => text.Length > 0 ? text : "nothing";
}
