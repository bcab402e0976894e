using System.Collections.Immutable;
using Infra.Delivery.Audit;
using Infra.Delivery.Order;
using Infra.Delivery.Releases;
using Infra.Delivery.Risk;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Values;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;
using Infra.Settings.Platform;

namespace Infra.Pipeline.Releasing;

/// <summary>Gives applications of an environment commits of their own, and takes them back one by one, as a branch and a pull request. The working tree is not touched.</summary>
public sealed class Hotfixing(Host host, Repository repository, IPullRequests requests)
{
    /// <summary>The action of its audit records.</summary>
    public const string Action = "hotfix";

    /// <summary>Gives a hotfix.</summary>
    /// <exception cref="InfraException">Something speaks against it; everything that does is named.</exception>
    public async Task GiveAsync(HotfixOptions options, CancellationToken cancellation)
    {
        StackName environment = repository.Environment(options.Environment);
        AuditTrail trail = new(host, repository, options.Backend);
        ReleaseGround ground = await ReleaseGround.OfAsync(host, repository, environment, trail, cancellation);
        (ImmutableArray<HotfixChange> changes, string[] malformed) = Changes(options.Apps, ground.Present);
        if (malformed.Length == 0 && !changes.IsEmpty && changes.All(c => c.Present == c.Given && ground.Order.Find(c.App.Value) is not null))
        {
            host.Error.Write($"{environment} has all of it already, in release {ground.History.Current.Id}. Nothing to do.\n");
            return;
        }

        using ApplicationsRepository applications = await ApplicationsRepository.OfAsync(
            host, repository, ground.Catalog.Repository, options.Backend, changes.SelectMany(c => new[] { c.Present, c.Given }).Where(r => r.IsCommit), cancellation);
        string[] missing = [.. changes.Where(c => c.Given.IsCommit && applications.Has(c.Given) is false).Select(c => $"{c.App}: {ground.Catalog.Repository} has no commit {c.Given}")];
        string[] objections = [.. malformed, .. Hotfix.Objections(ground.Order, changes).Concat(missing).Distinct(StringComparer.Ordinal).Select(o => o.EndsWith('?') ? o : $"{o}.")];
        if (changes.IsEmpty ? malformed.Length > 0 : objections.Length > 0)
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', changes.IsEmpty ? malformed : objections));
        }

        RequireWhole(ground, environment);
        await RequireRunningAsync(ground, environment, cancellation);
        Hotfix hotfix = new(ground.Order, changes);
        ReleaseProposal proposal = await ProposeAsync(ground, environment, changes.Select(c => (c.App.Value, c.Given)), $"Hotfix {environment}: {string.Join(", ", hotfix.Changes.Select(c => c.App))}\n", options, cancellation);
        List<(HotfixChange, ImmutableArray<(string, string)>?)> between = [];
        foreach (HotfixChange change in hotfix.Changes)
        {
            between.Add((change, await applications.BetweenAsync(change.Present, change.Given, cancellation)));
        }

