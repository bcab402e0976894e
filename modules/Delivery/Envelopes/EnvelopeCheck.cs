using System.Collections.Immutable;
using System.Globalization;

namespace Infra.Delivery.Envelopes;

/// <summary>Compares an envelope with what is so now. Every difference is named; none means that it may be applied.</summary>
public static class EnvelopeCheck
{
    /// <summary>How far clocks of two machines may be apart before an envelope counts as sealed in the future.</summary>
    public static TimeSpan ClockTolerance { get; } = TimeSpan.FromMinutes(5);

    /// <summary>What is not as it was sealed, in a fixed order.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="stack">The stack that it is to be applied to.</param>
    /// <param name="backend">The backend that is to apply it.</param>
    /// <param name="present">What a plan would be made from now.</param>
    /// <param name="now">The time.</param>
    /// <param name="uncommitted">What is not committed now, to be named; left out, it is only said that something is not.</param>
    public static ImmutableArray<string> Differences(Envelope envelope, string stack, string backend, Seal present, DateTimeOffset now, string uncommitted = "")
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(present);
        return
        [
            .. OfPlan(envelope, stack, backend),
            .. OfTime(envelope, now),
            .. OfSeal(envelope.Seal, present, uncommitted),
        ];
    }

    private static IEnumerable<string> OfPlan(Envelope envelope, string stack, string backend)
    {
        if (envelope.Plan.Stack != stack)
        {
            yield return $"it is for the stack {envelope.Plan.Stack}, not for {stack}";
        }

        if (envelope.Plan.Backend != backend)
        {
            yield return $"it is for the backend {envelope.Plan.Backend}, not for {backend}";
        }

        if (backend != "local" && envelope.Seal.Packages != "official")
        {
            yield return $"it was made with {envelope.Seal.Packages} packages, and the backend {backend} takes official ones only";
        }

        if (backend != "local" && envelope.Seal.LocalOnly)
        {
            yield return "it was sealed over changes that are not committed, and such a plan is good on the local backend only";
        }
    }

    private static IEnumerable<string> OfTime(Envelope envelope, DateTimeOffset now)
    {
        if (envelope.SealedAt > now + ClockTolerance)
        {
            yield return $"it was sealed at {Time(envelope.SealedAt)}, and now it is {Time(now)}: one of the clocks is wrong";
        }

        if (envelope.ExpiresAt - envelope.SealedAt > Envelope.DefaultLifetime)
        {
            yield return $"it would be good from {Time(envelope.SealedAt)} until {Time(envelope.ExpiresAt)}, and an envelope is good for at most {Envelope.DefaultLifetime.TotalHours:0} hours";
        }

        if (envelope.ExpiresAt <= now)
        {
            yield return $"it expired at {Time(envelope.ExpiresAt)}, and now it is {Time(now)}";
        }
    }

    private static IEnumerable<string> OfSeal(Seal was, Seal now, string uncommitted)
    {
        (string What, string? Was, string? Now)[] facts =
        [
            ("commit", was.Commit, now.Commit),
            ("base commit", was.BaseCommit, now.BaseCommit),
            ("kind of packages", was.Packages, now.Packages),
            ("resolved closure of packages", was.Closure, now.Closure),
            ("version of infra", was.Tool, now.Tool),
            ("program", was.Program, now.Program),
            ("set of rules, waivers and verdicts", was.Policy, now.Policy),
            ("lineage of the state", was.Lineage, now.Lineage),
            ("serial of the state", was.Serial.ToString(CultureInfo.InvariantCulture), now.Serial.ToString(CultureInfo.InvariantCulture)),
            ("digest of the recorded resources", was.State, now.State),
        ];
        foreach ((string what, string? before, string? after) in facts.Where(f => f.Was != f.Now))
        {
            yield return $"the {what} was {before ?? "none"} and is {after ?? "none"}";
        }

        if (!was.LocalOnly && now.LocalOnly)
        {
            yield return $"the tree has changes that are not committed{(uncommitted.Length > 0 ? $": {uncommitted}" : "")}";
        }

        foreach (string difference in OfMaps("provider", was.Providers, now.Providers).Concat(OfMaps("settings file", was.Configuration, now.Configuration)))
        {
            yield return difference;
        }
    }

    private static IEnumerable<string> OfMaps(string what, ImmutableSortedDictionary<string, string> was, ImmutableSortedDictionary<string, string> now)
    {
        foreach (string key in was.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            (string? before, string? after) = (was.GetValueOrDefault(key), now.GetValueOrDefault(key));
            if (before != after)
            {
                yield return (before, after) switch
                {
                    (null, _) => $"the {what} {key} is new",
                    (_, null) => $"the {what} {key} is gone",
                    _ => $"the {what} {key} was {before} and is {after}",
                };
            }
        }
    }

    private static string Time(DateTimeOffset time) => EnvelopeJson.Time(time);
}
