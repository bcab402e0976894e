using System.Collections.Immutable;
using Infra.Delivery.Approvals;
using Infra.Delivery.Audit;
using Infra.Delivery.Calendars;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Gates;
using Infra.Delivery.KeptRules;
using Infra.Delivery.Risk;
using Infra.Git;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Model.Values;
using Infra.Pipeline.Checking;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Rendering;
using Infra.Pipeline.Workspace;
using Infra.Policy.Judging;
using Infra.Policy.Reports;

namespace Infra.Pipeline.Gating;

/// <summary>Gathers what gates read: envelope, rules, approvals, audit record, commits and files of evidence.</summary>
/// <param name="host">The machine.</param>
/// <param name="repository">The repository.</param>
/// <param name="trail">The audit trail that the caller reads too, so that a long record is read once; null for one of its own.</param>
public sealed class Gatekeeper(Host host, Repository repository, AuditTrail? trail = null)
{
    private AuditTrail? known = trail;

    /// <summary>The commit from which on a first apply is looked at; null where nobody recorded one, and then the last commit alone is.</summary>
    public string? Since { get; init; }

    /// <summary>
    /// The repository as it is now, where it is judged by rules of before: what guards GitHub is compared with the new file, because GitHub cannot be both, and
    /// a key that the change lists may sign its evidence. That the change may say so the role rules approves.
    /// </summary>
    public Repository? Now { get; init; }

    /// <summary>Evaluates every gate of an environment.</summary>
    /// <param name="envelope">The envelope; null for a plan that nobody sealed.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="differences">What is not as it was sealed.</param>
    /// <param name="files">Files of evidence.</param>
    /// <param name="emergency">Whether it takes the emergency path.</param>
    /// <param name="raised">A class of change given by hand; it can only raise what the plan and its commits say.</param>
    /// <param name="requester">Who asks for it, and so does not approve it; null where that is not known.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">A file of settings or of evidence has problems, or a record cannot be read.</exception>
    public async Task<GateRun> RunAsync(
        Envelope? envelope,
        Plan plan,
        ImmutableArray<string> differences,
        IEnumerable<string> files,
        bool emergency,
        ChangeClass? raised,
        string? requester,
        CancellationToken cancellation)
    {
        string[] evidence = [.. files];
        if (envelope is null || !TrailOf(plan.Backend).IsSigned)
        {
            return await JudgeAsync(envelope, plan, differences, evidence, emergency, raised, requester, [], cancellation);
        }

        // Whoever changes the rules would otherwise be judged by their own. Their commit is where a first apply looks from.
        RulesBundle approved = await new RulesObjects(TrailOf(plan.Backend).Keys.Bucket).ApprovedAsync(plan.Stack, (await TrailOf(plan.Backend).WholeAsync(cancellation)).Anchor!.Sequence, cancellation);
        string? since = approved.Commit.Length == 0 ? null : approved.Commit;
        GateRun judged = await new Gatekeeper(host, repository, known) { Since = since }.JudgeAsync(envelope, plan, differences, evidence, emergency, raised, requester, [], cancellation);
        ImmutableArray<string> changed = approved.Differences(repository.Rules(), envelope.Seal.Program);
        if (changed.IsEmpty)
        {
            return judged;
        }

        Repository before = Readable(approved.ByPath, plan.Stack);
        GateRun earlier = await new Gatekeeper(host, before, known) { Since = since, Now = repository }.JudgeAsync(envelope, plan, differences, evidence, emergency, raised, requester, [RulesBundle.Role], cancellation);
        earlier = await WithOwnersAsync(earlier, before, envelope, cancellation);
        return judged with { Report = judged.Report.And(earlier.Report, $"by the rules that were approved before, and {string.Join(", ", changed)} changed") };
    }

