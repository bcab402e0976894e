using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Platform;

namespace Infra.Delivery.Order;

/// <summary>The order in which the applications of an environment go out, and the reverse in which they are taken back.</summary>
/// <remarks>Applications of one step do not depend on each other and go together.</remarks>
public sealed class ServiceOrder
{
    private readonly ImmutableDictionary<KubernetesName, OrderedService> byName;

    private ServiceOrder(ImmutableArray<OrderedService> services) => (Services, byName) = (services, services.ToImmutableDictionary(s => s.Name));

    /// <summary>The applications by their step of deployment, those of one step in ordinal order.</summary>
    public ImmutableArray<OrderedService> Services { get; }

    /// <summary>How many steps there are; 0 without applications.</summary>
    public int Steps => Services.IsEmpty ? 0 : Services[^1].Deploy;

    /// <summary>The applications by their step of rollback, those of one step in ordinal order.</summary>
    public IEnumerable<OrderedService> InRollback => Services.OrderBy(s => s.Rollback).ThenBy(s => s.Name.Value, StringComparer.Ordinal);

    /// <summary>Orders the applications that run. A dependency on one that does not run binds nothing.</summary>
    /// <param name="apps">The applications of a catalog, each with a wave above those of what it depends on.</param>
    /// <param name="runs">Whether an application runs in the environment.</param>
    /// <exception cref="ArgumentException">An application depends on one that is missing or has no lower wave: a catalog that was checked has none.</exception>
    public static ServiceOrder Of(ImmutableArray<AppSettings> apps, Func<AppSettings, bool> runs)
    {
        Dictionary<KubernetesName, AppSettings> all = apps.ToDictionary(a => a.Name);
        string[] unordered =
        [
            .. apps.SelectMany(a => a.DependsOn
                .Where(d => !all.TryGetValue(d, out AppSettings? before) || before.Wave >= a.Wave)
                .Select(d => $"{a.Name} depends on {d}, which is missing or has no lower wave")),
        ];
        if (unordered.Length > 0)
        {
            throw new ArgumentException(string.Join("; ", unordered), nameof(apps));
        }

        AppSettings[] running = [.. apps.Where(runs).OrderBy(a => a.Wave).ThenBy(a => a.Name.Value, StringComparer.Ordinal)];
        HashSet<KubernetesName> present = [.. running.Select(a => a.Name)];
        ILookup<KubernetesName, KubernetesName> dependents = running.SelectMany(a => a.DependsOn.Distinct().Select(d => (On: d, a.Name))).ToLookup(d => d.On, d => d.Name);

        // A wave of which nothing runs here is no step.
        int[] waves = [.. running.Select(a => a.Wave).Distinct()];
        return new(
        [
            .. running.Select(a =>
            {
                int step = Array.IndexOf(waves, a.Wave);
                return new OrderedService(a.Name, step + 1, waves.Length - step, a.IsCritical, Ordinal(a.DependsOn.Distinct().Where(present.Contains)), Ordinal(dependents[a.Name]));
            }),
        ]);
    }

    /// <summary>An application of the environment; null when none that runs has the name.</summary>
    public OrderedService? Find(string name) => Services.FirstOrDefault(s => s.Name.Value == name);

    /// <summary>What a failure means: taken back is what failed and what went out and depends on it, directly or not; the rest stays.</summary>
    /// <remarks>What depends on a failure does not go out any more. After the failure of a critical application nothing does.</remarks>
    /// <param name="failed">What failed, at least one; it counts as having gone out.</param>
    /// <param name="wentOut">What went out before or beside it.</param>
    /// <exception cref="ArgumentException">Nothing failed, or a name is of no application that runs.</exception>
    public FailureResponse AfterFailure(IReadOnlyCollection<KubernetesName> failed, IReadOnlyCollection<KubernetesName> wentOut)
    {
        ArgumentNullException.ThrowIfNull(failed);
        ArgumentNullException.ThrowIfNull(wentOut);
        KubernetesName[] unknown = [.. failed.Concat(wentOut).Where(n => !byName.ContainsKey(n)).Distinct()];
        if (failed.Count == 0 || unknown.Length > 0)
        {
            throw new ArgumentException(failed.Count == 0 ? "Nothing failed." : $"These applications do not run: {string.Join(", ", unknown.Select(n => n.Value))}.", nameof(failed));
        }

        HashSet<KubernetesName> affected = WithDependents(failed);
        HashSet<KubernetesName> present = [.. wentOut, .. failed];
        bool stops = failed.Any(n => byName[n].IsCritical);
        bool Holds(OrderedService service) => stops || affected.Contains(service.Name);
        return new FailureResponse(
            [.. InRollback.Where(s => present.Contains(s.Name) && affected.Contains(s.Name))],
            [.. Services.Where(s => present.Contains(s.Name) && !affected.Contains(s.Name))],
            [.. Services.Where(s => !present.Contains(s.Name) && Holds(s))],
            [.. Services.Where(s => !present.Contains(s.Name) && !Holds(s))]);
    }

    private HashSet<KubernetesName> WithDependents(IEnumerable<KubernetesName> names)
    {
        HashSet<KubernetesName> found = [.. names];

        // A dependent goes out in a later step, so one pass in that order finds those of those too.
        foreach (OrderedService service in Services.Where(s => s.DependsOn.Any(found.Contains)))
        {
            found.Add(service.Name);
        }

        return found;
    }

    private static ImmutableArray<KubernetesName> Ordinal(IEnumerable<KubernetesName> names) => [.. names.OrderBy(n => n.Value, StringComparer.Ordinal)];
}
