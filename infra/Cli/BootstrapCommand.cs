using System.Collections.Immutable;
using System.CommandLine;
using Infra.Backends.Pulumi;
using Infra.Bootstrapping;
using Infra.Model;

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
        Command command = new("bootstrap", "Make what environments need before they exist: projects, keys, state, identities. Goes on where an earlier run was interrupted.")
        {
            backend, list, undo, dry, yes, format,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(dry) && !string.Equals(result.GetValue(backend), Pulumi, StringComparison.Ordinal))
            {
                result.AddError("--dry-run prints commands of the Pulumi CLI, and the local backend runs none. Pass --backend pulumi, or see the plan with `infra preview bootstrap`.");
            }
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(list))
            {
                host.Out.Write(StepsOutput.Of(BootstrapSteps.All, parsed.GetValue(format)));
                return (int)ExitCode.Ok;
            }

            await RunAsync(host, parsed.GetValue(backend)!, parsed.GetValue(undo), parsed.GetValue(dry), parsed.GetValue(yes), cancellation);
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

    private static async Task RunAsync(Host host, string backend, bool undo, bool dry, bool yes, CancellationToken cancellation)
    {
        Repository repository = Repository.Find(host);
        BootstrapSettings settings = repository.Bootstrap();
        string question = $"{(undo ? "Undo the bootstrap of" : "Bootstrap")} {settings.Folder} on the {backend} backend";
        PulumiCalls? calls = backend == Pulumi ? repository.Backends.BootstrapCalls(settings, dry) : null;
        if (dry)
        {
            host.Out.Write(PulumiDryRun.Text(calls!, settings, PulumiBootstrap.GivenPassphrase(host) is null, undo));
            host.Error.Write("note: nothing was run. What stands in <> is known once the step up is done.\n");
            return;
        }

        Question.RefuseWhenNobodyAnswers(host, yes, question);
        using IDisposable guard = host.Files.TryGuard(Path.Combine(repository.LocalFolder, "bootstrap.guard"))
            ?? throw new InfraException(ExitCode.Error, "Another `infra bootstrap` is at work in this repository. Wait until it has ended.");
        IBootstrapWork work = calls is null ? new LocalBootstrap(host, repository, settings) : repository.Backends.PulumiBootstrap(settings, calls);
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
