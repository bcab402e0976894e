using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.PulumiCli;

/// <summary>The Pulumi CLI and a real cloud. What a plan binds beyond Pulumi's own plan is checked by this program around it.</summary>
/// <remarks>
/// A process and not the Automation API: the API is the same process behind a listener of its own, hides exit codes and flags, and cannot be
/// recorded and played in a test. Pulumi's own lock is taken by <c>up</c> itself; between the last look at the state and that lock another run
/// can come in, and then Pulumi's plan refuses what does not fit.
/// </remarks>
public sealed class PulumiBackend : IBackend
{
    private readonly PulumiRunner cli;
    private readonly PulumiBackendOptions options;
    private string? stateOfPlan;

    /// <summary>The backend of one stack.</summary>
    public PulumiBackend(PulumiBackendOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        cli = new PulumiRunner(options.Programs, options.Commands, options.Folder, options.Line);
    }

    /// <inheritdoc />
    public string Name => BackendNames.Pulumi;

    /// <inheritdoc />
    public ImmutableArray<string> Notices { get; private set; } = [];

    private string PlanFile => Path.Combine(options.Scratch, $"{options.Stack}.pulumi-plan.json");

    /// <summary>Pulumi takes its lock itself; this only makes sure that the CLI is one that fits.</summary>
    /// <exception cref="InfraException">It is not.</exception>
    public async Task<IDisposable> LockAsync(string operation, CancellationToken cancellation)
    {
        _ = await cli.VersionAsync(cancellation);
        return new Unlocked();
    }

    /// <inheritdoc />
    public async Task<Plan> PreviewAsync(CancellationToken cancellation)
    {
        _ = await cli.VersionAsync(cancellation);
        stateOfPlan = (await StateAsync(cancellation)).Digest;
        options.Files.Replace(PlanFile, ReadOnlyMemory<byte>.Empty);
        return PulumiPreview.Plan(await cli.OutputAsync(options.Commands.Preview(options.Url, options.Stack, PlanFile), cancellation), options.Stack, options.HoldsData);
    }

    /// <inheritdoc />
    public async Task<Plan> PreviewDestroyAsync(CancellationToken cancellation)
    {
        _ = await cli.VersionAsync(cancellation);
        (string digest, PulumiDeployment? state) = await StateAsync(cancellation);
        stateOfPlan = digest;
        Plan plan = PulumiPreview.Plan(await cli.OutputAsync(options.Commands.PreviewDestroy(options.Url, options.Stack), cancellation), options.Stack, options.HoldsData);
        string[] guarded = [.. (state?.Resources ?? []).Where(r => r.Protect).Select(r => r.Urn)];
        return guarded.Length == 0
            ? plan
            : throw new InfraException(ErrorKind.Resource, string.Join('\n', guarded.Select(u => $"{u} is protected. Take the protection off in a change of its own, and destroy after that.")));
    }

    /// <inheritdoc />
    public async Task<UpdateOutcome> ApplyAsync(Plan plan, IProgress<StepEvent>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(plan);
        bool destroys = !plan.Steps.IsEmpty && plan.Steps.All(s => s.Op == StepOp.Delete);
        if (stateOfPlan is null)
        {
            throw new InvalidOperationException("A plan is applied after a preview by the same backend, which compares the state.");
        }

        // As late as possible: after this only Pulumi's own lock and plan stand between.
        if ((await StateAsync(cancellation)).Digest is var now && now != stateOfPlan)
        {
            throw new InfraException(ErrorKind.PlanStale, $"The state of {options.Stack} was {stateOfPlan} when it was planned and is {now}: somebody updated it in between. Nothing was done; preview again.");
        }

        ProgramCall call = destroys ? options.Commands.DestroyAll(options.Url, options.Stack) : options.Commands.Up(options.Url, options.Stack, PlanFile, options.Envelope);
        PulumiEvents events = new(plan, progress);
        ProgramResult result = await options.Programs.RunAsync(call, options.Folder, events.Take, cancellation);
        if (result.ExitCode != 0 && PulumiViolations.Of(plan, [.. events.Said, .. result.Error.Split('\n').Select(l => ("", l))]) is { IsEmpty: false } violations)
        {
            IEnumerable<string> failures = events.Failures.Select(f => $"{f.Step.Urn}: {f.Message}");
            throw new InfraException(ErrorKind.PlanStale, string.Join('\n', [.. violations, .. failures, "The plan is out of date and nothing further was done; preview again."]));
        }

        if (result.ExitCode != 0 && events.Failures.IsEmpty && !events.Cancelled)
        {
            throw events.Errors.IsEmpty ? PulumiErrors.Of(call, result) : PulumiErrors.Of(call, result with { Error = string.Join('\n', events.Errors) });
        }

        return events.Ended || result.ExitCode != 0
            ? new UpdateOutcome
            {
                Done = events.Done,
                Failures = events.Failures,
                Skipped = result.ExitCode == 0 ? [] : events.Skipped,
                Cancelled = events.Cancelled || result.ExitCode == PulumiErrors.Cancelled,
                Outputs = destroys || result.ExitCode != 0 ? PropertyMap.Empty : await OutputsAsync(cancellation),
            }
            : throw new InfraException(ErrorKind.Failed, $"`{call}` ended without saying how: its stream of events was cut off. Look with `infra status {options.Stack} --backend pulumi` before anything else.");
    }

