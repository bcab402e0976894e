using Infra.Delivery.Envelopes;
using Infra.Git;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Pipeline.Workspace;
using Infra.PulumiCli;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Sealing;

/// <summary>
/// Whether the program goes on under a Pulumi engine that is not previewing: only for an envelope of this very stack and commit, which the program
/// opens itself. That stops whoever calls the CLI by mistake; whoever means to can change the program, and is stopped by Google's identities alone.
/// </summary>
public static class EnginePermit
{
    /// <summary>Why nothing is registered; null where the program may go on.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="stack">The stack that the engine names.</param>
    /// <param name="isDryRun">Whether the engine only previews.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<string?> RefusalAsync(Host host, string stack, bool isDryRun, CancellationToken cancellation)
    {
        if (isDryRun)
        {
            return null;
        }

        if (host.Variable(PulumiCommands.EnvelopeVariable) is not { Length: > 0 } file)
        {
            return $"{stack} is updated through infra: nothing reaches it that was not sealed. {How(stack)}";
        }

        try
        {
            Repository repository = Repository.Find(host);
            Envelope envelope = new Sealer(host, repository).Read(file);
            string? commit = repository.IsGit ? await host.Git(repository.Root).CommitAsync(GitRef.Parse("HEAD", "HEAD"), cancellation) : null;
            DateTimeOffset now = host.Clock.GetUtcNow();
            string[] objections =
            [
                .. envelope.Plan.Stack == stack ? (string[])[] : [$"it is for the stack {Printable.Text(envelope.Plan.Stack)}, not for {stack}"],
                .. envelope.Plan.Backend == BackendNames.Pulumi ? (string[])[] : [$"it is for the backend {Printable.Text(envelope.Plan.Backend)}"],
                .. envelope.Seal.Commit is not null && envelope.Seal.Commit == commit ? (string[])[] : [$"it was sealed at {envelope.Seal.Commit ?? "no commit"}, and this is {commit ?? "no repository"}"],
                .. envelope.ExpiresAt > now && envelope.SealedAt <= now + EnvelopeCheck.ClockTolerance ? (string[])[] : [$"it is good from {envelope.SealedAt:yyyy-MM-dd HH:mm} until {envelope.ExpiresAt:yyyy-MM-dd HH:mm} UTC"],

                // A first run makes what signs; `infra bootstrap` asks for approvals from record 0 on.
                .. VerifyingKey.Objections(envelope, repository.Gates().Keys, required: stack != BootstrapSettings.Stack.Value && repository.IsProtected(stack), now),
            ];
            return objections.Length == 0 ? null : $"The envelope {Printable.Text(file)} does not open {stack}: {string.Join("; ", objections)}. {How(stack)}";
        }
        catch (InfraException unreadable)
        {
            return $"{unreadable.Message} {How(stack)}";
        }
    }

    private static string How(string stack) => stack == BootstrapSettings.Stack.Value ? "Run `infra bootstrap --backend pulumi`." : $"Seal with `infra preview {stack} --backend pulumi --seal --out FILE`, and apply with `infra up {stack} --backend pulumi --plan FILE`.";
}
