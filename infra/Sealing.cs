using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Infra.Delivery.Envelopes;
using Infra.Delivery.Gates;
using Infra.Delivery.KeptRules;
using Infra.GitHub.Repositories;
using Infra.Machine.Files;
using Infra.Model.Actions;
using Infra.Model.Backends;
using Infra.Model.Masking;
using Infra.Model.Plans;
using Infra.Policy.Reports;
using Infra.Policy.Subjects;
using Infra.Releases;
using Infra.Settings.Waivers;

namespace Infra;

/// <summary>Gathers what a plan is sealed against, seals, and opens what was sealed.</summary>
internal sealed class Sealing(Host host, Repository repository)
{
    private const string KeyVariable = "INFRA_SIGNING_KEY";
    private const string KeyFileVariable = "INFRA_SIGNING_KEY_FILE";

    // What a program is made of; build output lies in artifacts/ and is left out.
    private static readonly ImmutableArray<string> ProgramFolders = ["infra", "modules", "offline"];
    private static readonly ImmutableArray<string> ProgramFiles = ["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "Pulumi.yaml", "global.json", ToolTable.DigestFile];
    private static readonly ImmutableArray<string> SharedFiles = ["stacks/addons.yaml", "stacks/apps.yaml", "stacks/tenants.yaml"];
    private static readonly ImmutableArray<string> MainBranches = ["refs/remotes/origin/main", "refs/heads/main"];

    // Enough to see what happened; git shows the rest.
    private const int MostNamed = 10;

    /// <summary>Whether a file is part of the program.</summary>
    /// <param name="path">The file, named from the repository with slashes.</param>
    public static bool IsProgram(string path) =>
        ProgramFolders.Any(f => path.StartsWith(f + "/", StringComparison.Ordinal)) || ProgramFiles.Contains(path, StringComparer.Ordinal);

    /// <summary>The files that a seal holds one digest each of: the settings of a stack, what all environments share, and the rules by which it is judged.</summary>
    public IEnumerable<string> SettingsFiles(string stack) =>
        Existing([$"stacks/Pulumi.{stack}.yaml", .. Below($"stacks/{stack}"), .. Below("stacks/addons"), .. SharedFiles, .. RulesBundle.Paths]);

    /// <summary>The files of the program, which a seal holds by one digest over all.</summary>
    public IEnumerable<string> ProgramPaths() => Existing([.. ProgramFolders.SelectMany(Below), .. ProgramFiles, .. Scripts()]).Distinct(StringComparer.Ordinal);

    // A script that gathers evidence runs in the job that applies, so it is as much of a judge as the program.
    private IEnumerable<string> Scripts() => repository.Has(RepositoryFile.Path) ? GitHubOptions.Settings(repository).Environments.Select(e => e.Evidence).OfType<string>() : [];

    /// <summary>The digest of the program's files.</summary>
    public string ProgramDigest() => Combined(Digests(ProgramPaths()));

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
                ExitCode.Configuration, $"{why}, so nobody could review what is sealed. Commit them, or pass --local-only for an envelope that is good on the local backend only.{lineEnds}");
        }

        DateTimeOffset now = WholeSeconds(host.Clock.GetUtcNow());
        Envelope envelope = new() { Plan = plan, Seal = seal with { LocalOnly = seal.LocalOnly || localOnly }, SealedAt = now, ExpiresAt = now + Envelope.DefaultLifetime };
        using SigningKey? key = Key();
        envelope = key?.Sign(envelope) ?? envelope;
        RequireApplicable(envelope, backend.Name, seal, key, await MustBeVouchedForAsync(backend.Name, plan.Stack, cancellation));
        if (await UnmergedAsync(envelope, cancellation) is { IsEmpty: false } unmerged)
        {
            throw new InfraException(ExitCode.Configuration, string.Join('\n', unmerged.Select(u => $"{u}.").Append("Nothing was sealed.")));
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
        DateTimeOffset now = WholeSeconds(host.Clock.GetUtcNow());
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
            ExitCode.Configuration,
            $"{Printable.Text(file)} would be a file of this repository that is not committed, and then no `up` takes the envelope. Write it to .infra/, which git ignores, or to a folder outside.");
    }

    // Approvals and evidence belong to one envelope: for one that every `up` refuses they would be gathered in vain. So it is judged as `up` judges it, before it is written.
    private void RequireApplicable(Envelope envelope, string backend, Seal present, SigningKey? key, bool required)
    {
        string stack = envelope.Plan.Stack;
        GatesSettings gates = repository.Gates();
        string? unsigned = key is null && required
            ? $"{stack} is protected, and no key signs this envelope. Name one of stacks/gates.yaml with {KeyFileVariable}; without --seal the plan is shown without one."
            : null;
        string? unbelieved = key is not null && (required || gates.Keys.Any(k => k.Id == key.Id)) ? ListedKey.Problem(gates, key, Envelope.Purpose, envelope.SealedAt) : null;
        string? locked = required && !repository.Approvals().Roles.Any(r => r.Name == RulesBundle.Role)
            ? $"stacks/approvals.yaml has no role {RulesBundle.Role}, so after this nobody could approve a change of the rules. Write one with two people or more."
            : null;
        string[] refusals =
        [
            .. new[] { unsigned, unbelieved, locked }.OfType<string>(),
            .. EnvelopeCheck.Differences(envelope, stack, backend, present, envelope.SealedAt).Select(d => $"No `up` would carry it out: {d}."),
        ];
        if (refusals.Length > 0)
        {
            throw new InfraException(ExitCode.Configuration, string.Join('\n', refusals.Append("Nothing was sealed.")));
        }
    }

    private async Task<ImmutableArray<string>> UnmergedAsync(Envelope envelope, CancellationToken cancellation) =>
        await MustBeVouchedForAsync(envelope.Plan.Backend, envelope.Plan.Stack, cancellation) && envelope.Seal.Commit is { } commit && await host.Git(repository.Root).KnownAsync(commit, cancellation) is not null
            ? await new ReleaseOrigin(host, repository).ObjectionsAsync(envelope.Plan.Stack, commit, envelope.Plan.Backend, cancellation)
            : [];

    private async Task<bool> MustBeVouchedForAsync(string backend, string stack, CancellationToken cancellation) => backend != "local" && await new Protection(host, repository).HoldsAsync(stack, backend, cancellation);

    /// <summary>Reads an envelope and makes sure that everything is as it was sealed.</summary>
    /// <exception cref="InfraException">It was altered, or does not fit any more (<see cref="ExitCode.PlanStale"/>); every difference is named.</exception>
    public async Task<Envelope> OpenAsync(string file, IBackend backend, string stack, CancellationToken cancellation)
    {
        Envelope envelope = Read(file);
        ImmutableArray<string> differences = await DifferencesAsync(envelope, backend, stack, cancellation);
        return differences.IsEmpty
            ? envelope
            : throw new InfraException(
                ExitCode.PlanStale,
                string.Join('\n', differences.Select(d => $"{Printable.Text(file)} does not fit any more: {d}.").Append("Nothing was done. Seal again with `infra preview ENV --seal --out FILE`, and have that approved.")));
    }

    /// <summary>Reads an envelope, whatever became of what it was made from.</summary>
    /// <exception cref="InfraException">It was altered.</exception>
    public Envelope Read(string file) => EnvelopeJson.Read(Printable.Text(file), Bytes(file, InputFile.MostMade));

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
        KeyValuePair.Create("gates, approvals and service levels", Combined(Digests(Existing(StackFiles.All)))),
        KeyValuePair.Create("manifests", Combined(Digests(Below($"gitops/{stack}")))),
        KeyValuePair.Create("plan", plan.Digest),
        KeyValuePair.Create("rules and waivers", PolicyDigest()),
        KeyValuePair.Create("settings", Combined(Digests(SettingsFiles(stack)))),
    ]);

    private string PolicyDigest() =>
        Digest(Encoding.UTF8.GetBytes(string.Join('\n', RuleCatalog.All.Select(r => $"{r.Info.Id} {r.Info.Severity}").Concat(Digests(Existing([WaiverFile.Path])).Values))));

    private async Task<(Seal Seal, string Uncommitted)> PresentAsync(string stack, IBackend? backend, CancellationToken cancellation)
    {
        (string? commit, string? baseCommit, IReadOnlyList<string> uncommitted) = await HistoryAsync(cancellation);
        StackStatus? status = backend is null ? null : await backend.StatusAsync(cancellation);
        byte[] closure = File.ReadAllBytes(Path.Combine(host.ProgramFolder, ProgramInfo.Closure));
        Seal seal = new()
        {
            Commit = commit,
            BaseCommit = baseCommit,
            LocalOnly = commit is null || uncommitted.Count > 0,
            Packages = host.Packages,
            Closure = Digest(closure),
            Tool = ProgramInfo.Version,
            Providers = Providers(closure),
            Configuration = Digests(SettingsFiles(stack)),
            Program = ProgramDigest(),
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
            throw new InfraException(ExitCode.Configuration, string.Join('\n', objections.Select(o => $"{Printable.Text(o)}.").Append("Nothing was done: what is sealed is what its commit shows.")));
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

    /// <summary>The key of whoever is at the keyboard; null where there is none.</summary>
    /// <exception cref="InfraException">It is no key.</exception>
    public SigningKey? Key()
    {
        if (host.Variable(KeyVariable) is { Length: > 0 } pem)
        {
            return SigningKey.FromPem(pem, KeyVariable);
        }

        return host.Variable(KeyFileVariable) is { Length: > 0 } file ? SigningKey.FromPem(Encoding.UTF8.GetString(Bytes(file).Span), $"{KeyFileVariable} ({Printable.Text(file)})") : null;
    }

    /// <summary>The bytes of a file that a person named.</summary>
    /// <param name="file">The file.</param>
    /// <param name="most">The most bytes that it may have.</param>
    /// <exception cref="InfraException">It cannot be read, is no file, or is larger.</exception>
    public ReadOnlyMemory<byte> Bytes(string file, int most = InputFile.MostWritten)
    {
        try
        {
            // A person may link to what is theirs; in the repository others make the links.
            string full = Path.GetFullPath(file, host.Folder);
            return InputFile.Read(full, most, followsLinks: Path.GetRelativePath(repository.Root, full).Split(Path.DirectorySeparatorChar)[0] == "..");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new InfraException(ExitCode.Configuration, $"{Printable.Text(file)} cannot be read: {unreadable.Message}", unreadable);
        }
    }

    private IEnumerable<string> Below(string folder)
    {
        string full = Path.Combine(repository.Root, folder);
        return Directory.Exists(full)
            ? Directory.GetFiles(full, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(repository.Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal)
            : [];
    }

    private IEnumerable<string> Existing(IEnumerable<string> files) => files.Where(f => File.Exists(Path.Combine(repository.Root, f)));

    /// <summary>The digest of each file, by its path from the repository.</summary>
    public ImmutableSortedDictionary<string, string> Digests(IEnumerable<string> files) =>
        files.ToImmutableSortedDictionary(f => f, f => Digest(repository.Bytes(f)), StringComparer.Ordinal);

    /// <summary>One digest over those of many files and their paths.</summary>
    public static string Combined(ImmutableSortedDictionary<string, string> digests) =>
        Digest(Encoding.UTF8.GetBytes(string.Concat(digests.Select(f => $"{f.Key} {f.Value}\n"))));

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
        return [.. changed.Where(IsProgram).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static ImmutableSortedDictionary<string, string> Providers(byte[] closure)
    {
        using JsonDocument document = JsonDocument.Parse(closure);
        return document.RootElement.GetProperty("libraries").EnumerateObject()
            .Select(l => l.Name.Split('/'))
            .Where(l => l[0].StartsWith("Pulumi.", StringComparison.Ordinal))
            .ToImmutableSortedDictionary(l => l[0], l => l[1], StringComparer.Ordinal);
    }

    private static string Digest(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>A time as files hold it.</summary>
    public static DateTimeOffset WholeSeconds(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
