using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Infra.Delivery.Audit;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Plans;
using Infra.Model.Values;
using Infra.Pipeline.Applying;
using Infra.Pipeline.Planning;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;
using Infra.PulumiCli;
using Infra.Settings.Foundations;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Bootstrapping;

/// <summary>Bootstrap in the real cloud, through the Pulumi CLI.</summary>
public sealed class PulumiBootstrap : IBootstrapWork
{
    private const string PassphraseProvider = "passphrase";
    private readonly BootstrapSettings settings;
    private readonly PulumiRunner cli;
    private readonly PulumiCalls calls;
    private readonly LocalCopy copy;
    private readonly FoundationFiles files;
    private readonly GoogleCredentials credentials;
    private readonly bool needsPassphrase;
    private readonly FirstRecord record;
    private readonly Host host;
    private readonly Repository repository;
    private readonly ApplyRequest? change;

    /// <summary>Bootstrap with these parts.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="repository">The repository.</param>
    /// <param name="settings">The settings of bootstrap.</param>
    /// <param name="cli">The CLI.</param>
    /// <param name="calls">Its calls for each step.</param>
    /// <param name="change">The sealed change of what was made before; null where there is none.</param>
    public PulumiBootstrap(Host host, Repository repository, BootstrapSettings settings, PulumiRunner cli, PulumiCalls calls, ApplyRequest? change)
    {
        (this.host, this.repository, this.settings, this.cli, this.calls, this.change) = (host, repository, settings, cli, calls, change);
        copy = new LocalCopy(host, repository.Root);
        files = new FoundationFiles(host, repository.Root, settings);
        credentials = new GoogleCredentials(host);
        record = new FirstRecord(host, repository);
        needsPassphrase = GivenPassphrase(host) is null;
    }

    /// <summary>The variable of the environment that gives a passphrase; null when none does.</summary>
    public static string? GivenPassphrase(Host host) =>
        host.Variable(PulumiCommands.Passphrase) is not null ? PulumiCommands.Passphrase : host.Variable(PulumiCommands.PassphraseFile) is not null ? PulumiCommands.PassphraseFile : null;