    // They are asked only where nothing else is missing: two owners stand in for one role, and for nothing that another rule asks for.
    private async Task<GateRun> WithOwnersAsync(GateRun earlier, Repository before, Envelope envelope, CancellationToken cancellation)
    {
        if (earlier.Facts.Approvals is not { IsShortOfRulesAlone: true })
        {
            return earlier;
        }

        string digest = new RulesBundle("", envelope.Seal.Program, repository.Rules()).Content;
        GateFacts facts = earlier.Facts with { Owners = await OwnersComments.OfAsync(host, repository, before, digest, cancellation) };
        return new(GateReport.Of(before.Gates().Environments[envelope.Plan.Stack], facts), facts);
    }

    /// <summary>Keeps the rules by which an environment is about to be changed: from now on they are those that were approved.</summary>
    /// <exception cref="InfraException">The bucket cannot be written.</exception>
    public async Task KeepRulesAsync(Envelope envelope, CancellationToken cancellation)
    {
        AuditTrail written = TrailOf(envelope.Plan.Backend);
        if (written.IsSigned && written.Keys.Owner is { } owner)
        {
            AuditChain chain = await written.WholeAsync(cancellation);
            await new RulesObjects(written.Keys.Bucket).KeepAsync(owner, chain.Anchor!.Sequence, new RulesBundle(envelope.Seal.Commit ?? "", envelope.Seal.Program, repository.Rules()), cancellation);
        }
    }

    // A year that only the new calendar has counts from there: the old one has no answer for it.
    private ImmutableSortedDictionary<string, string> WithYears(ImmutableSortedDictionary<string, string> files)
    {
        int year = host.Clock.GetUtcNow().Year;
        return files.ContainsKey(CalendarSettings.Path) && repository.JudgedBy(files).ReadCalendar().Settings.Years.Contains(year)
            ? files
            : files.SetItem(CalendarSettings.Path, repository.ReadText(CalendarSettings.Path));
    }

    private async Task<GateRun> JudgeAsync(
        Envelope? envelope,
        Plan plan,
        ImmutableArray<string> differences,
        IEnumerable<string> files,
        bool emergency,
        ChangeClass? raised,
        string? requester,
        ImmutableArray<string> roles,
        CancellationToken cancellation)
    {
        // The record takes longest: git hands it over while files are read and rules keep a processor busy.
        Task<AuditChain> reading = TrailOf(plan.Backend).WholeAsync(cancellation);
        Task<ImmutableArray<ApprovalRecord>> ledger = TrailOf(plan.Backend).Ledger.ReadAsync(cancellation);
        GatesSettings settings = repository.Gates();
        GateSettings gates = settings.Environments.GetValueOrDefault(plan.Stack) ?? throw new InfraException(
            ErrorKind.Configuration, $"stacks/delivery/gates.yaml says nothing about {plan.Stack}, so it is not known what it asks for. Write it below environments:.");
        ApprovalSettings approvals = repository.Approvals();
        Task<PolicyReport> judging = Task.Run(() => new PolicyCheck(host, repository).OfStack(plan.Stack, plan), cancellation);
        Freezes freezes = new(host, repository, TrailOf(plan.Backend));
        AuditChain chain = await reading;
        AuditRecord[] records = [.. chain.Records];
        Soak soaked = new(repository, TrailOf(plan.Backend));
        Task<ImmutableSortedDictionary<string, DateTimeOffset>> soaking = soaked.SinceAsync(records, plan.Stack, envelope?.Seal.Commit, cancellation);
        var (after, commits, paths) = await BroughtAsync(envelope, records, cancellation);
        GitHubProofs proofs = envelope is null ? GitHubProofs.None : await GitHubProofs.OfAsync(host, repository, envelope, after, cancellation);
        ApprovalRequest? request = envelope is null ? null : Request(envelope, commits, paths, emergency, requester, proofs) with { Roles = roles };
        ImmutableArray<string> tags = request is null ? [] : ApprovalJudge.TagsOf(approvals, request);
        RiskAssessment risk = RiskAssessment.Of(plan, new RiskFacts(repository.TierOf(plan.Stack), tags, Outcomes(records, plan.Stack)), settings.Risk);
        DateTimeOffset now = host.Clock.GetUtcNow();
        ChangeClassification change = ChangeClassification.Of(plan, commits.Select(c => c.Message), raised, emergency);
        FreezeFinding calendar = await freezes.NowAsync(Question(plan, change.Class, tags), cancellation, chain);
        ImmutableSortedDictionary<string, DateTimeOffset> runningSince = await soaking;
        GateFacts facts = new()
        {
            Envelope = envelope,
            Plan = plan,
            Now = now,
            Differences = differences,
            Policy = Judged(await judging),
            Unguarded = envelope is null || gates.ApprovalsMet is null || Now is not null ? [] : await GitHubGuards.DifferencesAsync(host, repository, envelope, cancellation),
            Approvals = request is null ? null
                : ApprovalJudge.Judge(approvals, request with { Risk = risk.Level, Freeze = calendar.Verdict.Level }, await ledger, proofs.Proofs, now),
            Window = Said(calendar, calendar.Verdict.Window),
            Freeze = Said(calendar, calendar.Verdict.Freeze),
            RunningSince = runningSince,
            RanBefore = gates.SoakElapsed is { } soak && !runningSince.ContainsKey(soak.From) ? await soaked.BeforeAsync(records, plan.Stack, envelope?.Seal.Commit, now, cancellation) : null,
            Risk = risk,
            Emergency = emergency,
            Evidence = await new EvidenceFiles(host, repository) { Keys = Now?.Gates().Keys }.ReadAsync(files, envelope is null ? null : EvidenceSubject.Of(envelope), plan.Backend == "local", cancellation),
        };
        return new GateRun(GateReport.Of(gates, facts), facts);
    }

