using System.Collections.Immutable;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Infra.Delivery.Approvals;
using Infra.Delivery.Audit;
using Infra.Delivery.Gates;
using Infra.Delivery.Promoting;
using Infra.Delivery.Releases;
using Infra.Delivery.Risk;
using Infra.GitHub.Comments;
using Infra.GitHub.Sync;
using Infra.GitOps.Objects;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Plans;
using Infra.Model.Properties;
using Infra.Model.Values;
using Infra.Pipeline.Applying;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Releasing;
using Infra.Pipeline.Workspace;
using Infra.Presenters;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;
using Check = FsCheck.Check;

namespace Infra.Cli.Tests;

/// <summary>What each output makes of reasons, names of people and names in the cloud, as properties. FsCheck prints the seed of a case that fails.</summary>
public sealed class HostileOutputTests : IDisposable
{
    private static readonly Config Cases = Config.QuickThrowOnFailure.WithMaxTest(200);
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 4, 30, 0, TimeSpan.Zero);

    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void Reasons_of_gates_names_of_approvers_and_of_factors_do_no_harm() => Check.One(Cases, Prop.ForAll(HostileText.Any, HostileText.Any, (reason, person) =>
    {
        GateFacts facts = new()
        {
            Envelope = null,
            Plan = PlanOf(reason, person),
            Now = Now,
            Approvals = Approved(person, reason),
            Window = new CalendarFacts(Allowed: false, ManualApproval: false, reason, Now),
            Freeze = new CalendarFacts(Allowed: true, ManualApproval: false, reason, null),
            Risk = new RiskAssessment(42, RiskLevel.Medium, [new RiskLine(default, 1, 1, reason)]),
        };
        GateRun run = new(GateReport.Of(new GateSettings { ApprovalsMet = new(), WindowOpen = new() }, facts), facts);
        Harmless(f => GateOutput.Write(Host(f), run, "prod", FormatOf(f)), columns: 6, "`prod`");
        Assert.Empty(HostileText.HarmInTerminal(Said(run.Refusal("prod"))));
    }));

    [Fact]
    public void Approvals_do_no_harm() => Check.One(Cases, Prop.ForAll(HostileText.Any, HostileText.Any, (person, reason) =>
        Harmless(f => ApprovalOutput.Write(Host(f), Approved(person, reason), reason, FormatOf(f)), columns: null)));

    [Fact]
    public void Records_of_the_audit_do_no_harm() => Check.One(Cases, Prop.ForAll(HostileText.Any, HostileText.Any, (person, reason) =>
    {
        AuditRecord record = new(7, AuditRecord.NoPrevious, new AuditEntry
        {
            DeploymentId = reason,
            Timestamp = Now,
            Phase = AuditPhase.End,
            Action = reason,
            DeploymentTarget = person,
            Actor = person,
            Backend = reason,
            BusinessJustification = reason,
            RiskAssessment = reason,
            RollbackPlan = person,
            Approvals = [new AuditApproval(person, reason, Now)],
            Outcome = reason,
            DurationSeconds = 1,
        });

        Assert.Empty(HostileText.HarmInTerminal(AuditLine.Of(record)));
        Assert.Empty(HostileText.HarmInJson(AuditJson.Write(record)));
        Assert.Equal(2, AuditLine.Of(record).Split('\n').Length);
    }));

    [Fact]
    public void Drift_does_no_harm_and_neither_does_the_issue_that_it_opens() => Check.One(Cases, Prop.ForAll(HostileText.Any, HostileText.Any, (name, value) =>
    {
        ImmutableArray<ResourceDrift> drifts =
        [
            new(Urn.Child("prod", "infra", Urn.Root("prod", "infra"), $"a:b:{value}", name), value, IsGone: false, [new PropertyDiff(name, DiffKind.Update, PropertyValue.Of(value), PropertyValue.Of(name), ForcesReplacement: false)]),
            new(Urn.Child("prod", "infra", Urn.Root("prod", "infra"), "a:b:C", value), name, IsGone: true, []),
        ];
        Harmless(f => Host(f).Out.Write(DriftOutput.Of("prod", drifts, FormatOf(f), isReal: true)), columns: 4);
        Assert.True(Marker.TryParse("drift-prod", out Marker? marker));
        Assert.Empty(HostileText.HarmInMarkdown(KeptText.Of(marker, DriftOutput.Of("prod", drifts, OutputFormat.Markdown, isReal: true), link: null)[marker.Line.Length..], columns: 4));
        Assert.Empty(HostileText.HarmInTerminal(KeptText.Title($"Drift in {name}")));
    }));

    [Fact]
    public void What_a_synchronisation_found_does_no_harm() => Check.One(Cases, Prop.ForAll(HostileText.Any, HostileText.Any, (name, value) =>
    {
        RepositoryPlan plan = new(
            GitHubRepository.Of("setu-retail/platform"),
            [new RepositoryChange(PartKind.Label, name, IsNew: false, [new Infra.GitHub.Sync.FieldChange(value, name, value)])],
            Same: 1,
            [(PartKind.Ruleset, value)],
            [name]);
        Harmless(f => SyncOutput.Write(Host(f), plan, FormatOf(f)), columns: 5);
    }));

    [Fact]
    public void How_an_update_ended_does_no_harm() => Check.One(Cases, Prop.ForAll(HostileText.Any, HostileText.Any, (name, message) =>
    {
        PlanStep step = new() { Urn = Urn.Child("prod", "infra", Urn.Root("prod", "infra"), $"a:b:{message}", name), Op = StepOp.Create, Custom = true };
        Plan plan = new() { Stack = "prod", Backend = "local", Steps = [step], Outputs = PropertyMap.Empty };
        UpdateOutcome outcome = new() { Done = [step], Failures = [new StepEvent(step, StepPhase.Failed) { Message = message }], Skipped = [step], Outputs = PropertyMap.From([new(name, PropertyValue.Of(message))]) };
        Harmless(f => UpdateOutput.Write(Host(f), plan, outcome, FormatOf(f)), columns: null);

        using StringWriter terminal = new();
        new StepProgress(workspace.Host(terminal, terminal, keyboard: null) with { ErrorIsTerminal = true }, 9).Report(new StepEvent(step, StepPhase.Began));
        Assert.Empty(HostileText.HarmInTerminal(terminal.ToString().Replace("\r\u001b[K", "", StringComparison.Ordinal)));
    }));

    // A seed found it: the line of progress is cut, and was cut in the middle of a character.
    [Fact]
    public void A_line_of_progress_is_not_cut_in_the_middle_of_a_character() => Assert.All(Enumerable.Range(0, 100), padding =>
    {
        PlanStep step = new() { Urn = Urn.Child("prod", "infra", Urn.Root("prod", "infra"), "a:b:C", $"{new string('x', padding)}{string.Concat(Enumerable.Repeat("😀", 60))}"), Op = StepOp.Create, Custom = true };
        using StringWriter terminal = new();

        new StepProgress(workspace.Host(terminal, terminal, keyboard: null) with { ErrorIsTerminal = true }, 9).Report(new StepEvent(step, StepPhase.Began));

        Assert.Empty(HostileText.HarmInTerminal(terminal.ToString().Replace("\r\u001b[K", "", StringComparison.Ordinal)));
    });

    [Fact]
    public void Commits_reasons_and_gates_do_no_harm_in_the_pull_request_of_a_promotion()
    {
        Repository repository = Repository.Find(workspace.Host(TextWriter.Null, TextWriter.Null, keyboard: null));
        (StackSettings settings, Catalog catalog) = repository.Releasable("staging");
        Release running = ReleaseFile.Parse("release.yaml", workspace.Read("stacks/staging/release.yaml"), Tier.Staging).Release!;
        Check.One(Cases, Prop.ForAll(HostileText.Any, HostileText.Any, (reason, name) =>
        {
            CommittedEnvironment before = new("0123456789abcdef0123456789abcdef01234567", null, [new KeptObject("Service", "shop", name, ImmutableDictionary<string, object?>.Empty)], IsProduction: false);
            ReleaseProposal proposal = new(running, before.Commit, before, before with { Objects = [] }, PlanOf(name, reason), [name]);
            GateFacts facts = new() { Envelope = null, Plan = proposal.Plan!, Now = Now, Approvals = Approved(name, reason) };
            Promoted promoted = new()
            {
                Facts = new PromotionFacts
                {
                    From = "dev",
                    To = "staging",
                    Tiers = ImmutableSortedDictionary<string, Tier>.Empty.Add("dev", Tier.Development).Add("staging", Tier.Staging),
                    Given = ReleaseId.Of(running),
                    Present = ReleaseId.Of(running),
                    Standing = ReleaseStanding.Diverged,
                    StandingReason = reason,
                    MassDeletion = name,
                },
                Settings = settings,
                Catalog = catalog,
                Before = running,
                Proposal = proposal,
                Commits = [(before.Commit, reason)],
                Gates = GateReport.Of(new GateSettings { ApprovalsMet = new() }, facts),
                Rollout = null,
                Risk = new RiskAssessment(42, RiskLevel.Medium, [new RiskLine(default, 1, 1, reason)]),
                Overruled = reason,
            };

            PullRequestText text = PromotionText.Of(promoted, "promote/staging/1");

            Assert.Empty(HostileText.HarmInMarkdown(text.Body, columns: 3));
            Assert.Empty(HostileText.HarmInTerminal(text.Title));
        }));
    }

    private readonly Dictionary<string, StringWriter> written = new(StringComparer.Ordinal);

    private static OutputFormat FormatOf(string format) => Enum.Parse<OutputFormat>(format);

    // The machine whose output is looked at for a format.
    private Host Host(string format)
    {
        StringWriter output = written[format] = new StringWriter();
        return workspace.Host(output, output, keyboard: null);
    }

    private void Harmless(Action<string> write, int? columns, params string[] ours)
    {
        foreach (string format in (string[])["Tree", "Json", .. columns is null ? (string[])[] : ["Markdown"]])
        {
            write(format);
            string output = ours.Aggregate(written[format].ToString(), (text, own) => text.Replace(own, "", StringComparison.Ordinal));
            Assert.Empty(format == "Markdown" ? HostileText.HarmInMarkdown(output, columns!.Value) : HostileText.HarmInTerminal(output));
            if (format == "Json")
            {
                JsonDocument.Parse(output).Dispose();
            }
        }
    }

    // What CommandLine writes of an error.
    private static string Said(InfraException error) => string.Join('\n', Printable.Lines(error.Message).Split('\n').Select(l => $"error: {l}"));

    private static ApprovalVerdict Approved(string person, string reason) => new(
        [reason],
        [new ApprovalSlot(reason, person), new ApprovalSlot(null, null)],
        [new CountedApproval("0123456789ab", person, [reason], ApprovalProofKind.Name, Now, null), new CountedApproval("0123456789ab", person, [reason], ApprovalProofKind.Name, Now, reason)],
        BusinessHours: true);

    private static Plan PlanOf(string name, string path) => new()
    {
        Stack = "prod",
        Backend = "local",
        Steps = [new PlanStep { Urn = Urn.Child("prod", "infra", Urn.Root("prod", "infra"), "gcp:storage/bucket:Bucket", name), Op = StepOp.Replace, Custom = true, Stateful = true, Diff = [new PropertyDiff(path, DiffKind.Update, PropertyValue.Of(name), PropertyValue.Of(path), ForcesReplacement: true)] }],
        Outputs = PropertyMap.Empty,
    };
}
