using System.Collections.Immutable;
using System.CommandLine;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Pipeline.Applying;
using Infra.Pipeline.Bootstrapping;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;
using Infra.Presenters;
using Infra.Settings.Stacks;

namespace Infra.Cli;

/// <summary><c>infra bootstrap</c>: makes what environments need before they exist, step by step, and can be run again at any time.</summary>
internal static class BootstrapCommand
{
    private const string Local = "local";
    private const string Pulumi = "pulumi";

    public static Command Build(Host host)
    {
        Option<string> backend = Backend();
        Option<bool> list = new("--list-steps") { Description = "Only list the steps: what each does, how it is found done, how it is undone." };
        Option<bool> undo = new("--undo") { Description = "Undo the steps in reverse, and say what stays and why." };
        Option<bool> dry = new("--dry-run") { Description = "With --backend pulumi: print each command and run nothing." };
        Option<bool> yes = Parameters.Yes();
        Option<OutputFormat> format = Parameters.Format(OutputFormat.Tree, OutputFormat.Json, OutputFormat.Markdown);
        Option<string?> file = new("--plan") { Description = "With --backend pulumi: the sealed change of what was made before, by `infra preview bootstrap --backend pulumi --seal --out FILE`.", HelpName = "FILE" };
        Option<string?> reason = Parameters.Reason();
        Option<string[]> evidence = Parameters.Evidence();
        Option<bool> emergency = Parameters.Emergency();
        Command command = new("bootstrap", "Make what environments need before they exist: projects, keys, state, identities. Goes on where an earlier run was interrupted.")
        {
            backend, list, undo, dry, yes, format, file, reason, evidence, emergency,
        };
        command.Judge(result =>
        {
            if (result.GetValue(dry) && !string.Equals(result.GetValue(backend), Pulumi, StringComparison.Ordinal))
            {
                result.AddError("--dry-run prints commands of the Pulumi CLI, and the local backend runs none. Pass --backend pulumi, or see the plan with `infra preview bootstrap`.");
            }
        });
        command.Judge(result =>
        {
            bool real = string.Equals(result.GetValue(backend), Pulumi, StringComparison.Ordinal);
            if (result.GetValue(file) is not null && (!real || result.GetValue(undo) || result.GetValue(dry)))
            {
                result.AddError("--plan FILE is a sealed change of the real bootstrap. Pass it with --backend pulumi, and without --undo and --dry-run.");
            }

            if (result.GetValue(file) is null && (result.GetValue(emergency) || result.GetValue(evidence) is { Length: > 0 }))
            {
                result.AddError("--emergency and --evidence need --plan FILE: both are about one envelope.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(list))
            {
                host.Out.Write(StepsOutput.Of(BootstrapSteps.All, parsed.GetValue(format)));
                return (int)ExitCode.Ok;
            }

            ApplyRequest? change = parsed.GetValue(file) is null ? null : new ApplyRequest
            {
                Action = "bootstrap",
                Envelope = parsed.GetValue(file),
                Reason = parsed.GetValue(reason) ?? "",
                Evidence = parsed.GetValue(evidence) ?? [],
                Emergency = parsed.GetValue(emergency),
                Show = plan => PlanOutput.Write(host, plan, OutputFormat.Tree),
            };
            await RunAsync(host, parsed.GetValue(backend)!, parsed.GetValue(undo), parsed.GetValue(dry), parsed.GetValue(yes), change, cancellation);
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static Option<string> Backend()
    {
        Option<string> option = new("--backend") { Description = "Where: local (a rehearsal in the pretended cloud) or pulumi (the real one).", DefaultValueFactory = _ => Local, HelpName = "local|pulumi" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && result.Tokens[^1].Value is not (Local or Pulumi))
            {
                result.AddError($"--backend is '{Printable.Text(result.Tokens[^1].Value)}'; it is local or pulumi.");
            }
        });
        return option;
    }

    private static async Task RunAsync(Host host, string backend, bool undo, bool dry, bool yes, ApplyRequest? change, CancellationToken cancellation)
    {
        if (backend == Pulumi)
        {
            // Whoever runs this writes to the audit bucket as bootstrap does, wherever they run it.
            Host machine = host;
            host = machine with { Variable = name => name == RecordKeys.Applies ? BootstrapSettings.Stack.Value : machine.Variable(name) };
        }

        Repository repository = Repository.Find(host);
        BootstrapSettings settings = repository.Bootstrap();
        string question = $"{(undo ? "Undo the bootstrap of" : "Bootstrap")} {settings.Folder} on the {backend} backend";
        PulumiCalls? calls = backend == Pulumi ? new PulumiWork(host, repository).Calls(settings, dry) : null;
        if (dry)
        {
            host.Out.Write(PulumiDryRun.Text(calls!, settings, PulumiBootstrap.GivenPassphrase(host) is null, undo));
            host.Error.Write("note: nothing was run. What stands in <> is known once the step up is done.\n");
            return;
        }

        Question.RefuseWhenNobodyAnswers(host, yes, question);
        using IDisposable guard = host.Files.TryGuard(Path.Combine(repository.LocalFolder, "bootstrap.guard"))
            ?? throw new InfraException(ErrorKind.Failed, "Another `infra bootstrap` is at work in this repository. Wait until it has ended.");
        IBootstrapWork work = calls is null ? new LocalBootstrap(host, repository, settings) : new PulumiWork(host, repository).Work(settings, calls, change);
        host.Error.Write($"{(undo ? "Undoing bootstrap" : "Bootstrap")} of {Printable.Text($"{settings.Folder}")} on the {backend} backend{(calls is null ? " (a rehearsal: no cloud is touched, no credentials are used)" : "")}\n");
        BootstrapRun run = new(BootstrapSteps.All, work, line => host.Error.Write($"{Printable.Lines(line)}\n"), () => Question.Confirm(host, yes, question));
        if (!undo)
        {
            await run.DoAsync(cancellation);
            host.Out.Write($"Bootstrap is done. Its {settings.Environments.Length} environments can be made: {string.Join(", ", settings.Environments.Select(e => calls is null ? $"`infra up {e.Stack}`" : $"`PULUMI_BACKEND_URL={calls.BucketOf(e.Stack)} pulumi up --stack {e.Stack}`"))}.\n");
            return;
        }

        ImmutableArray<string> stays = await run.UndoAsync(cancellation);
        host.Out.Write(stays.IsEmpty ? "Bootstrap is undone; nothing stays.\n" : $"Bootstrap is undone. What stays, and why:\n{string.Concat(stays.Select(s => $"- {Printable.Text(s)}\n"))}");
    }
}
