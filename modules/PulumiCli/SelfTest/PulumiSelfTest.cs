using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Plans;
using Infra.Model.Properties;
using Infra.Model.Values;

namespace Infra.PulumiCli.SelfTest;

/// <summary>
/// Asks a Pulumi CLI for everything that the backend relies on, once, in a folder of its own: a stack with a file backend and a random
/// passphrase, a program without resources, and the calls, documents and streams that the backend makes and reads.
/// </summary>
/// <remarks>
/// Nothing of the user is read or changed: the CLI sees no environment of theirs, and its home is the folder. Nothing is fetched: the
/// program is of the YAML runtime, whose language host comes with the CLI, and the CLI may not look for plugins or updates.
/// Sources: pulumi/pulumi, sdk/go/common/env/env.go; https://www.pulumi.com/docs/iac/languages-sdks/yaml/.
/// </remarks>
public sealed class PulumiSelfTest
{
    private const string Again = "Run such a call by hand, in a project of your own, to see more. If it fails there too, reinstall the CLI, https://www.pulumi.com/docs/iac/download-install/.";
    private static readonly StackName Stack = StackName.Of("doctor");

    private readonly PulumiSelfTestOptions options;
    private readonly PulumiCommands commands;
    private readonly string passphrase;
    private readonly string planted;
    private readonly CredentialMask mask;
    private readonly ImmutableArray<SelfTestFinding>.Builder findings = ImmutableArray.CreateBuilder<SelfTestFinding>();
    private readonly SortedSet<string> tellers = new(StringComparer.Ordinal);

    /// <summary>A self-test of one CLI.</summary>
    public PulumiSelfTest(PulumiSelfTestOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        commands = new PulumiCommands(options.Program);
        passphrase = Convert.ToHexStringLower(options.Entropy.Bytes(32));
        planted = $"planted-{Convert.ToHexStringLower(options.Entropy.Bytes(16))}";
        mask = new CredentialMask(passphrase, planted);
    }

    private string Backend => $"file://{Path.Combine(options.Folder, "state")}";

    private string PlanFile => Path.Combine(options.Folder, "plan.json");

    /// <summary>Asks everything. After the first question that the CLI fails the rest is not asked.</summary>
    /// <returns>A finding a question.</returns>
    public async Task<ImmutableArray<SelfTestFinding>> RunAsync(CancellationToken cancellation)
    {
        // The state's folder has to be there; a file in it makes it.
        options.Files.Replace(Path.Combine(options.Folder, "state", ".keep"), ReadOnlyMemory<byte>.Empty);
        options.Files.Replace(Path.Combine(options.Folder, "Pulumi.yaml"), Encoding.UTF8.GetBytes($"name: infra-doctor\nruntime: yaml\noutputs:\n  plain: infra\n  hidden:\n    fn::secret: {planted}\n"));
        Plan? plan = null;
        bool whole = await VersionAsync(cancellation)
            && await AskAsync("stack init", commands.Init(Backend, Stack, "passphrase"), _ => "a stack with a passphrase", cancellation)
            && await AskAsync("preview", commands.Preview(Backend, Stack, PlanFile), r => Planned(plan = PulumiPreview.Plan(r.Output, Stack, _ => false)), cancellation)
            && await FollowAsync("up", commands.Up(Backend, Stack, PlanFile, envelope: ""), plan!, cancellation)
            && await AskAsync("stack export", commands.Export(Backend, Stack), r => Exported(PulumiDeployment.Parse(r.Output)), cancellation)
            && await AskAsync("stack output", commands.Outputs(Backend, Stack), Outputs, cancellation)
            && await AskAsync("refresh", commands.PreviewRefresh(Backend, Stack), r => Unchanged(PulumiPreview.Drift(r.Output)), cancellation)
            && await FollowAsync("destroy", commands.DestroyAll(Backend, Stack), plan!, cancellation)
            && await AskAsync("stack rm", commands.Remove(Backend, Stack, force: false), _ => "the stack is gone", cancellation);
        if (tellers.Count > 0)
        {
            Add("secrets", SelfTestVerdict.Problem, string.Join(", ", tellers), "the passphrase or the secret of the program in what it wrote, masked here", "Logs of runs would show secrets.", "Do not use this program; install Pulumi's own, https://www.pulumi.com/docs/iac/download-install/.");
        }

        if (!whole)
        {
            Add("the rest", SelfTestVerdict.Note, "(nothing)", "not asked", "It needs what failed.", "");
        }

        return findings.ToImmutable();
    }

