using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Infra.Delivery.Audit;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Gates;
using Infra.Delivery.Releases;
using Infra.Git;
using Infra.Model.Errors;
using Infra.Model.Manifests;
using Infra.Model.Masking;
using Infra.Model.Plans;
using Infra.Model.Values;
using Infra.Pipeline.Gating;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Releasing;

/// <summary>
/// Works out the way back from a sealed plan before it is applied: to the commit that the environment runs now, with its release and its settings,
/// planned on the backend. What it finds is evidence for the gate RollbackReady; nothing is pushed, recorded or changed.
/// </summary>
public sealed class Rehearsal(Host host, Repository repository)
{
    // Evidence holds texts of at most 1,000 characters, and a person reads it in a table.
    private const int MostNamed = 5;
    private const int MostCharacters = 900;

    private readonly EvidenceFiles evidence = new(host, repository);

    /// <summary>Rehearses.</summary>
    /// <param name="name">The environment.</param>
    /// <param name="kind">The backend.</param>
    /// <param name="plan">The file with the envelope.</param>
    /// <param name="output">The file for the evidence.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">There is no way back, or nobody can say; everything that could not be undone is named, and no evidence is written.</exception>
    public async Task RunAsync(string name, string kind, string plan, string output, CancellationToken cancellation)
    {
        StackName environment = repository.Environment(name);
        Sealer sealing = new(host, repository);
        Envelope envelope = sealing.Read(plan);
        using SigningKey? key = SigningKeys.AtHand(host, repository);
        Require(envelope, environment, kind, key, plan);
        if (!envelope.Seal.LocalOnly)
        {
            await sealing.RequireApartAsync(output, cancellation);
        }

        bool exists = (await new StackBackends(host, repository).Of(environment.Value, kind).StatusAsync(cancellation)).Exists;
        GitProcess git = repository.Git;
        ReleaseLog log = await ReleaseLog.OfAsync(git, AuditTrail.RemoteOf(host, kind), cancellation);
        Tier tier = repository.Settings(environment.Value).Tier;
        AuditEntry[] records = [.. (await new AuditTrail(host, repository, kind).WholeAsync(cancellation)).Records.Select(r => r.Entry)];
        (string Commit, ReleaseId Release)? target = (await Rollback.AppliedAsync(git, log, environment.Value, tier, records, cancellation))
            .Where(a => a.Commit != envelope.Seal.Commit).Cast<(string, ReleaseId)?>().FirstOrDefault();
        if (target is null && exists)
        {
            throw new InfraException(
                ErrorKind.GateBlocked,
                $"{environment} has resources, and no other commit of this repository is on record as applied there, so nobody knows what to go back to. Fetch the whole history (`git fetch --unshallow`); where there never was a sealed apply, it takes the emergency path once.");
        }

        (string commit, string way) = target is { } known
            ? (known.Commit, await WayAsync(git, log, environment, tier, known.Commit, envelope.Plan, kind, cancellation))
            : (RollbackReady.NothingBefore, $"{environment} runs nothing yet, so there is no release to go back to; `infra destroy` takes away what it makes");
        host.Error.Write($"{Printable.Text(way)}.\n");
        evidence.Write(evidence.Now(GateName.RollbackReady, envelope.Digest, Facts(way, commit), "infra rollback --rehearse"), key, output);
    }

    private void Require(Envelope envelope, StackName environment, string kind, SigningKey? key, string file)
    {
        string shown = Printable.Text(file);
        string[] problems =
        [
            .. envelope.Plan.Stack == environment.Value ? (string[])[] : [$"{shown} is for {Printable.Text(envelope.Plan.Stack)}, not for {environment}. Pass the one of {environment}."],
            .. envelope.Plan.Backend == kind ? (string[])[] : [$"{shown} was sealed on the {Printable.Text(envelope.Plan.Backend)} backend, not on {kind}. Pass --backend {Printable.Text(envelope.Plan.Backend)}."],
            .. evidence.SigningProblem(key, kind == "local") is { } unbelieved ? (string[])[unbelieved] : [],
        ];
        RequireNone(ErrorKind.Configuration, problems);

        // The gate says so too; here it is said with every name.
        string[] lost = [.. RollbackLoss.Of(envelope.Plan)];
        RequireNone(ErrorKind.GateBlocked, lost.Length == 0 ? [] : [.. lost.Select(l => $"{l} by this plan."), $"There is no rollback from {shown}: what holds data cannot be undone. Keep these in stacks/Pulumi.{environment}.yaml."]);
    }

    private static void RequireNone(ErrorKind code, string[] problems)
    {
        if (problems.Length > 0)
        {
            throw new InfraException(code, string.Join('\n', problems));
        }
    }

    // The plan of what runs now against what there is: empty where nothing drifted. What the sealed plan makes would have to go as well.
    private async Task<string> WayAsync(GitProcess git, ReleaseLog log, StackName environment, Tier tier, string commit, Plan sealedPlan, string kind, CancellationToken cancellation)
    {
        ReleaseEntry target = new(commit, await log.ReadAsync(environment.Value, tier, commit, cancellation));
        await Rollback.RequirePlatformsAsync(git, target, cancellation);
        string text = await log.TextAsync(environment.Value, commit, cancellation) ?? ReleaseText.Write(environment, target.Release);
        ImmutableArray<RenderedFile> settings = [.. await git.FilesAsync(commit, [$"stacks/Pulumi.{environment}.yaml"], cancellation)];
        Plan back = await PlanAsync(log, environment, (target.Release, text), settings, target, kind, cancellation);
        string[] lost = [.. RollbackLoss.Of(back)];
        RequireNone(ErrorKind.GateBlocked, lost.Length == 0 ? [] : [.. lost.Select(l => $"{l}."), $"There is no rollback to release {target.Id} of {environment}: what holds data cannot be undone. Keep these in stacks/Pulumi.{environment}.yaml."]);
        string[] made = [.. sealedPlan.Steps.Where(s => s is { Op: StepOp.Create, Stateful: true }).Select(s => $"{s.Type} {s.Name}")];
        string names = string.Join(", ", made.Take(MostNamed)) + (made.Length > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {made.Length - MostNamed} more") : "");
        string way = $"release {target.Id} at {CommittedEnvironment.Short(commit)}, planned on {kind}: {back.Summary.Planned}";
        way = made.Length == 0 ? way : $"{way}; what {names} would hold by then stays behind or is lost";
        return way.Length <= MostCharacters ? way : Printable.Cut(way, MostCharacters) + "...";
    }

    private async Task<Plan> PlanAsync(
        ReleaseLog log, StackName environment, (Release Release, string Text) release, ImmutableArray<RenderedFile> settings, ReleaseEntry target, string kind, CancellationToken cancellation)
    {
        try
        {
            return (await ReleaseProposal.OnMainAsync(repository, log, environment, release, settings, [], $"Dry run of {environment} back to {target.Id}\n", kind, cancellation)).Plan!;
        }
        catch (InfraException refused)
        {
            throw new InfraException(refused.Kind, $"{refused.Message}\nThe rollback to release {target.Id} of {environment} could not be planned, so it is none.", refused);
        }
    }

    private JsonElement Facts(string way, string commit) => JsonSerializer.SerializeToElement(new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["commit"] = commit,
        ["plan"] = way,
        ["rehearsedAt"] = Moment.Text(host.Clock.GetUtcNow()),
    });
}
