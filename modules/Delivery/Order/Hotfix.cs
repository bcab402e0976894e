using System.Collections.Immutable;
using Infra.Model.Errors;
using Infra.Model.Values;

namespace Infra.Delivery.Order;

/// <summary>A hotfix over several applications: each gets a revision of its own, and a failure takes back that one only.</summary>
/// <remarks>A rollout is one release, so a failure there takes back what depends on it (<see cref="ServiceOrder.AfterFailure"/>). The changes of a hotfix do not need each other.</remarks>
public sealed class Hotfix
{
    private readonly ServiceOrder order;

    /// <summary>A hotfix that nothing speaks against.</summary>
    /// <param name="order">The applications of the environment.</param>
    /// <param name="changes">What each gets, in any order.</param>
    /// <exception cref="ArgumentException">There are <see cref="Objections"/>; the message has all of them.</exception>
    public Hotfix(ServiceOrder order, ImmutableArray<HotfixChange> changes)
    {
        ImmutableArray<string> objections = Objections(order, changes);
        this.order = objections.IsEmpty ? order : throw new ArgumentException(string.Join("; ", objections), nameof(changes));
        Changes = [.. changes.OrderBy(Step).ThenBy(c => c.App.Value, StringComparer.Ordinal)];
    }

    /// <summary>The changes by the step of deployment, those of one step in ordinal order.</summary>
    public ImmutableArray<HotfixChange> Changes { get; }

    /// <summary>All that speaks against a hotfix, as sentences without their end; none means that it can begin.</summary>
    /// <param name="order">The applications of the environment.</param>
    /// <param name="changes">What each is to get.</param>
    public static ImmutableArray<string> Objections(ServiceOrder order, ImmutableArray<HotfixChange> changes)
    {
        ArgumentNullException.ThrowIfNull(order);
        return changes.IsEmpty
            ? ["a hotfix names at least one application, and this one names none"]
            : [.. changes.GroupBy(c => c.App).OrderBy(g => g.Key.Value, StringComparer.Ordinal).SelectMany(g => ObjectionsTo(order, g.Key, [.. g]))];
    }

    /// <summary>What became of it so far: one line an application, in the order of <see cref="Changes"/>.</summary>
    /// <param name="findings">Of each application that was watched to its end why it failed, as a clause; null when it runs well.</param>
    /// <exception cref="ArgumentException">A finding is about an application that is not of the hotfix.</exception>
    public ImmutableArray<HotfixLine> Report(IReadOnlyDictionary<KubernetesName, string?> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        KubernetesName[] strange = [.. findings.Keys.Where(k => Changes.All(c => c.App != k)).OrderBy(k => k.Value, StringComparer.Ordinal)];
        return strange.Length == 0
            ? [.. Changes.Select(c => Line(c, findings))]
            : throw new ArgumentException($"These applications are not of the hotfix: {string.Join(", ", strange.Select(s => s.Value))}.", nameof(findings));
    }

    private static IEnumerable<string> ObjectionsTo(ServiceOrder order, KubernetesName app, HotfixChange[] changes)
    {
        if (order.Find(app.Value) is null)
        {
            string[] names = [.. order.Services.Select(s => s.Name.Value).Order(StringComparer.Ordinal)];
            yield return $"{app} does not run here; {(Spelling.Nearest(app.Value, names) is { } near ? $"did you mean {near}?" : $"there are: {string.Join(", ", names)}")}";
        }

        if (changes.Length > 1)
        {
            yield return $"{app} is named {changes.Length} times, and gets one revision";
        }

        foreach (HotfixChange change in changes)
        {
            // A branch moves, so that nobody could give back what it meant.
            foreach (GitRevision branch in new[] { change.Present, change.Given }.Where(r => !r.IsCommit))
            {
                yield return $"{app}: \"{branch}\" is a branch, which moves; a hotfix goes from commit to commit, of 40 hexadecimal digits each";
            }

            if (change.Present == change.Given)
            {
                yield return $"{app} runs {change.Given} already";
            }
        }
    }

    private HotfixLine Line(HotfixChange change, IReadOnlyDictionary<KubernetesName, string?> findings) =>
        !findings.TryGetValue(change.App, out string? failure) ? new(change, Step(change), HotfixOutcome.Waiting, change.Present, null)
        : failure is null ? new(change, Step(change), HotfixOutcome.Fixed, change.Given, null)
        : new(change, Step(change), HotfixOutcome.RolledBack, change.Present, failure);

    private int Step(HotfixChange change) => order.Find(change.App.Value)!.Deploy;
}
