using System.Collections.Immutable;
using Infra.Delivery.Approvals;
using Infra.Delivery.Audit;
using Infra.Delivery.Calendars;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;
using NodaTime;

namespace Infra.Pipeline.Gating;

/// <summary>Asks the calendar and the overrides on the audit record, for whoever is about to change an environment.</summary>
public sealed class Freezes(Host host, Repository repository, AuditTrail trail)
{
    private readonly ReleaseCalendar calendar = repository.ReadCalendar();

    /// <summary>The calendar.</summary>
    public ReleaseCalendar Calendar => calendar;

    /// <summary>What holds at a moment that is only asked about.</summary>
    /// <exception cref="InfraException">The calendar has no data for it.</exception>
    public async Task<FreezeFinding> AtAsync(CalendarQuery query, CancellationToken cancellation) => Find(query, await OverridesAsync(await ChainAsync(cancellation), cancellation));

    /// <summary>What holds now. Where the clock is behind the last audit record it was set back, and the stricter of both moments counts.</summary>
    /// <param name="query">What is asked; its moment is not looked at.</param>
    /// <param name="cancellation">Stops the reading of the record.</param>
    /// <param name="read">The record, where the caller has just read it.</param>
    /// <exception cref="InfraException">The calendar has no data for it.</exception>
    public async Task<FreezeFinding> NowAsync(CalendarQuery query, CancellationToken cancellation, AuditChain? read = null)
    {
        AuditChain chain = Noted(read ?? await trail.ReadAsync(null, cancellation));
        ImmutableArray<FreezeOverride> overrides = await OverridesAsync(chain, cancellation);
        DateTimeOffset now = host.Clock.GetUtcNow();
        DateTimeOffset last = chain.Records.IsEmpty ? now : chain.Records.Max(r => r.Entry.Timestamp);
        FreezeFinding found = Find(query with { At = Instant.FromDateTimeOffset(now) }, overrides);
        if (last <= now)
        {
            return found;
        }

        // A year without data is an error for what is asked about it. A record that says such a year must not close an environment for good.
        if (!calendar.Settings.Years.Contains(Instant.FromDateTimeOffset(last).InZone(calendar.Zone).Year))
        {
            host.Error.Write($"note: The last audit record is of {FreezeText.Local(calendar, last)}, for which {CalendarSettings.Path} has no data: one of the clocks was wrong. The answer is that of now alone.\n");
            return found;
        }

        FreezeFinding later = Find(query with { At = Instant.FromDateTimeOffset(last) }, overrides);
        return later.Answer > found.Answer ? later : found;
    }

    /// <summary>Makes sure that something may begin now. Each call looks at the clock anew, so an approval that came late or a second try meets what holds then.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="change">How much the change risks.</param>
    /// <param name="enforced">Whether it is refused where it is blocked; a rehearsal is only told.</param>
    /// <param name="cancellation">Stops the reading of the record.</param>
    /// <exception cref="InfraException">It is blocked (<see cref="ErrorKind.GateBlocked"/>), or the calendar has no data for it.</exception>
    public async Task RequireAsync(string environment, ChangeClass change, bool enforced, CancellationToken cancellation)
    {
        FreezeFinding found = await NowAsync(new CalendarQuery(repository.Stack(environment), default, change), cancellation);
        if (enforced && found.Answer == CalendarAnswer.Blocked)
        {
            throw new InfraException(ErrorKind.GateBlocked, FreezeText.Of(calendar, found) + "\nNothing was done.");
        }

        if (found.Answer != CalendarAnswer.Allowed || found.Override is not null)
        {
            string ending = enforced ? "" : "\nA dry run continues.";
            host.Error.Write(string.Concat((FreezeText.Of(calendar, found) + ending).Split('\n').Select(l => $"note: {l}\n")));
        }
    }

    /// <summary>The overrides on the record that have not ended.</summary>
    public async Task<ImmutableArray<FreezeOverride>> OpenOverridesAsync(CancellationToken cancellation) =>
        [.. (await OverridesAsync(await ChainAsync(cancellation), cancellation)).Where(o => o.Until > host.Clock.GetUtcNow())];

    // Whoever may push the record can write names into it. Outside a rehearsal the approvals themselves are looked at, as they stood when it was recorded.
    private async Task<ImmutableArray<FreezeOverride>> OverridesAsync(AuditChain chain, CancellationToken cancellation)
    {
        ImmutableArray<FreezeOverride> recorded = FreezeOverride.Of(chain);
        if (trail.Backend == "local" || recorded.IsEmpty)
        {
            return recorded;
        }

        ApprovalSettings settings = repository.Approvals();
        ImmutableArray<ApprovalRecord> ledger = await trail.Ledger.ReadAsync(cancellation);
        return
        [
            .. recorded.Select(o => (Override: o, Verdict: ApprovalJudge.Judge(settings, o.Request(isLocal: false), ledger, [], o.From, host.Clock.GetUtcNow())))
                .Where(o => o.Verdict.IsMet).Select(o => o.Override with { Approvals = o.Verdict.Filling }),
        ];
    }

    private static FreezeOverride? Holding(CalendarQuery query, ImmutableArray<FreezeOverride> overrides) =>
        overrides.LastOrDefault(o => o.Environment == query.Environment.Value && o.Holds(query.At.ToDateTimeOffset()));

    private FreezeFinding Find(CalendarQuery query, ImmutableArray<FreezeOverride> overrides)
    {
        CalendarVerdict verdict = calendar.Evaluate(query);
        return new FreezeFinding(query, verdict, verdict.Answer == CalendarAnswer.Allowed ? null : Holding(query, overrides));
    }

    private async Task<AuditChain> ChainAsync(CancellationToken cancellation) => Noted(await trail.ReadAsync(null, cancellation));

    private AuditChain Noted(AuditChain chain)
    {
        if (chain.Fault is not null)
        {
            host.Error.Write($"note: The audit record is broken, so no override on it is honoured: {Printable.Text(chain.Fault)}.\n");
        }

        return chain;
    }
}
