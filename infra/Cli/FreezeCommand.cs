using System.Collections.Immutable;
using System.CommandLine;
using Infra.Delivery.Approvals;
using Infra.Delivery.Calendars;
using Infra.Model.Backends;
using Infra.Model.Values;
using Infra.Presenters;
using Infra.Pipeline.Approving;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;
using NodaTime;

namespace Infra.Cli;

/// <summary><c>infra freeze list|check|approve|revoke|override|review</c>: when an environment may be changed, and what opens it all the same.</summary>
internal static class FreezeCommand
{
    public static Command Build(Host host) => new("freeze", "Windows and freezes of stacks/delivery/calendar.yaml.")
    {
        List(host), Check(host), FreezeApproving.Build(host), FreezeRevoking.Build(host), FreezeOverriding.Build(host), FreezeReviewing.Build(host),
    };

    private static Command List(Host host)
    {
        Option<string?> only = new("--env") { Description = "Only this environment.", HelpName = "ENV" };
        Option<YearMonth?> month = new("--month") { Description = "Only this month, as a sheet of days.", HelpName = "YYYY-MM", CustomParser = FreezeArguments.Month };
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Option<string> backend = Parameters.Backend();
        Command list = new("list", "Show windows, freezes, open overrides, and overrides that wait for their review.") { only, month, format, backend };
        list.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            AuditTrail trail = new(host, repository, parsed.GetValue(backend)!);
            Freezes freezes = new(host, repository, trail);
            ImmutableArray<OpenReview> reviews = await new Reviews(repository, trail).OpenAsync(cancellation);
            StackName? environment = parsed.GetValue(only) is { } name ? repository.Stack(name) : null;
            LocalDate today = Instant.FromDateTimeOffset(host.Clock.GetUtcNow()).InZone(freezes.Calendar.Zone).Date;
            YearMonth? sheet = parsed.GetValue(month);
            (DateOnly from, DateOnly to) = sheet is { } m ? (m.OnDayOfMonth(1).ToDateOnly(), m.ToDateInterval().End.ToDateOnly()) : (today.ToDateOnly(), DateOnly.MaxValue);
            CalendarSettings settings = freezes.Calendar.Settings;
            FreezeListOutput.Write(
                host,
                freezes.Calendar,
                new FreezeList(
                    environment,
                    sheet,
                    [.. settings.Windows.Where(w => Holds(w.Scope, environment) && (w.First is null || w.First.Date <= to) && (w.Last is null || w.Last.Date >= from))],
                    [.. settings.Freezes.Where(f => Holds(f.Scope, environment) && f.Reach <= to && f.End >= from).OrderBy(f => f.First.Date).ThenBy(f => f.Name.Value, StringComparer.Ordinal)],
                    [.. (await freezes.OpenOverridesAsync(cancellation)).Where(o => environment is null || o.Environment == environment.Value)],
                    [.. reviews.Where(r => r.Override is not null && (environment is null || r.Environment == environment.Value))]),
                parsed.GetValue(format));
            return (int)ExitCode.Ok;
        });
        return list;
    }

    private static Command Check(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<DateTimeOffset?> at = new("--at") { Description = "The moment; now by default.", HelpName = "TIME", CustomParser = FreezeArguments.Time };
        Option<ChangeClass> asked = new("--class")
        {
            Description = $"How much the change risks: {string.Join(", ", ChangeClassName.All)}.", HelpName = "CLASS", DefaultValueFactory = _ => ChangeClass.Major, CustomParser = FreezeArguments.Class,
        };
        Option<KubernetesName[]> tags = new("--tag") { Description = "The tag of a service that it touches, again for each; none means every service.", HelpName = "TAG", CustomParser = FreezeArguments.Names<KubernetesName> };
        Option<Region[]> regions = new("--region") { Description = "A region that it touches, again for each; none means every region.", HelpName = "REGION", CustomParser = FreezeArguments.Names<Region> };
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json);
        Option<string> backend = Parameters.Backend();
        Command check = new("check", "Say whether an environment may be changed at a moment; exit with 10 when not, with until when and what would open it.") { environment, at, asked, tags, regions, format, backend };
        check.SetAction(async (parsed, cancellation) =>
        {
            Repository repository = Repository.Find(host);
            Freezes freezes = new(host, repository, new AuditTrail(host, repository, parsed.GetValue(backend)!));
            CalendarQuery query = new(repository.Stack(parsed.GetRequiredValue(environment)), default, parsed.GetValue(asked))
            {
                Tags = [.. (parsed.GetValue(tags) ?? []).Distinct()],
                Regions = [.. (parsed.GetValue(regions) ?? []).Distinct()],
            };
            FreezeFinding found = parsed.GetValue(at) is { } moment
                ? await freezes.AtAsync(query with { At = Instant.FromDateTimeOffset(moment) }, cancellation)
                : await freezes.NowAsync(query, cancellation);
            host.Out.Write(parsed.GetValue(format) == OutputFormat.Json ? FreezeOutput.Json(freezes.Calendar, found) : FreezeText.Of(freezes.Calendar, found) + "\n");
            return (int)(found.Answer == CalendarAnswer.Allowed ? ExitCode.Ok : ExitCode.GateBlocked);
        });
        return check;
    }

    private static bool Holds(CalendarScope scope, StackName? environment) => environment is null || scope.Environments.Contains(environment);
}
