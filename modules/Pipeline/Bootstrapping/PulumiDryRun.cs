using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.PulumiCli;
using Infra.Settings.Foundations;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Bootstrapping;

/// <summary>What bootstrap would run, as lines for a shell. Nothing is run, so everything is shown as if nothing were done yet.</summary>
public static class PulumiDryRun
{
    /// <summary>The lines of all steps in order, or of their undoing in reverse.</summary>
    /// <param name="calls">The calls of each step.</param>
    /// <param name="settings">The settings of bootstrap.</param>
    /// <param name="makesPassphrase">Whether the environment gives no passphrase, so that one is made.</param>
    /// <param name="undo">Whether to show the undoing.</param>
    public static string Text(PulumiCalls calls, BootstrapSettings settings, bool makesPassphrase, bool undo)
    {
        IEnumerable<BootstrapStep> steps = undo ? BootstrapSteps.All.Reverse().Where(s => s.Undo is not null) : BootstrapSteps.All;
        return string.Join('\n', steps.Select(s => $"# {s.Name}: {(undo ? s.Undo : s.What)}\n{string.Concat(Lines(s, calls, settings, makesPassphrase, undo).Select(l => l + "\n"))}"));
    }

    private static ImmutableArray<string> Lines(BootstrapStep step, PulumiCalls calls, BootstrapSettings settings, bool makesPassphrase, bool undo)
    {
        string files = string.Join(' ', settings.Environments.Select(e => Foundation.PathOf(e.Stack)));
        return (step.Name, undo) switch
        {
            (BootstrapSteps.LocalCopy, false) or (BootstrapSteps.SecretsProvider, true) =>
            [
                $"mkdir -p -m 700 {BootstrapSteps.LocalCopyFolder}",
                .. makesPassphrase ? ImmutableArray.Create($"(umask 077 && openssl rand -hex 32 > {BootstrapSteps.LocalCopyFolder}/passphrase)") : [],
                .. Calls(step, calls, undo).Select(c => $"{c}"),
            ],
            (BootstrapSteps.Foundations, false) => [$"# writes {files}"],
            (BootstrapSteps.Foundations, true) => [$"rm {files}"],
            (BootstrapSteps.RemoveLocalCopy, false) => [$"rm -r {BootstrapSteps.LocalCopyFolder}"],
            (BootstrapSteps.LocalCopy, true) => [$"rm -r {BootstrapSteps.LocalCopyFolder}"],
            _ => [.. Calls(step, calls, undo).Select(c => $"{c}")],
        };
    }

    private static ImmutableArray<ProgramCall> Calls(BootstrapStep step, PulumiCalls calls, bool undo) => (step.Name, undo) switch
    {
        (BootstrapSteps.LocalCopy, false) => calls.BeginCopy(),
        (BootstrapSteps.Up, false) => calls.Up(calls.Copy),
        (BootstrapSteps.Up, true) => calls.Down(["<each resource that stays>"]),
        (BootstrapSteps.Stacks, false) => calls.MakeStacks(calls.Stacks, Key),
        (BootstrapSteps.Stacks, true) => calls.RemoveStacks(calls.Stacks.Where(s => s != PulumiCalls.Own)),
        (BootstrapSteps.MoveState, false) => calls.MoveState(),
        (BootstrapSteps.MoveState, true) => calls.ReturnState(copyIsThere: false),
        (BootstrapSteps.SecretsProvider, false) => calls.UseKey(PulumiCalls.Own, Key(PulumiCalls.Own)),
        (BootstrapSteps.SecretsProvider, true) => calls.UsePassphrase(),
        _ => [],
    };

    // Cloud KMS never gives a name twice, so the names of rings end in a part that only the update decides.
    private static string Key(StackName stack) => $"<secrets key of {stack}>";
}
