using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.PulumiCli;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Bootstrapping;

/// <summary>The calls of the Pulumi CLI that each step makes. Pure: the same calls are shown by a dry run and made by a real one.</summary>
/// <param name="commands">The calls of the CLI.</param>
/// <param name="settings">The settings of bootstrap.</param>
/// <param name="copyFolder">The folder of the local copy.</param>
/// <param name="envelope">The file by which the program knows that this command started it.</param>
public sealed class PulumiCalls(PulumiCommands commands, BootstrapSettings settings, string copyFolder, string envelope)
{
    private const string PassphraseProvider = "passphrase";

    /// <summary>The calls of the CLI.</summary>
    public PulumiCommands Commands => commands;

    /// <summary>The stack of bootstrap.</summary>
    public static StackName Own => BootstrapSettings.Stack;

    /// <summary>The backend of the local copy.</summary>
    public string Copy => $"file://{copyFolder}";

    private string Exported => Path.Combine(copyFolder, "export.json");

    /// <summary>The stacks that have a bucket: bootstrap and every environment.</summary>
    public ImmutableArray<StackName> Stacks => [Own, .. settings.Environments.Select(e => e.Stack)];

    /// <summary>The backend of a stack once its bucket is there.</summary>
    public string BucketOf(StackName stack) => $"gs://{settings.StateBucketOf(stack)}";

    /// <summary>The secrets provider that a key of Cloud KMS is.</summary>
    public static string Provider(string key) => $"gcpkms://{key}";

    /// <summary>Begins the local copy.</summary>
    public ImmutableArray<ProgramCall> BeginCopy() => [commands.Init(Copy, Own, PassphraseProvider)];

    /// <summary>Makes what bootstrap makes.</summary>
    public ImmutableArray<ProgramCall> Up(string backend) => [commands.Up(backend, Own, envelope)];

    /// <summary>Bootstrap's own stack begins with the passphrase, because its state comes encrypted with it.</summary>
    public ImmutableArray<ProgramCall> MakeStacks(IEnumerable<StackName> stacks, Func<StackName, string> keyOf) =>
        [.. stacks.Select(s => commands.Init(BucketOf(s), s, s == Own ? PassphraseProvider : Provider(keyOf(s))))];

    /// <summary>Moves the state to its bucket.</summary>
    public ImmutableArray<ProgramCall> MoveState() => [commands.Export(Copy, Own, Exported), commands.Import(BucketOf(Own), Own, Exported)];

    /// <summary>Gives the secrets of a state a key of the cloud, and writes its name and a new data key into the settings.</summary>
    public ImmutableArray<ProgramCall> UseKey(StackName stack, string key) => [commands.ChangeSecretsProvider(BucketOf(stack), stack, Provider(key))];

    /// <summary>Gives the secrets of the state the passphrase again.</summary>
    public ImmutableArray<ProgramCall> UsePassphrase() => [commands.ChangeSecretsProvider(BucketOf(Own), Own, PassphraseProvider)];

    /// <summary>Moves the state back to the local copy.</summary>
    public ImmutableArray<ProgramCall> ReturnState(bool copyIsThere) =>
    [
        commands.Export(BucketOf(Own), Own, Exported),
        .. copyIsThere ? ImmutableArray<ProgramCall>.Empty : BeginCopy(),
        commands.Import(Copy, Own, Exported),
        commands.Remove(BucketOf(Own), Own, force: true),
    ];

    /// <summary>Removes the states of environments.</summary>
    public ImmutableArray<ProgramCall> RemoveStacks(IEnumerable<StackName> stacks) => [.. stacks.Select(s => commands.Remove(BucketOf(s), s, force: false))];

    /// <summary>Deletes what bootstrap made.</summary>
    public ImmutableArray<ProgramCall> Down(IEnumerable<string> staying) => [commands.Destroy(Copy, Own, staying)];
}
