using System.Collections.Immutable;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Workspace;
using Infra.Settings.Foundations;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Bootstrapping;

/// <summary>Makes what environments need before they exist, on one of the two backends; or undoes it.</summary>
public sealed class Bootstrapper
{
    private readonly Host host;
    private readonly BootstrapRequest request;

    /// <summary>A bootstrap as it is asked for.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="request">What is asked for.</param>
    public Bootstrapper(Host host, BootstrapRequest request)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(request);

        // Whoever runs this writes to the audit bucket as bootstrap does, wherever they run it.
        this.host = request.Backend == BackendNames.Pulumi ? host with { Variable = name => name == RecordKeys.Applies ? BootstrapSettings.Stack.Value : host.Variable(name) } : host;
        this.request = request;
    }

    /// <summary>Does it, and narrates each step.</summary>
    /// <param name="cancellation">Stops it between steps; it can be taken up again.</param>
    /// <exception cref="InfraException">It is refused, another one is at work, or a step failed.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        Repository repository = Repository.Find(host);
        BootstrapSettings settings = repository.Bootstrap();
        string question = $"{(request.Undo ? "Undo the bootstrap of" : "Bootstrap")} {settings.Folder} on the {request.Backend} backend";
        PulumiCalls? calls = request.Backend == BackendNames.Pulumi ? new PulumiWork(host, repository).Calls(settings, request.Dry) : null;
        if (request.Dry)
        {
            host.Out.Write(PulumiDryRun.Text(calls!, settings, PulumiBootstrap.GivenPassphrase(host) is null, request.Undo));
            host.Error.Write("note: nothing was run. Values in <> are known once the step up is done.\n");
            return;
        }

        request.RequireAnswer(question);
        using IDisposable guard = host.Files.TryGuard(Path.Combine(repository.LocalFolder, "bootstrap.guard"))
            ?? throw new InfraException(ErrorKind.Failed, "Another `infra bootstrap` is running in this repository. Wait until it has ended.");
        IBootstrapWork work = calls is null ? new LocalBootstrap(host, repository, settings, request.Write) : new PulumiWork(host, repository).Work(settings, calls, request.Change);
        host.Error.Write($"{(request.Undo ? "Undoing bootstrap" : "Bootstrap")} of {Printable.Text($"{settings.Folder}")} on the {request.Backend} backend{(calls is null ? " (a dry run in the emulator: no cloud is touched, no credentials are used)" : "")}\n");
        BootstrapRun run = new(BootstrapSteps.All, work, line => host.Error.Write($"{Printable.Lines(line)}\n"), () => request.Confirm(question));
        if (!request.Undo)
        {
            await run.DoAsync(cancellation);
            host.Out.Write($"Bootstrap is done. Its {settings.Environments.Length} environments can be made: {string.Join(", ", settings.Environments.Select(e => calls is null ? $"`infra up {e.Stack}`" : $"`infra preview {e.Stack} --backend pulumi --seal --out FILE`"))}.\n");
            host.Out.Write(calls is null ? "" : "Once one is applied, `infra status ENV --live --backend pulumi` asks its clusters: Argo CD, the root Application, what it pulled and synced.\n");
            host.Out.Write(calls is null ? "" : await ToCommitAsync(repository, settings, cancellation));
            return;
        }

        ImmutableArray<string> stays = await run.UndoAsync(cancellation);
        host.Out.Write(stays.IsEmpty ? "Bootstrap is undone; nothing stays.\n" : $"Bootstrap is undone. What stays, and why:\n{string.Concat(stays.Select(s => $"- {Printable.Text(s)}\n"))}");
    }

    // Identities and numbers of the new foundations stand in generated files too.
    private async Task<string> ToCommitAsync(Repository repository, BootstrapSettings settings, CancellationToken cancellation)
    {
        IEnumerable<string> written = settings.Environments.SelectMany(e => (string[])[SettingsFile.PathOf(e.Stack), Foundation.PathOf(e.Stack)]).Append(SettingsFile.PathOf(BootstrapSettings.Stack));
        return repository.IsGit && await host.Git(repository.Root).UncommittedAsync(written, cancellation) is { Count: > 0 } uncommitted
            ? $"It wrote {uncommitted.Count} files that are not committed, and without them every run in CI is refused:\n{string.Concat(uncommitted.Select(f => $"  {Printable.Text(f)}\n"))}Commit them, with the generated files that follow from them:\n  infra render\n  infra workflows\n  git add .github gitops stacks\n  git commit -m \"Add what bootstrap made\"\n"
            : "";
    }
}
