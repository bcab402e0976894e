using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Gates;
using Infra.Delivery.KeptRules;
using Infra.Git;
using Infra.Machine.Files;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Plans;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;
using Infra.Policy.Reports;
using Infra.Policy.Subjects;
using Infra.Settings.Waivers;

namespace Infra.Pipeline.Sealing;

/// <summary>Gathers what a plan is sealed against, seals, and opens what was sealed.</summary>
public sealed class Sealer(Host host, Repository repository)
{
    private readonly SealedFiles files = new(repository);

    private static readonly ImmutableArray<string> MainBranches = ["refs/remotes/origin/main", "refs/heads/main"];

    // Enough to see what happened; git shows the rest.
    private const int MostNamed = 10;

    /// <summary>Seals a plan that was just made, and signs the envelope where there is a key.</summary>
    /// <exception cref="InfraException">The tree has changes that are not committed, or the key is no key.</exception>
    public async Task<Envelope> SealAsync(Plan plan, IBackend backend, bool localOnly, CancellationToken cancellation)
    {
        (Seal seal, string uncommitted) = await PresentAsync(plan.Stack, backend, cancellation);
        if (seal.LocalOnly && !localOnly)
        {
            string why = uncommitted.Length > 0 ? $"The tree has changes that are not committed ({uncommitted})" : "The tree is no git repository with a commit";
            string lineEnds = uncommitted.Contains(WorkingTree.LineEnds, StringComparison.Ordinal)
                ? " Where line ends alone differ, git wrote others than the commit has: `git config core.autocrlf false`, then `git rm --cached -r -q .` and `git reset --hard`."
                : "";
            throw new InfraException(
                ErrorKind.Configuration, $"{why}, so nobody could review what is sealed. Commit them, or pass --local-only for an envelope that is good on the local backend only.{lineEnds}");
        }

        DateTimeOffset now = Moment.WholeSeconds(host.Clock.GetUtcNow());
        Envelope envelope = new() { Plan = plan, Seal = seal with { LocalOnly = seal.LocalOnly || localOnly }, SealedAt = now, ExpiresAt = now + Envelope.DefaultLifetime };
        using SigningKey? key = SigningKeys.AtHand(host, repository);
        envelope = key?.Sign(envelope) ?? envelope;
        RequireApplicable(envelope, backend.Name, seal, key, await MustBeVouchedForAsync(backend.Name, plan.Stack, cancellation));
        if (await UnmergedAsync(envelope, cancellation) is { IsEmpty: false } unmerged)
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', unmerged.Select(u => $"{u}.").Append("Nothing was sealed.")));
        }