    /// <summary>The class of a change, from its plan and the commits that it brings.</summary>
    /// <param name="envelope">The envelope; null for a plan that nobody sealed, of which nobody said what it is.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="raised">A class given by hand.</param>
    /// <param name="emergency">Whether it takes the emergency path.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<ChangeClassification> ClassAsync(Envelope? envelope, Plan plan, ChangeClass? raised, bool emergency, CancellationToken cancellation)
    {
        var (_, commits, _) = await BroughtAsync(envelope, envelope is null ? [] : await RecordsAsync(plan.Backend, cancellation), cancellation);
        return ChangeClassification.Of(plan, commits.Select(c => c.Message), raised, emergency);
    }

    /// <summary>The risk of a plan that nobody sealed yet.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="paths">The files that its change touches.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<RiskAssessment> RiskAsync(Plan plan, IEnumerable<string> paths, CancellationToken cancellation)
    {
        ApprovalRequest request = new()
        {
            Envelope = "",
            Commit = null,
            Environment = plan.Stack,
            IsLocal = plan.Backend == "local",
            SealedAt = host.Clock.GetUtcNow(),
            Paths = [.. paths],
            Resources = Changed(plan),
            Risk = RiskLevel.Low,
        };
        RiskFacts facts = new(repository.TierOf(plan.Stack), ApprovalJudge.TagsOf(repository.Approvals(), request), Outcomes(await RecordsAsync(plan.Backend, cancellation), plan.Stack));
        return RiskAssessment.Of(plan, facts, repository.Gates().Risk);
    }

    /// <summary>What approvals an envelope needs and has.</summary>
    public async Task<ApprovalVerdict> ApprovalsAsync(Envelope envelope, bool emergency, CancellationToken cancellation)
    {
        GatesSettings settings = repository.Gates();
        ApprovalSettings approvals = repository.Approvals();
        AuditRecord[] records = await RecordsAsync(envelope.Plan.Backend, cancellation);
        var (after, commits, paths) = await BroughtAsync(envelope, records, cancellation);
        GitHubProofs proofs = await GitHubProofs.OfAsync(host, repository, envelope, after, cancellation);
        ApprovalRequest request = Request(envelope, commits, paths, emergency, requester: null, proofs);
        RiskFacts facts = new(repository.TierOf(envelope.Plan.Stack), ApprovalJudge.TagsOf(approvals, request), Outcomes(records, envelope.Plan.Stack));
        RiskAssessment risk = RiskAssessment.Of(envelope.Plan, facts, settings.Risk);
        FreezeFinding calendar = await new Freezes(host, repository, TrailOf(envelope.Plan.Backend)).NowAsync(Question(envelope.Plan, ChangeClass.Major, ApprovalJudge.TagsOf(approvals, request)), cancellation);
        return ApprovalJudge.Judge(
            approvals, request with { Risk = risk.Level, Freeze = calendar.Verdict.Level }, await TrailOf(envelope.Plan.Backend).Ledger.ReadAsync(cancellation), proofs.Proofs, host.Clock.GetUtcNow());
    }

