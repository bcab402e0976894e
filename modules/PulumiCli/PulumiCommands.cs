using System.Collections.Immutable;
using Infra.Model.Values;

namespace Infra.PulumiCli;

/// <summary>The calls of the Pulumi CLI that this program makes. Pure: nothing is run here.</summary>
/// <remarks>Flags and variables: pulumi/pulumi 3.158 to 3.259, pkg/cmd/pulumi and sdk/go/common/env.</remarks>
public sealed class PulumiCommands
{
    /// <summary>The variable with a passphrase.</summary>
    public const string Passphrase = "PULUMI_CONFIG_PASSPHRASE";

    /// <summary>The variable with the path of a file that holds a passphrase.</summary>
    public const string PassphraseFile = "PULUMI_CONFIG_PASSPHRASE_FILE";

    /// <summary>The variable by which the program knows that it runs for an envelope; it refuses to update a protected stack without.</summary>
    public const string EnvelopeVariable = "INFRA_ENVELOPE";

    private readonly string program;
    private readonly ImmutableSortedDictionary<string, string> variables;
    private readonly ImmutableSortedSet<string> secrets;

    /// <summary>The calls of one CLI.</summary>
    /// <param name="program">The program, <c>pulumi</c> or a path.</param>
    /// <param name="passphraseFile">The file with the passphrase; null when the environment has one.</param>
    public PulumiCommands(string program, string? passphraseFile)
        : this(program) =>
        (variables, secrets) = passphraseFile is null ? (variables, [Passphrase]) : (variables.Add(PassphraseFile, passphraseFile), secrets);

    /// <summary>The calls of one CLI for stacks whose secrets a key of Cloud KMS encrypts: no passphrase is passed on.</summary>
    /// <param name="program">The program, <c>pulumi</c> or a path.</param>
    public PulumiCommands(string program)
    {
        this.program = program;
        variables = ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal).Add("PULUMI_SKIP_UPDATE_CHECK", "true");
        secrets = [];
    }

    /// <summary>The version of the CLI.</summary>
    public ProgramCall Version() => new(program, ["version"]) { Variables = variables };

    /// <summary>Makes an empty stack.</summary>
    public ProgramCall Init(string backend, StackName stack, string secretsProvider) =>
        At(backend, "stack", "init", stack.Value, "--secrets-provider", secretsProvider, "--no-select");

    /// <summary>Exits with 0 when an update would change nothing, with 7 when it would.</summary>
    public ProgramCall PreviewWithoutChanges(string backend, StackName stack) =>
        At(backend, "preview", "--stack", stack.Value, "--expect-no-changes");

    /// <summary>Previews and updates; the preview is never skipped.</summary>
    public ProgramCall Up(string backend, StackName stack, string envelope)
    {
        ProgramCall call = At(backend, "up", "--stack", stack.Value, "--yes");
        return call with { Variables = call.Variables.Add(EnvelopeVariable, envelope) };
    }

    /// <summary>Writes the outputs of a stack as JSON; secrets stay masked.</summary>
    public ProgramCall Outputs(string backend, StackName stack) => At(backend, "stack", "output", "--json", "--stack", stack.Value);

    /// <summary>Writes the state of a stack to standard output, secrets encrypted.</summary>
    public ProgramCall Export(string backend, StackName stack) => At(backend, "stack", "export", "--stack", stack.Value);

    /// <summary>Writes the state of a stack to a file, secrets encrypted.</summary>
    public ProgramCall Export(string backend, StackName stack, string file) => At(backend, "stack", "export", "--stack", stack.Value, "--file", file);

    /// <summary>Puts an exported state in the place of a stack's own.</summary>
    public ProgramCall Import(string backend, StackName stack, string file) => At(backend, "stack", "import", "--stack", stack.Value, "--file", file);

    /// <summary>Encrypts the secrets of a stack and of its settings anew.</summary>
    public ProgramCall ChangeSecretsProvider(string backend, StackName stack, string secretsProvider) =>
        At(backend, "stack", "change-secrets-provider", secretsProvider, "--stack", stack.Value);

    /// <summary>Destroys what a stack made, less some.</summary>
    /// <param name="backend">Where its state is.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="staying">The URNs that stay; whatever they need is among them.</param>
    public ProgramCall Destroy(string backend, StackName stack, IEnumerable<string> staying) =>
        At(backend, ["destroy", "--stack", stack.Value, "--yes", .. staying.SelectMany(s => (string[])["--exclude", s])]);

    /// <summary>Removes a stack and its history; its settings file stays.</summary>
    /// <param name="backend">Where its state is.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="force">Whether also one that records resources: its state was moved to another place.</param>
    public ProgramCall Remove(string backend, StackName stack, bool force) =>
        At(backend, ["stack", "rm", stack.Value, "--yes", "--preserve-config", .. force ? (string[])["--force"] : []]);

    /// <summary>Writes what an update would do as one JSON document, and Pulumi's own plan to a file.</summary>
    public ProgramCall Preview(string backend, StackName stack, string planFile) =>
        At(backend, "preview", "--stack", stack.Value, "--json", "--show-sames", "--save-plan", planFile);

    /// <summary>Carries out Pulumi's own plan and writes a stream of JSON lines. Its preview phase, where violations are caught, is never skipped.</summary>
    public ProgramCall Up(string backend, StackName stack, string planFile, string envelope) =>
        Streaming(At(backend, "up", "--stack", stack.Value, "--yes", "--json", "--plan", planFile), envelope);

    /// <summary>Writes what a destroy would do as one JSON document.</summary>
    public ProgramCall PreviewDestroy(string backend, StackName stack) => At(backend, "destroy", "--stack", stack.Value, "--preview-only", "--json");

    /// <summary>Destroys everything and writes a stream of JSON lines.</summary>
    public ProgramCall DestroyAll(string backend, StackName stack) => Streaming(At(backend, "destroy", "--stack", stack.Value, "--yes", "--json"), envelope: "");

    /// <summary>Writes what differs between the state and the cloud as one JSON document; the state stays as it is.</summary>
    public ProgramCall PreviewRefresh(string backend, StackName stack) => At(backend, "refresh", "--stack", stack.Value, "--preview-only", "--json");

    // Without the variable the preview phase of `up --json` prints one indented document before the lines.
    private static ProgramCall Streaming(ProgramCall call, string envelope) => call with
    {
        Variables = call.Variables.Add("PULUMI_ENABLE_STREAMING_JSON_PREVIEW", "true").Add(EnvelopeVariable, envelope),
    };

    private ProgramCall At(string backend, params ImmutableArray<string> arguments) => new(program, [.. arguments, "--non-interactive", "--color", "never"])
    {
        Variables = variables.Add("PULUMI_BACKEND_URL", backend),
        Secrets = secrets,
    };
}
