using System.CommandLine;
using Infra.Delivery.Calendars;
using Infra.Model.Values;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;
using Infra.Presenters;
using NodaTime;

namespace Infra.Cli;

/// <summary><c>infra freeze check ENV</c>: whether an environment may be changed at a moment.</summary>
internal static class FreezeCheck
{
    public static Command Build(Host host)
    {
        Argument<string> environment = Parameters.Environment();
        Option<DateTimeOffset?> at = new("--at") { Description = "The moment; now by default.", HelpName = "TIME", CustomParser = FreezeArguments.Time };
        Option<ChangeClass> asked = new("--class")
        {
            Description = $"How much the change risks: {string.Join(", ", ChangeClassName.All)}.", HelpName = "CLASS", DefaultValueFactory = _ => ChangeClass.Major, CustomParser = OptionRules.Class,
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
}