    private CalendarQuery Question(Plan plan, ChangeClass change, ImmutableArray<string> tags) => new(repository.Stack(plan.Stack), default, change) { Tags = Known(tags) };

    private async Task<AuditRecord[]> RecordsAsync(string backend, CancellationToken cancellation) => [.. (await TrailOf(backend).WholeAsync(cancellation)).Records];

    // A program that does not know the form of the rules of before cannot be judged by them.
    private Repository Readable(ImmutableSortedDictionary<string, string> files, string stack)
    {
        try
        {
            Repository before = repository.JudgedBy(WithYears(files));
            _ = before.Gates();
            _ = before.Approvals();
            _ = before.ReadCalendar();
            return before;
        }
        catch (InfraException unread)
        {
            throw new InfraException(
                ErrorKind.GateBlocked,
                $"The rules that were approved before for {stack} are kept in the audit bucket, and this program cannot read them: {unread.Message}\nApply a commit first whose program reads both forms, or have two people keep the new ones: `infra audit recover --rules {stack}` (docs/gates.md).", unread);
        }
    }

    private AuditTrail TrailOf(string backend) => known?.Backend == backend ? known : known = new AuditTrail(host, repository, backend);

    // The commits that an envelope brings, and the files that they change.
    private async Task<(string? After, IReadOnlyList<GitCommit> Commits, IReadOnlyList<string> Paths)> BroughtAsync(Envelope? envelope, AuditRecord[] records, CancellationToken cancellation)
    {
        if (envelope?.Seal.Commit is not { } commit)
        {
            return (null, [], []);
        }

        IGit git = host.Git(repository.Root);
        string? after = await AfterAsync(git, envelope, records, commit, TrailOf(envelope.Plan.Backend), cancellation);
        return (after, await git.HistoryAsync(after, commit, cancellation), await git.ChangedAsync(after, commit, cancellation));
    }

    private ApprovalRequest Request(Envelope envelope, IReadOnlyList<GitCommit> commits, IReadOnlyList<string> paths, bool emergency, string? requester, GitHubProofs proofs)
    {
        string?[] involved = [.. commits.SelectMany(c => c.People), requester, .. proofs.Involved, host.Variable("GITHUB_ACTOR_ID")];
        return new ApprovalRequest
        {
            Envelope = envelope.Digest,
            Commit = envelope.Seal.Commit,
            Environment = envelope.Plan.Stack,
            IsLocal = envelope.Plan.Backend == "local",
            SealedAt = envelope.SealedAt,
            Paths = [.. paths],
            Resources = Changed(envelope.Plan),
            Risk = RiskLevel.Low,
            Emergency = emergency,
            Strangers = proofs.Strangers,
            Unknown = proofs.Unknown,
            Involved = [.. involved.Where(i => !string.IsNullOrEmpty(i)).Select(i => i!).Distinct(StringComparer.Ordinal)],
        };
    }