    private async Task<bool> VersionAsync(CancellationToken cancellation)
    {
        PulumiRunner cli = new(new Listening(this), commands, options.Folder, line: null);
        try
        {
            Version version = await cli.VersionAsync(cancellation);
            Add("version", SelfTestVerdict.Good, $"{commands.Version()}", $"{version}", $"It is {PulumiRunner.Oldest} or newer.", "");
            return true;
        }
        catch (InfraException refusal)
        {
            Add("version", SelfTestVerdict.Problem, $"{commands.Version()}", refusal.Message, $"The backend needs a Pulumi CLI that starts and is {PulumiRunner.Oldest} or newer.", "See that the file can be executed, or install the CLI anew, https://www.pulumi.com/docs/iac/download-install/.");
            return false;
        }
    }

    // READ says what came, or throws where it is not what the backend reads.
    private async Task<bool> AskAsync(string subject, ProgramCall call, Func<ProgramResult, string> read, CancellationToken cancellation)
    {
        try
        {
            ProgramResult result = await new Listening(this).RunAsync(call, options.Folder, null, cancellation);
            if (result.ExitCode != 0)
            {
                string[] errors = PulumiPreview.Errors(result.Output);
                return Failed(subject, call, $"exit status {result.ExitCode}: {(errors.Length > 0 ? string.Join('\n', errors) : PulumiErrors.Said(result))}");
            }

            Add(subject, SelfTestVerdict.Good, $"{call}", read(result), "The backend can use it.", "");
            return true;
        }
        catch (InfraException unread)
        {
            return Failed(subject, call, unread.Message);
        }
    }

    private async Task<bool> FollowAsync(string subject, ProgramCall call, Plan plan, CancellationToken cancellation)
    {
        PulumiEvents events = new(plan, progress: null);
        int lines = 0;
        void Take(string line)
        {
            lines += line.StartsWith('{') ? 1 : 0;
            events.Take(line);
        }

        try
        {
            ProgramResult result = await new Listening(this).RunAsync(call, options.Folder, Take, cancellation);
            string[] said = [.. events.Failures.Select(f => $"{f.Step.Name}: {f.Message}"), .. events.Errors];
            if (result.ExitCode != 0 || said.Length > 0)
            {
                return Failed(subject, call, $"exit status {result.ExitCode}: {(said.Length > 0 ? string.Join('\n', said) : PulumiErrors.Said(result))}");
            }

            if (!events.Ended || events.Cancelled)
            {
                return Failed(subject, call, $"{lines} lines of JSON{(events.Cancelled ? ", the last of which say that it was cancelled" : " without the summary of the update")}{(result.Error.Trim().Length == 0 ? "" : $":\n{PulumiErrors.Said(result)}")}");
            }
        }
        catch (InfraException unended)
        {
            return Failed(subject, call, unended.Message);
        }

        Add(subject, SelfTestVerdict.Good, $"{call}", $"a stream of {lines} events with its summary", "The backend can follow it.", "");
        if (events.Unknown.Count > 0)
        {
            Add($"{subject} events", SelfTestVerdict.Note, $"{call}", $"events that this version of infra does not know: {string.Join(", ", events.Unknown)}", "They are passed over. The CLI is newer than this program was tried with.", "Look whether there is a newer infra.");
        }

        return true;
    }