    /// <inheritdoc />
    public StepWork Of(BootstrapStep step) => step.Name switch
    {
        BootstrapSteps.Credentials => new StepWork(FindCredentialsAsync, _ => Task.FromResult("")),
        BootstrapSteps.LocalCopy => new StepWork(FindCopyAsync, BeginCopyAsync) { FindUndo = FindCopyRemovalAsync, Undo = RemoveCopyAsync },
        BootstrapSteps.Up => new StepWork(FindUpAsync, UpAsync) { FindUndo = FindDownAsync, Undo = DownAsync },
        BootstrapSteps.Stacks => new StepWork(FindStacksAsync, MakeStacksAsync) { FindUndo = FindStacksRemovalAsync, Undo = RemoveStacksAsync },
        BootstrapSteps.MoveState => new StepWork(FindMoveAsync, MoveAsync) { FindUndo = FindReturnAsync, Undo = ReturnAsync },
        BootstrapSteps.SecretsProvider => new StepWork(FindKeyAsync, UseKeyAsync) { FindUndo = FindPassphraseAsync, Undo = UsePassphraseAsync },
        BootstrapSteps.RemoveLocalCopy => new StepWork(
            _ => Task.FromResult(copy.Exists ? StepFinding.Needed($"{BootstrapSteps.LocalCopyFolder} is there") : StepFinding.Done($"{BootstrapSteps.LocalCopyFolder} does not exist")),
            RemoveCopyAsync),
        BootstrapSteps.Foundations => new StepWork(FindFoundationsAsync, WriteFoundationsAsync)
        {
            FindUndo = _ => Task.FromResult(files.Existing() is { IsEmpty: false } there ? StepFinding.Needed(string.Join(", ", there)) : StepFinding.Done("no file is there")),
            Undo = DeleteFoundationsAsync,
        },
        BootstrapSteps.Record => new StepWork(
            async cancellation => await record.MissingAsync(cancellation) is { } missing ? StepFinding.Needed(missing) : StepFinding.Done("record 0 and the rules are in the audit bucket"), record.WriteAsync),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step.Name, "The pulumi backend does not know this step."),
    };

    /// <inheritdoc />
    public async Task<ImmutableArray<string>> CheckUndoAsync(CancellationToken cancellation)
    {
        _ = await FindCredentialsAsync(cancellation);
        List<string> reasons = [];
        foreach (StackName stack in calls.Stacks.Where(s => s != PulumiCalls.Own))
        {
            int count = await BucketAsync(stack, cancellation) is { } state ? state.Resources.Count(r => r.Custom) : 0;
            if (count > 0)
            {
                reasons.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"stack {stack} still has {count} resources, which would be lost with its project and its state. Destroy them first: `PULUMI_BACKEND_URL={calls.BucketOf(stack)} pulumi destroy --stack {stack}`."));
            }
        }

        ImmutableArray<PlacedResource> placed = Placed((await ActiveAsync(cancellation)).State);
        ImmutableHashSet<string> staying = WhatStays.Urns(placed);
        reasons.AddRange(placed.Where(r => r.Protect && !staying.Contains(r.Urn)).Select(r =>
            $"{r.Urn} would be deleted, and it is protected. If that is meant, set infra:protect to false in stacks/Pulumi.bootstrap.yaml, have that sealed and approved, run `infra bootstrap --backend pulumi --plan FILE`, and try again."));
        return reasons.Count == 0 ? WhatStays.Lines(placed) : throw new InfraException(ErrorKind.Resource, string.Join('\n', reasons));
    }

    private static ImmutableArray<PlacedResource> Placed(PulumiDeployment? state) =>
        [.. (state?.Resources ?? []).Select(r => new PlacedResource(r.Urn, r.Id, r.Custom, r.Protect, r.Needs, IsLocked(r.Inputs)))];

    private static bool IsLocked(JsonElement inputs) =>
        inputs.ValueKind == JsonValueKind.Object && inputs.TryGetProperty("retentionPolicy", out JsonElement policy) && policy.ValueKind == JsonValueKind.Object
        && policy.TryGetProperty("isLocked", out JsonElement locked) && locked.ValueKind == JsonValueKind.True;

    private static bool HasResources(PulumiDeployment? state) => state is { Resources.Length: > 0 };

    private async Task<PulumiDeployment?> CopyAsync(CancellationToken cancellation) => copy.Exists ? await cli.ExportAsync(calls.Copy, PulumiCalls.Own, cancellation) : null;

    private Task<PulumiDeployment?> BucketAsync(StackName stack, CancellationToken cancellation) => cli.ExportAsync(calls.BucketOf(stack), stack, cancellation);

    // Where the state is: in the bucket once it records resources, because an import puts it there as a whole.
    private async Task<(string Backend, PulumiDeployment? State)> ActiveAsync(CancellationToken cancellation) =>
        await BucketAsync(PulumiCalls.Own, cancellation) is { Resources.Length: > 0 } moved ? (calls.BucketOf(PulumiCalls.Own), moved) : (calls.Copy, await CopyAsync(cancellation));

    private async Task RunAsync(ImmutableArray<ProgramCall> made, CancellationToken cancellation)
    {
        foreach (ProgramCall call in made)
        {
            await cli.RunAsync(call, cancellation);
        }
    }

    private async Task<StepFinding> FindCredentialsAsync(CancellationToken cancellation)
    {
        Version version = await cli.VersionAsync(cancellation);
        return StepFinding.Done($"Pulumi {version}; Google's credentials are in {credentials.Find()}");
    }

    private async Task<StepFinding> FindCopyAsync(CancellationToken cancellation)
    {
        if (HasResources(await BucketAsync(PulumiCalls.Own, cancellation)))
        {
            return StepFinding.Skipped($"the state is in {calls.BucketOf(PulumiCalls.Own)}");
        }

        return await CopyAsync(cancellation) is null ? StepFinding.Needed("there is no state yet") : StepFinding.Done($"{BootstrapSteps.LocalCopyFolder} holds the stack bootstrap");
    }

    private async Task<string> BeginCopyAsync(CancellationToken cancellation)
    {
        copy.Make(needsPassphrase);
        await RunAsync(calls.BeginCopy(), cancellation);
        return $"the state begins in {BootstrapSteps.LocalCopyFolder}";
    }

    private async Task<StepFinding> FindUpAsync(CancellationToken cancellation)
    {
        (string backend, PulumiDeployment? state) = await ActiveAsync(cancellation);
        return !HasResources(state) || await cli.HasChangesAsync(backend, PulumiCalls.Own, cancellation)
            ? StepFinding.Needed("a preview has changes")
            : StepFinding.Done($"{state!.Resources.Length} resources are up to date");
    }

    // Bootstrap decides who may become an apply identity. What nobody could approve yet is made by a person, once; from record 0 on it is approved like
    // a change of production.
    private async Task<string> UpAsync(CancellationToken cancellation)
    {
        string backend = (await ActiveAsync(cancellation)).Backend;
        if (backend != calls.Copy && await HasBegunAsync(cancellation))
        {
            return await ChangeAsync(cancellation);
        }

        if (host.IsJob)
        {
            throw new InfraException(
                ErrorKind.GateBlocked, "The audit bucket holds no record, so it is not known who may approve a change of bootstrap, and no job makes one. A person runs `infra bootstrap --backend pulumi` from their own machine, which writes record 0; docs/bootstrap.md says how.");
        }

        await new Sealer(host, repository).WriteUnsealedAsync(new Plan { Stack = PulumiCalls.Own.Value, Backend = BackendNames.Pulumi, Steps = [] }, backend: null, cancellation);
        await RunAsync(calls.Up(backend), cancellation);
        return "everything is up to date";
    }

    private async Task<string> ChangeAsync(CancellationToken cancellation)
    {
        if (change is null)
        {
            throw new InfraException(
                ErrorKind.GateBlocked,
                "Bootstrap has run before, and a change of it is sealed and approved like one of production, because it decides who may apply. Seal it with `infra preview bootstrap --backend pulumi --seal --out FILE`, have it approved, and run `infra bootstrap --backend pulumi --plan FILE`. Nothing was done.");
        }

        IBackend own = new StackBackends(host, repository).Of(PulumiCalls.Own.Value, BackendNames.Pulumi, wait: null, change.Envelope);
        using IDisposable held = await own.LockAsync("bootstrap", cancellation);
        (_, UpdateOutcome outcome) = await new Applier(host, repository, own).RunAsync(PulumiCalls.Own.Value, change, cancellation);
        return outcome.Succeeded
            ? $"the envelope was carried out: {outcome.Done.Length} steps"
            : throw new InfraException(
                outcome.Cancelled ? ErrorKind.Cancelled : ErrorKind.Resource,
                string.Join('\n', outcome.Failures.Select(f => $"{f.Step.Urn}: {Printable.Text(f.Message ?? "it failed")}").Append(string.Create(CultureInfo.InvariantCulture, $"{outcome.Done.Length} steps are done and the rest is not. What is done is in the state; seal what is left and have it approved."))));
    }

    // What the outputs say and not what is committed: whoever may write to the repository could take the files away.
    private async Task<bool> HasBegunAsync(CancellationToken cancellation)
    {
        using JsonDocument outputs = JsonDocument.Parse(await OutputsAsync(cancellation));
        string[] buckets = outputs.RootElement.TryGetProperty("foundations", out JsonElement all) && all.ValueKind == JsonValueKind.Object
            ? [.. all.EnumerateObject().Select(e => e.Value.TryGetProperty("auditBucket", out JsonElement bucket) ? bucket.GetString() : null).OfType<string>().Distinct(StringComparer.Ordinal)]
            : [];
        foreach (string bucket in buckets)
        {
            if ((await new AuditObjects(host.Google.Bucket(BucketName.Of(bucket))).TipsAsync(cancellation)).Longest is not null)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<ImmutableArray<StackName>> StacksAsync(bool existing, CancellationToken cancellation)
    {
        List<StackName> found = [];
        foreach (StackName stack in calls.Stacks)
        {
            if (await BucketAsync(stack, cancellation) is not null == existing)
            {
                found.Add(stack);
            }
        }

        return [.. found];
    }

    private async Task<StepFinding> FindStacksAsync(CancellationToken cancellation)
    {
        if (await StacksAsync(existing: false, cancellation) is { IsEmpty: false } missing)
        {
            return StepFinding.Needed($"{string.Join(", ", missing)} missing");
        }

        return Keyless(files.Read(await OutputsAsync(cancellation))) is { IsEmpty: false } keyless
            ? StepFinding.Needed($"the settings of {string.Join(", ", keyless.Select(k => k.Stack))} do not name the key of their secrets")
            : StepFinding.Done($"{string.Join(", ", calls.Stacks)} are there");
    }

    // What a checkout lost that was never committed is written again: changing the provider to the same key gives the state a new data key.
    private ImmutableArray<Foundation> Keyless(ImmutableArray<Foundation> foundations) => [.. foundations.Where(f => !repository.Secrets(f.Stack).Are(f.SecretsProvider))];

    private async Task<string> MakeStacksAsync(CancellationToken cancellation)
    {
        ImmutableArray<Foundation> foundations = files.Read(await OutputsAsync(cancellation));
        ImmutableDictionary<StackName, string> keys = foundations.ToImmutableDictionary(f => f.Stack, f => $"{f.SecretsKey}");
        ImmutableArray<StackName> missing = await StacksAsync(existing: false, cancellation);
        SettingsLines settingsBefore = new(host, repository.Root, calls.Stacks);

        // An interruption after the bucket's stack was made and before its state came needs the passphrase again.
        if (missing.Contains(PulumiCalls.Own))
        {
            copy.Make(needsPassphrase);
        }

        await RunAsync(calls.MakeStacks(missing, s => keys[s]), cancellation);
        ImmutableArray<Foundation> keyless = Keyless(foundations);
        await RunAsync([.. keyless.SelectMany(f => calls.UseKey(f.Stack, $"{f.SecretsKey}"))], cancellation);
        return $"made {string.Join(", ", missing.Concat(keyless.Select(f => f.Stack)))}; the Pulumi CLI wrote into their settings, to be committed:{settingsBefore.Diff()}";
    }

    private async Task<StepFinding> FindMoveAsync(CancellationToken cancellation) => HasResources(await BucketAsync(PulumiCalls.Own, cancellation))
        ? StepFinding.Done($"the state is in {calls.BucketOf(PulumiCalls.Own)}")
        : StepFinding.Needed($"the state is in {BootstrapSteps.LocalCopyFolder}");

    private async Task<string> MoveAsync(CancellationToken cancellation)
    {
        await RunAsync(calls.MoveState(), cancellation);
        return $"the state is in {calls.BucketOf(PulumiCalls.Own)}";
    }

    private async Task<StepFinding> FindKeyAsync(CancellationToken cancellation)
    {
        string wanted = PulumiCalls.Provider(await OwnKeyAsync(cancellation));
        string? state = (await BucketAsync(PulumiCalls.Own, cancellation))?.SecretsProvider;
        StackSecrets written = repository.Secrets(PulumiCalls.Own);

        // The CLI writes both, one after the other.
        return state == wanted && written.Are(wanted)
            ? StepFinding.Done($"state and settings name {wanted}")
            : StepFinding.Needed($"the state is encrypted with {state ?? "nothing"}, the settings name {written.Provider ?? "no provider"}{(written.EncryptedKey is null ? " and hold no encrypted key" : "")}");
    }

    private async Task<string> UseKeyAsync(CancellationToken cancellation)
    {
        string key = await OwnKeyAsync(cancellation);
        SettingsLines settingsBefore = new(host, repository.Root, [PulumiCalls.Own]);
        await RunAsync(calls.UseKey(PulumiCalls.Own, key), cancellation);
        return $"the secrets are encrypted with {key}; the Pulumi CLI wrote into its settings, to be committed:{settingsBefore.Diff()}";
    }

    private async Task<string> OwnKeyAsync(CancellationToken cancellation)
    {
        using JsonDocument outputs = JsonDocument.Parse(await OutputsAsync(cancellation));
        return outputs.RootElement.TryGetProperty("secretsKey", out JsonElement key) && ResourcePath.TryParse(key.GetString(), out ResourcePath? path, out _)
            ? path.Value
            : throw new InfraException(ErrorKind.Failed, "Bootstrap has no output secretsKey that is the name of a key. Run `infra bootstrap --backend pulumi` again, so that its update is carried out whole.");
    }

    private async Task<string> OutputsAsync(CancellationToken cancellation) => await cli.OutputsAsync((await ActiveAsync(cancellation)).Backend, PulumiCalls.Own, cancellation);

    private async Task<StepFinding> FindFoundationsAsync(CancellationToken cancellation)
    {
        ImmutableArray<Foundation> foundations = files.Read(await OutputsAsync(cancellation));
        return files.Stale(foundations) is { IsEmpty: false } stale
            ? StepFinding.Needed($"{string.Join(", ", stale)} differ")
            : StepFinding.Done($"{foundations.Length} files say what the outputs of bootstrap say");
    }

    private async Task<string> WriteFoundationsAsync(CancellationToken cancellation)
    {
        ImmutableArray<Foundation> foundations = files.Read(await OutputsAsync(cancellation));
        string written = string.Join(", ", files.Stale(foundations));
        files.Write(foundations);
        return $"wrote {written}, to be committed";
    }

    private Task<string> DeleteFoundationsAsync(CancellationToken cancellation)
    {
        ImmutableArray<string> there = files.Existing();
        files.Delete(there);
        return Task.FromResult($"deleted {string.Join(", ", there)}");
    }

    private async Task<StepFinding> FindPassphraseAsync(CancellationToken cancellation) => await BucketAsync(PulumiCalls.Own, cancellation) switch
    {
        null => StepFinding.Done("there is no state in the bucket"),
        { SecretsProvider: null or PassphraseProvider } when repository.Secrets(PulumiCalls.Own).Provider is null or PassphraseProvider => StepFinding.Done("the secrets are encrypted with a passphrase"),
        _ => StepFinding.Needed("the secrets are encrypted with a key that is about to go"),
    };

    private async Task<string> UsePassphraseAsync(CancellationToken cancellation)
    {
        copy.Make(needsPassphrase);
        await RunAsync(calls.UsePassphrase(), cancellation);
        return "the secrets are encrypted with a passphrase";
    }

    private async Task<StepFinding> FindReturnAsync(CancellationToken cancellation) => await BucketAsync(PulumiCalls.Own, cancellation) is null
        ? StepFinding.Done("the state is in the local copy, or nowhere")
        : StepFinding.Needed("the state is in the bucket");

    private async Task<string> ReturnAsync(CancellationToken cancellation)
    {
        copy.Make(needsPassphrase);
        bool copyIsThere = await CopyAsync(cancellation) is not null;
        await RunAsync(
            HasResources(await BucketAsync(PulumiCalls.Own, cancellation)) ? calls.ReturnState(copyIsThere) : calls.RemoveStacks([PulumiCalls.Own]),
            cancellation);
        return $"the state is in {BootstrapSteps.LocalCopyFolder} again";
    }

    private async Task<StepFinding> FindStacksRemovalAsync(CancellationToken cancellation) => await StacksAsync(existing: true, cancellation) is { IsEmpty: false } there
        ? StepFinding.Needed($"{string.Join(", ", there)} are there")
        : StepFinding.Done("no stack is there");

    private async Task<string> RemoveStacksAsync(CancellationToken cancellation)
    {
        ImmutableArray<StackName> there = await StacksAsync(existing: true, cancellation);
        await RunAsync(calls.RemoveStacks(there), cancellation);
        return $"removed {string.Join(", ", there)}";
    }

    private async Task<StepFinding> FindDownAsync(CancellationToken cancellation)
    {
        ImmutableArray<PlacedResource> placed = Placed(await CopyAsync(cancellation));
        return placed.Length > WhatStays.Urns(placed).Count ? StepFinding.Needed($"{placed.Length} resources are recorded") : StepFinding.Done("nothing is left that could be deleted");
    }

    private async Task<string> DownAsync(CancellationToken cancellation)
    {
        ImmutableArray<PlacedResource> placed = Placed(await CopyAsync(cancellation));
        await RunAsync(calls.Down(WhatStays.Urns(placed).Order(StringComparer.Ordinal)), cancellation);
        return "deleted what could be deleted";
    }

    private async Task<StepFinding> FindCopyRemovalAsync(CancellationToken cancellation) =>
        !copy.Exists ? StepFinding.Done($"{BootstrapSteps.LocalCopyFolder} does not exist")
        : await CopyAsync(cancellation) is { Resources.Length: > 0 } left
            ? StepFinding.Skipped($"{BootstrapSteps.LocalCopyFolder} holds the state of what stays ({left.Resources.Length} recorded), and its passphrase; keep both, `infra bootstrap` goes on from there")
            : StepFinding.Needed("it is empty");

    private Task<string> RemoveCopyAsync(CancellationToken cancellation)
    {
        copy.Remove();
        return Task.FromResult($"deleted {BootstrapSteps.LocalCopyFolder} with its passphrase");
    }
}