    /// <inheritdoc />
    public async Task<ImmutableArray<ResourceDrift>> DriftAsync(CancellationToken cancellation)
    {
        _ = await cli.VersionAsync(cancellation);
        return PulumiPreview.Drift(await cli.OutputAsync(options.Commands.PreviewRefresh(options.Url, options.Stack), cancellation));
    }

    /// <inheritdoc />
    public async Task<StackStatus> StatusAsync(CancellationToken cancellation)
    {
        _ = await cli.VersionAsync(cancellation);
        (string digest, PulumiDeployment? state) = await StateAsync(cancellation);
        return new StackStatus
        {
            Stack = options.Stack.Value,
            Backend = Name,
            Exists = state is { Resources.IsEmpty: false },
            Resources = state?.Resources.Count(r => r.Custom) ?? 0,
            Registered = state?.Resources.Length ?? 0,
            StateDigest = digest,
            Outputs = state is null ? PropertyMap.Empty : await OutputsAsync(cancellation),
        };
    }

    /// <summary>What the state records, in its order; nothing where there is no such stack.</summary>
    /// <exception cref="InfraException">It cannot be told.</exception>
    public async Task<ImmutableArray<PulumiResource>> RecordedAsync(CancellationToken cancellation)
    {
        _ = await cli.VersionAsync(cancellation);
        return (await cli.ExportAsync(options.Url, options.Stack, cancellation))?.Resources ?? [];
    }

    private async Task<PropertyMap> OutputsAsync(CancellationToken cancellation)
    {
        using JsonDocument document = JsonDocument.Parse($"{{\"outputs\":{await cli.OutputsAsync(options.Url, options.Stack, cancellation)}}}");
        return PulumiValues.Map(document.RootElement, "outputs");
    }

    // The whole deployment but the time of its manifest: Pulumi's states have no serial.
    private async Task<(string Digest, PulumiDeployment? State)> StateAsync(CancellationToken cancellation)
    {
        (string? text, PulumiDeployment? state) = await cli.ExportTextAsync(options.Url, options.Stack, cancellation);
        if (text is null)
        {
            return ("none", null);
        }

        using JsonDocument document = JsonDocument.Parse(text);
        StringBuilder sealedParts = new();
        foreach (JsonProperty part in document.RootElement.GetProperty("deployment").EnumerateObject().Where(p => p.Name != "manifest").OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            sealedParts.Append(part.Name).Append('=').Append(part.Value.GetRawText()).Append('\n');
        }

        if (document.RootElement.GetProperty("deployment").TryGetProperty("pending_operations", out JsonElement pending) && pending.ValueKind == JsonValueKind.Array && pending.GetArrayLength() > 0)
        {
            Notices = [$"The state of {options.Stack} has {pending.GetArrayLength()} operations that were begun and not ended. Compare them with the cloud; `pulumi refresh` clears what is there."];
        }

        return ("sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sealedParts.ToString()))), state);
    }

    private sealed class Unlocked : IDisposable
    {
        public void Dispose()
        {
        }
    }
}