    private string Planned(Plan plan)
    {
        try
        {
            using JsonDocument saved = JsonDocument.Parse(options.Files.Read(PlanFile) ?? throw new InfraException(ErrorKind.Failed, "It wrote no file with its own plan, which `--save-plan` asks for."));
            return saved.RootElement.GetProperty("resourcePlans").EnumerateObject().Any(p => p.Name == plan.Steps[0].Urn.Value)
                ? $"a document with {plan.Steps.Length} step, and Pulumi's own plan of it"
                : throw new InfraException(ErrorKind.Failed, $"Pulumi's own plan says nothing of {plan.Steps[0].Urn}.");
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InfraException(ErrorKind.Failed, $"Pulumi's own plan is not in the form that is known: {malformed.Message}", malformed);
        }
    }

    private static string Exported(PulumiDeployment state) =>
        state is { SecretsProvider: "passphrase", Resources.Length: 1 }
            ? "a state of one resource, encrypted with the passphrase"
            : throw new InfraException(ErrorKind.Failed, $"The state has {state.Resources.Length} resources instead of one, and its secrets are kept by '{state.SecretsProvider ?? "nobody"}' instead of 'passphrase'.");

    private static string Outputs(ProgramResult result)
    {
        try
        {
            using JsonDocument outputs = JsonDocument.Parse(result.Output);
            return outputs.RootElement.GetProperty("plain").GetString() == "infra" && outputs.RootElement.GetProperty("hidden").GetString() == PropertyJson.Mask
                ? "both outputs, the secret one masked"
                : throw new InfraException(ErrorKind.Failed, $"The outputs are not those of the program, or the secret one is not {PropertyJson.Mask}:\n{PulumiErrors.Said(result)}");
        }
        catch (Exception malformed) when (malformed is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InfraException(ErrorKind.Failed, $"The outputs are no JSON object with both outputs of the program: {PulumiErrors.Said(result)}", malformed);
        }
    }

    private static string Unchanged(ImmutableArray<ResourceDrift> drifts) =>
        drifts.IsEmpty ? "a document without drift" : throw new InfraException(ErrorKind.Failed, $"It found drift in a stack without resources: {string.Join(", ", drifts.Select(d => d.Urn))}.");

    private bool Failed(string subject, ProgramCall call, string came)
    {
        Add(subject, SelfTestVerdict.Problem, $"{call}", came, "The pulumi backend cannot work with this CLI as it is here.", Again);
        return false;
    }

    private void Add(string subject, SelfTestVerdict verdict, string asked, string came, string means, string mend) =>
        findings.Add(new SelfTestFinding($"pulumi {subject}", verdict, mask.Apply(asked), mask.Apply(came), means, mend));

    // Gives each call its own world, and hears whether it repeats a secret.
    private sealed class Listening(PulumiSelfTest test) : IProgramRunner
    {
        public async Task<ProgramResult> RunAsync(ProgramCall call, string folder, Action<string>? line, CancellationToken cancellation)
        {
            PulumiSelfTestOptions options = test.options;
            ProgramResult result = await options.Programs.RunAsync(
                call with
                {
                    Variables = call.Variables
                        .Add("HOME", options.Folder)
                        .Add("USERPROFILE", options.Folder)
                        .Add("PULUMI_HOME", Path.Combine(options.Folder, "home"))
                        .Add("PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION", "true"),
                    Hidden = ImmutableSortedDictionary<string, string>.Empty.Add(PulumiCommands.Passphrase, test.passphrase),
                    Alone = true,
                    Limit = options.Limit,
                },
                folder,
                line,
                cancellation);
            if (Tells(result.Output) || Tells(result.Error))
            {
                test.tellers.Add($"{call}");
            }

            return result;
        }

        private bool Tells(string text) => text.Contains(test.passphrase, StringComparison.OrdinalIgnoreCase) || text.Contains(test.planted, StringComparison.OrdinalIgnoreCase);
    }
}