        await DeliverAsync(
            options, ground, trail, proposal, hotfix.Changes.ToImmutableSortedDictionary(c => c.App.Value, c => HotfixRecord.SayGiven(c.Given), StringComparer.Ordinal),
            branch => HotfixText.Given(options, ground, hotfix, proposal, between, branch), cancellation);
    }

    /// <summary>Gives each application whose hotfix failed the commit back that it ran before. The others keep theirs.</summary>
    /// <exception cref="InfraException">One of them has no hotfix; all such are named.</exception>
    public async Task TakeBackAsync(HotfixOptions options, CancellationToken cancellation)
    {
        StackName environment = repository.Environment(options.Environment);
        AuditTrail trail = new(host, repository, options.Backend);
        ReleaseGround ground = await ReleaseGround.OfAsync(host, repository, environment, trail, cancellation);
        string[] names = [.. options.Failed.Distinct(StringComparer.Ordinal)];
        string[] unfixed = [.. names.Where(n => !ground.Present.Apps.ContainsKey(n))];
        if (unfixed.Length > 0)
        {
            ILookup<string, string> waiting = await WaitingAsync(ground, environment, AuditTrail.RemoteOf(host, options.Backend), cancellation);
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', unfixed.Select(n => waiting.Contains(n) ? NotMerged(n, environment, waiting[n]) : NoHotfix(n, environment, ground.Present))));
        }

        RequireWhole(ground, environment);
        (string App, GitRevision? Before)[] before = [.. names.Select(n => (n, ground.History.RevisionBefore(n, HotfixRecord.FailedOf(ground, n))))];
        if (before.Where(b => b.Before is null).Select(b => b.App).ToArray() is { Length: > 0 } never)
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', never.Select(n => $"{n} has run nothing else in {environment} that did not fail, so there is nothing to give back. Give it another commit: `infra hotfix {environment} --app {n}=COMMIT`.")));
        }

        HotfixChange[] back = [.. before.Select(b => new HotfixChange(KubernetesName.Of(b.App), ground.Present.Apps[b.App], b.Before!))];
        ReleaseProposal proposal = await ProposeAsync(ground, environment, back.Select(c => (c.App.Value, c.Given)), $"Take back the hotfix of {string.Join(", ", names.Order(StringComparer.Ordinal))} in {environment}\n", options, cancellation);
        await DeliverAsync(
            options, ground, trail, proposal, back.ToImmutableSortedDictionary(c => c.App.Value, c => HotfixRecord.SayFailed(c.Present), StringComparer.Ordinal),
            branch => HotfixText.TakenBack(options, ground, [.. back.OrderBy(c => c.App.Value, StringComparer.Ordinal)], proposal, branch), cancellation);
    }

    /// <summary>What became of the hotfixes of an environment.</summary>
    public async Task<(ReleaseId Release, ImmutableArray<HotfixLine> Lines)> ReportAsync(string name, string backend, CancellationToken cancellation)
    {
        StackName environment = repository.Environment(name);
        ReleaseGround ground = await ReleaseGround.OfAsync(host, repository, environment, new AuditTrail(host, repository, backend), cancellation);
        return (ground.History.Current.Id, HotfixRecord.Report(ground, await ground.RunsAsync(repository.Git, cancellation)));
    }

    private static (ImmutableArray<HotfixChange> Changes, string[] Malformed) Changes(ImmutableArray<string> texts, Release present)
    {
        List<string> malformed = [];
        var changes = ImmutableArray.CreateBuilder<HotfixChange>();
        foreach (string text in texts)
        {
            string[] parts = text.Split('=', 2);
            if (parts.Length == 2 && KubernetesName.TryParse(parts[0], out KubernetesName? app, out _) && GitRevision.TryParse(parts[1], out GitRevision? commit, out _))
            {
                changes.Add(new HotfixChange(app, present.Reached.RevisionOf(app.Value), commit));
            }
            else
            {
                malformed.Add($"--app is '{Printable.Text(text.Length <= 120 ? text : Printable.Cut(text, 120) + "...")}'; it is the name of an application, = and a commit of 40 hexadecimal digits.");
            }
        }

        return (changes.ToImmutable(), [.. malformed]);
    }

    // The branches that would give an application a hotfix, by the application. A file that nobody can read gives nothing.
    private async Task<ILookup<string, string>> WaitingAsync(ReleaseGround ground, StackName environment, string? remote, CancellationToken cancellation)
    {
        List<(string App, string Branch)> waiting = [];
        foreach ((string branch, string commit) in await ReleaseBranch.UnmergedAsync(repository.Git, $"{Action}/{environment}", remote, ground.Log.Main, cancellation))
        {
            Release? release = await ground.Log.TextAsync(environment.Value, commit, cancellation) is { } text
                ? ReleaseFile.Parse(ReleaseLog.PathOf(environment.Value), text, ground.Settings.Tier).Release
                : null;
            waiting.AddRange((release?.Apps.Keys ?? []).Select(app => (app, branch)));
        }

        return waiting.ToLookup(w => w.App, w => w.Branch, StringComparer.Ordinal);
    }

    private static string NotMerged(string name, StackName environment, IEnumerable<string> branches) =>
        $"--failed is '{Printable.Text(name)}', and its hotfix did not reach {environment}: {string.Join(", ", branches.Select(Printable.Text))} is not merged. Close its pull request and delete the branch; there is nothing to take back.";

    private static string NoHotfix(string name, StackName environment, Release present)
    {
        string[] fixedApps = [.. present.Apps.Keys];
        string mend = Spelling.Nearest(name, fixedApps) is { } near ? $"Did you mean {near}?"
            : fixedApps.Length == 0 ? $"No application has; `infra rollback {environment}` takes a whole release back."
            : $"These have: {string.Join(", ", fixedApps)}.";
        return $"--failed is '{Printable.Text(name.Length <= 80 ? name : Printable.Cut(name, 80) + "...")}', and no application of this name has a hotfix in {environment}. {mend}";
    }

    // In the middle of a rollout nobody could say what "before" is: regions run different commits.
    private static void RequireWhole(ReleaseGround ground, StackName environment)
    {
        if (ground.Present.IsOnItsWay)
        {
            throw new InfraException(
                ErrorKind.GateBlocked,
                $"{environment} is on its way to release {ground.History.Current.Id}, which is not yet in {string.Join(", ", ground.Present.Regions.Keys)}, so a hotfix would have two places to go back to. End it first: `infra rollout {environment}`, or `infra rollback {environment}`.");
        }
    }

    // What main gives and nobody applied yet would go out with the hotfix, in the night.
    private async Task RequireRunningAsync(ReleaseGround ground, StackName environment, CancellationToken cancellation)
    {
        Release? runs = await ground.RunsAsync(repository.Git, cancellation);
        if (runs is null || ReleaseId.Of(runs) != ground.History.Current.Id)
        {
            throw new InfraException(
                ErrorKind.GateBlocked,
                $"{environment} runs {(runs is null ? "nothing that was sealed, by the audit record" : $"release {ReleaseId.Of(runs)}")}, and main gives it {ground.History.Current.Id}, which would go out with the hotfix. Apply that first, or revert it on main.");
        }
    }

    private async Task<ReleaseProposal> ProposeAsync(
        ReleaseGround ground, StackName environment, IEnumerable<(string App, GitRevision Commit)> given, string message, HotfixOptions options, CancellationToken cancellation)
    {
        Release present = ground.Present;
        ImmutableSortedDictionary<string, GitRevision> apps = given.Aggregate(present.Apps, (all, g) => g.Commit == present.Revision ? all.Remove(g.App) : all.SetItem(g.App, g.Commit));
        GitRevision platform = await ground.Log.BaseAsync(environment, present.Platform, cancellation);
        Release release = await ReleaseProposal.PlatformAsync(repository, environment, present with { Apps = apps, Platform = platform }, present.Secrets, cancellation);
        return await ReleaseProposal.OnMainAsync(
            repository, ground.Log, environment, (release, ReleaseText.Write(environment, release)), [], [release.Platform.Value], message, options.Backend == "local" ? "local" : null, cancellation);
    }

    private async Task DeliverAsync(
        HotfixOptions options, ReleaseGround ground, AuditTrail trail, ReleaseProposal proposal, ImmutableSortedDictionary<string, string> said, Func<string, PullRequestText> text, CancellationToken cancellation)
    {
        AuditEntry entry = trail.Entry(Action, options.Environment, options.Backend, reason: options.Reason);
        RiskAssessment? risk = proposal.Plan is null ? null : await new Gatekeeper(host, repository).RiskAsync(proposal.Plan, proposal.Paths, cancellation);
        await new ReleaseDelivery
        {
            Environment = ground.Settings.Stack,
            Action = Action,
            Proposal = proposal,
            Entry = entry with { AffectedServices = [.. said.Keys], Verdicts = said, RollbackPlan = $"release {ground.History.Current.Id}", RiskAssessment = risk?.ToString() ?? "" },
            Text = text,
        }.DeliverAsync(host, repository.Git, ground.Log, trail, requests, cancellation);
    }
}
