using System.Collections.Immutable;
using Infra.Delivery.Approvals;
using Infra.Delivery.Calendars;
using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;
using NodaTime;

namespace Infra.Pipeline.Approving;

/// <summary>Gathers the windows, freezes and overrides that <c>infra freeze list</c> shows.</summary>
public sealed class FreezeOverview
{
    private readonly Host host;
    private readonly Repository repository;
    private readonly AuditTrail trail;
    private readonly Freezes freezes;

    /// <summary>An overview of a repository.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="backend">The backend whose record has the overrides.</param>
    /// <exception cref="InfraException">stacks/delivery/calendar.yaml has problems; all of them are named.</exception>
    public FreezeOverview(Host host, Repository repository, string backend)
    {
        (this.host, this.repository) = (host, repository);
        trail = new AuditTrail(host, repository, backend);
        freezes = new Freezes(host, repository, trail);
    }

    /// <summary>The calendar.</summary>
    public ReleaseCalendar Calendar => freezes.Calendar;

    /// <summary>What there is.</summary>
    /// <param name="only">The only environment; null for all.</param>
    /// <param name="month">The only month; null for everything that has not ended.</param>
    /// <param name="cancellation">Stops the reading of the record.</param>
    /// <exception cref="InfraException">There is no such environment.</exception>
    public async Task<FreezeList> OfAsync(string? only, YearMonth? month, CancellationToken cancellation)
    {
        ImmutableArray<OpenReview> reviews = await new Reviews(repository, trail).OpenAsync(cancellation);
        StackName? environment = only is null ? null : repository.Stack(only);
        LocalDate today = Instant.FromDateTimeOffset(host.Clock.GetUtcNow()).InZone(Calendar.Zone).Date;
        (DateOnly from, DateOnly to) = month is { } m ? (m.OnDayOfMonth(1).ToDateOnly(), m.ToDateInterval().End.ToDateOnly()) : (today.ToDateOnly(), DateOnly.MaxValue);
        CalendarSettings settings = Calendar.Settings;
        return new FreezeList(
            environment,
            month,
            [.. settings.Windows.Where(w => Holds(w.Scope, environment) && (w.First is null || w.First.Date <= to) && (w.Last is null || w.Last.Date >= from))],
            [.. settings.Freezes.Where(f => Holds(f.Scope, environment) && f.Reach <= to && f.End >= from).OrderBy(f => f.First.Date).ThenBy(f => f.Name.Value, StringComparer.Ordinal)],
            [.. (await freezes.OpenOverridesAsync(cancellation)).Where(o => environment is null || o.Environment == environment.Value)],
            [.. reviews.Where(r => r.Override is not null && (environment is null || r.Environment == environment.Value))]);
    }

    private static bool Holds(CalendarScope scope, StackName? environment) => environment is null || scope.Environments.Contains(environment);
}