    // What the environment runs now, or where the branch left main, or the commit before: whichever is known first.
    private async Task<string?> AfterAsync(IGit git, Envelope envelope, AuditRecord[] records, string commit, AuditTrail trail, CancellationToken cancellation)
    {
        string? runs = null;
        foreach (AuditRecord record in records.Reverse().Where(r => IsEnd(r.Entry) && r.Entry.DeploymentTarget == envelope.Plan.Stack && r.Entry is { CarriesOut: true, Outcome: "succeeded", GitCommit: not null }))
        {
            // A commit that nobody proved to run would take commits out of what is looked at.
            if (await trail.ProvedAsync(record, cancellation) is not null)
            {
                runs = record.Entry.GitCommit;
                break;
            }
        }

        if (runs is not null && runs != commit && await git.KnownAsync(runs, cancellation) is not null && await git.MergeBaseAsync(runs, commit, cancellation) == runs)
        {
            return runs;
        }

        if (Since is not null && Since != commit && (await git.KnownAsync(Since, cancellation) is null || await git.MergeBaseAsync(Since, commit, cancellation) != Since))
        {
            throw new InfraException(
                ErrorKind.GateBlocked,
                $"The rules of {envelope.Plan.Stack} were kept at commit {Since[..12]}, which the history of {commit[..12]} does not hold: it was written anew, so nobody knows what it brings. Two people look at it and keep the rules of this commit: `infra audit recover --rules {envelope.Plan.Stack}` (docs/gates.md).");
        }

        return Since ?? (envelope.Seal.BaseCommit != commit ? envelope.Seal.BaseCommit : null);
    }

    // An override opens both; without one each gate has the rows that say its own answer.
    private static CalendarFacts Said(FreezeFinding found, CalendarAnswer answer)
    {
        if (found.Override is { } opened)
        {
            return new(Allowed: true, ManualApproval: false, $"overridden until {opened.Until:yyyy-MM-dd HH:mm} UTC: {opened.Reason}", NextOpening: null);
        }

        string[] rows = [.. found.Verdict.Reasons.Where(r => r.Answer == answer).Select(r => $"{r.Row}: {r.Text}")];
        return new(
            answer == CalendarAnswer.Allowed,
            answer == CalendarAnswer.ManualApproval,
            rows.Length == 0 ? "no row of stacks/delivery/calendar.yaml says otherwise" : string.Join("; ", rows),
            answer == CalendarAnswer.Allowed ? null : found.Verdict.NextOpening?.ToDateTimeOffset());
    }

    private static ImmutableArray<string> Changed(Plan plan) =>
        [.. plan.Steps.Where(s => s.Custom && s.Op is not (StepOp.Same or StepOp.Read)).Select(s => s.Name).Distinct(StringComparer.Ordinal)];

    // A tag that no row could name narrows nothing: without tags every row counts.
    private static ImmutableArray<KubernetesName> Known(ImmutableArray<string> tags) =>
        [.. tags.Select(t => KubernetesName.TryParse(t, out KubernetesName? tag, out _) ? tag : null).OfType<KubernetesName>()];

    private static ImmutableArray<bool> Outcomes(AuditRecord[] records, string environment) =>
        [.. records.Reverse().Select(r => r.Entry).Where(e => IsEnd(e) && e.DeploymentTarget == environment && e is { CarriesOut: true, Outcome: "succeeded" or "failed" }).Select(e => e.Outcome == "succeeded")];

    /// <summary>Since when each environment has run a commit without a failure.</summary>
    public static ImmutableSortedDictionary<string, DateTimeOffset> RunningSince(IEnumerable<AuditEntry> records, string? commit) => records
        .Where(e => IsEnd(e) && e.Action is "up" or "destroy" or "rollback" && e.Outcome != "refused").GroupBy(e => e.DeploymentTarget, StringComparer.Ordinal)
        .Select(g => (Environment: g.Key, Since: g.Reverse().TakeWhile(e => commit is not null && e is { Action: "up", Outcome: "succeeded" } && e.GitCommit == commit).LastOrDefault()?.Timestamp))
        .Where(e => e.Since is not null).ToImmutableSortedDictionary(e => e.Environment, e => e.Since!.Value, StringComparer.Ordinal);

    private static PolicyFacts Judged(PolicyReport report) => new(
        [.. report.Findings.Where(f => f.Outcome == Outcome.Failed).Select(f => (f.Rule.Id, f.Rule.Severity == Severity.Critical)).Distinct()],
        [.. report.Findings.Where(f => f.Outcome == Outcome.Errored).Select(f => f.Rule.Id).Distinct(StringComparer.Ordinal)],
        report.Findings.Length);

    private static bool IsEnd(AuditEntry entry) => entry.Phase == AuditPhase.End;
}