        return envelope;
    }

    /// <summary>Writes what the program opens when an environment is updated without a sealed plan: stack and commit, which nobody vouches for.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="backend">Where its state is; null where there is none yet.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task WriteUnsealedAsync(Plan plan, IBackend? backend, CancellationToken cancellation)
    {
        (Seal seal, _) = await PresentAsync(plan.Stack, backend, cancellation);
        DateTimeOffset now = Moment.WholeSeconds(host.Clock.GetUtcNow());
        Envelope envelope = new() { Plan = plan, Seal = seal, SealedAt = now, ExpiresAt = now + Envelope.DefaultLifetime };
        host.Files.Replace(repository.UnsealedFile(plan.Stack), Encoding.UTF8.GetBytes(EnvelopeJson.Write(envelope)));
    }

    /// <summary>Makes sure that a file about an envelope does not itself become a change that is not committed, which no `up` would take.</summary>
    /// <exception cref="InfraException">It would.</exception>
    public async Task RequireApartAsync(string file, CancellationToken cancellation)
    {
        string path = Path.GetRelativePath(repository.Root, Path.GetFullPath(file, host.Folder)).Replace('\\', '/');
        if (!repository.IsGit || path.Split('/')[0] == ".." || JudgedPaths.IsOutput(path)
            || ((JudgedPaths.IsData(path) || !JudgedPaths.Contain(path)) && await host.Git(repository.Root).IsIgnoredAsync(path, cancellation)))
        {
            return;
        }

        throw new InfraException(
            ErrorKind.Configuration,
            $"{Printable.Text(file)} would be a file of this repository that is not committed, and then no `up` takes the envelope. Write it to .infra/, which git ignores, or to a folder outside.");
    }

    // Approvals and evidence belong to one envelope: for one that every `up` refuses they would be gathered in vain. So it is judged as `up` judges it, before it is written.
    private void RequireApplicable(Envelope envelope, string backend, Seal present, SigningKey? key, bool required)
    {
        string stack = envelope.Plan.Stack;
        GatesSettings gates = repository.Gates();
        string? unsigned = key is null && required
            ? $"{stack} is protected, and no key signs this envelope. Name one of stacks/delivery/gates.yaml with {SigningKeys.FileVariable}; without --seal the plan is shown without one."
            : null;
        string? unbelieved = key is not null && (required || gates.Keys.Any(k => k.Id == key.Id)) ? ListedKey.Problem(gates, key, Envelope.Purpose, envelope.SealedAt) : null;
        string? locked = required && !repository.Approvals().Roles.Any(r => r.Name == RulesBundle.Role)
            ? $"stacks/delivery/approvals.yaml has no role {RulesBundle.Role}, so after this nobody could approve a change of the rules. Write one with two people or more."
            : null;
        string[] refusals =
        [
            .. new[] { unsigned, unbelieved, locked }.OfType<string>(),
            .. EnvelopeCheck.Differences(envelope, stack, backend, present, envelope.SealedAt).Select(d => $"No `up` would carry it out: {d}."),
        ];
        if (refusals.Length > 0)
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', refusals.Append("Nothing was sealed.")));
        }
    }

    private async Task<ImmutableArray<string>> UnmergedAsync(Envelope envelope, CancellationToken cancellation) =>
        await MustBeVouchedForAsync(envelope.Plan.Backend, envelope.Plan.Stack, cancellation) && envelope.Seal.Commit is { } commit && await host.Git(repository.Root).KnownAsync(commit, cancellation) is not null
            ? await new ReleaseOrigin(host, repository).ObjectionsAsync(envelope.Plan.Stack, commit, envelope.Plan.Backend, cancellation)
            : [];

    private async Task<bool> MustBeVouchedForAsync(string backend, string stack, CancellationToken cancellation) => backend != "local" && await new Protection(host, repository).HoldsAsync(stack, backend, cancellation);

    /// <summary>Reads an envelope and makes sure that everything is as it was sealed.</summary>
    /// <exception cref="InfraException">It was altered, or does not fit any more (<see cref="ErrorKind.PlanStale"/>); every difference is named.</exception>
    public async Task<Envelope> OpenAsync(string file, IBackend backend, string stack, CancellationToken cancellation)
    {
        Envelope envelope = Read(file);
        ImmutableArray<string> differences = await DifferencesAsync(envelope, backend, stack, cancellation);
        return differences.IsEmpty
            ? envelope
            : throw new InfraException(
                ErrorKind.PlanStale,
                string.Join('\n', differences.Select(d => $"{Printable.Text(file)} does not fit any more: {d}.").Append("Nothing was done. Seal again with `infra preview ENV --seal --out FILE`, and have that approved.")));
    }

    /// <summary>Reads an envelope, whatever became of what it was made from.</summary>
    /// <exception cref="InfraException">It was altered.</exception>
    public Envelope Read(string file) => EnvelopeJson.Read(Printable.Text(file), NamedFile.Read(host, repository, file, InputFile.MostMade));

    /// <summary>What is not as it was sealed; none means that the envelope may be applied.</summary>
    public async Task<ImmutableArray<string>> DifferencesAsync(Envelope envelope, IBackend backend, string stack, CancellationToken cancellation)
    {
        (Seal present, string uncommitted) = await PresentAsync(stack, backend, cancellation);
        ImmutableArray<string> differences = EnvelopeCheck.Differences(envelope, stack, backend.Name, present, host.Clock.GetUtcNow(), uncommitted);
        if (envelope.Seal.Program != present.Program && await ChangedProgramAsync(envelope.Seal.Commit, present.Commit, cancellation) is { Length: > 0 } changed)
        {
            differences = differences.Add($"the program differs in {Named(changed)}");
        }

        differences = [.. VerifyingKey.Objections(envelope, repository.Gates().Keys, required: await MustBeVouchedForAsync(envelope.Plan.Backend, stack, cancellation), host.Clock.GetUtcNow()), .. differences];
        differences = [.. differences, .. await UnmergedAsync(envelope, cancellation)];
        if (differences.IsEmpty)
        {
            // The program runs once more: what it would do now must be what was sealed, before the first step is taken.
            differences = PlanComparison.Differences(envelope.Plan, await backend.PreviewAsync(cancellation));
        }

        // Also where nothing differs: an envelope without changes leaves the state as it was.
        if (await new AuditTrail(host, repository, backend.Name).AppliedAsync(envelope.Digest, cancellation) is { } before)
        {
            differences = [$"{Printable.Text(before.Actor)} applied it on {before.Timestamp:yyyy-MM-dd} at {before.Timestamp:HH:mm:ss} UTC, and an envelope is applied once", .. differences];
        }

        return differences;
    }

    /// <summary>The digests of what a judgement of an environment stands on, by names.</summary>
    public ImmutableSortedDictionary<string, string> Evidence(string stack, Plan plan) => ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
    [
        KeyValuePair.Create("gates, approvals and service levels", SealedFiles.Combined(files.Digests(files.Existing(StackFiles.All)))),
        KeyValuePair.Create("manifests", SealedFiles.Combined(files.Digests(files.Below($"gitops/{stack}")))),
        KeyValuePair.Create("plan", plan.Digest),
        KeyValuePair.Create("rules and waivers", PolicyDigest()),
        KeyValuePair.Create("settings", SealedFiles.Combined(files.Digests(files.SettingsFiles(stack)))),
    ]);

    private string PolicyDigest() =>
        SealedFiles.Digest(Encoding.UTF8.GetBytes(string.Join('\n', RuleCatalog.All.Select(r => $"{r.Info.Id} {r.Info.Severity}").Concat(files.Digests(files.Existing([WaiverFile.Path])).Values))));

    private async Task<(Seal Seal, string Uncommitted)> PresentAsync(string stack, IBackend? backend, CancellationToken cancellation)
    {
        (string? commit, string? baseCommit, IReadOnlyList<string> uncommitted) = await HistoryAsync(cancellation);
        StackStatus? status = backend is null ? null : await backend.StatusAsync(cancellation);
        byte[] closure = host.Files.Read(Path.Combine(host.ProgramFolder, ProgramInfo.Closure))
            ?? throw new InvalidOperationException($"{ProgramInfo.Closure} is not beside the program.");
        Seal seal = new()
        {
            Commit = commit,
            BaseCommit = baseCommit,
            LocalOnly = commit is null || uncommitted.Count > 0,
            Packages = host.Packages,
            Closure = SealedFiles.Digest(closure),
            Tool = ProgramInfo.Version,
            Providers = Providers(closure),
            Configuration = files.Digests(files.SettingsFiles(stack)),
            Program = files.ProgramDigest(),
            Policy = PolicyDigest(),
            Lineage = status?.Lineage,
            Serial = status?.Serial ?? 0,
            State = status?.StateDigest ?? "none",
        };
        return (seal, Named(uncommitted));
    }

    private static string Named(IReadOnlyList<string> files)
    {
        string more = files.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {files.Count - MostNamed} more") : "";
        return string.Join(", ", files.Take(MostNamed).Select(Printable.Text)) + more;
    }

    private async Task<(string? Commit, string? Base, IReadOnlyList<string> Uncommitted)> HistoryAsync(CancellationToken cancellation)
    {
        if (!repository.IsGit)
        {
            return (null, null, []);
        }

        IGit git = host.Git(repository.Root);
        if (await git.CommitAsync(GitRef.Parse("HEAD", "HEAD"), cancellation) is not { } commit)
        {
            return (null, null, []);
        }

        IReadOnlyList<string> uncommitted = await git.UncommittedAsync(["."], cancellation);
        if (await git.ObjectionsAsync(commit, cancellation) is { Count: > 0 } objections)
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', objections.Select(o => $"{Printable.Text(o)}.").Append("Nothing was done: what is sealed is what its commit shows.")));
        }

        foreach (string branch in MainBranches)
        {
            if (await git.CommitAsync(GitRef.Parse(branch, branch), cancellation) is { } main)
            {
                return (commit, await git.MergeBaseAsync(commit, main, cancellation), uncommitted);
            }
        }

        return (commit, null, uncommitted);
    }

    // What git knows of the difference; a sealed commit that is not here any more, and files that git ignores, it cannot name.
    private async Task<string[]> ChangedProgramAsync(string? sealedCommit, string? commit, CancellationToken cancellation)
    {
        if (sealedCommit is null || commit is null)
        {
            return [];
        }

        IGit git = host.Git(repository.Root);
        if (await git.KnownAsync(sealedCommit, cancellation) is not { } known)
        {
            return [];
        }

        IEnumerable<string> changed = [.. await git.ChangedAsync(known, commit, cancellation), .. await git.UncommittedAsync(["."], cancellation)];
        return [.. changed.Where(SealedFiles.IsProgram).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static ImmutableSortedDictionary<string, string> Providers(byte[] closure)
    {
        using JsonDocument document = JsonDocument.Parse(closure);
        return document.RootElement.GetProperty("libraries").EnumerateObject()
            .Select(l => l.Name.Split('/'))
            .Where(l => l[0].StartsWith("Pulumi.", StringComparison.Ordinal))
            .ToImmutableSortedDictionary(l => l[0], l => l[1], StringComparer.Ordinal);
    }
}
