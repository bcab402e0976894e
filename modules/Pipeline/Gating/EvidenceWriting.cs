using Infra.Delivery.Envelopes;
using Infra.Delivery.Gates;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Pipeline.Recording;
using Infra.Pipeline.Sealing;
using Infra.Pipeline.Workspace;
using Infra.Policy.Judging;

namespace Infra.Pipeline.Gating;

/// <summary>Puts facts that somebody measured into the form that a gate reads, and signs them; what no gate would read is not written.</summary>
/// <param name="host">The machine.</param>
/// <param name="repository">The repository.</param>
public sealed class EvidenceWriting(Host host, Repository repository)
{
    private readonly Sealer sealing = new(host, repository);
    private readonly EvidenceFiles files = new(host, repository);

    /// <summary>Writes it, and says what it does to its gate.</summary>
    /// <param name="request">What is to be written.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">A file cannot be read, or the gate would not read the evidence; nothing was written.</exception>
    public async Task RunAsync(EvidenceRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        Envelope? envelope = request.Plan is { } sealedPlan ? sealing.Read(sealedPlan) : null;
        Evidence evidence = files.Now(
            request.Gate, envelope?.Digest ?? request.About!, EvidenceJson.Facts(Printable.Text(request.Facts), NamedFile.Read(host, repository, request.Facts)), AuditTrail.Actor(host, repository));
        await WriteAsync(request.Source is { } named ? evidence with { Source = named } : evidence, envelope, request, cancellation);
    }

    private async Task WriteAsync(Evidence evidence, Envelope? envelope, EvidenceRequest request, CancellationToken cancellation)
    {
        GateSettings settings = (envelope is null ? null : repository.Gates().Environments.GetValueOrDefault(envelope.Plan.Stack)) ?? new GateSettings();
        GateFinding? finding = EvidenceCheck.Of(settings, evidence, envelope, host.Clock.GetUtcNow());
        using SigningKey? key = SigningKeys.AtHand(host, repository);
        string[] problems =
        [
            .. finding is { Outcome: GateOutcome.Invalid } ? (string[])[$"{evidence.Gate} would not read {Printable.Text(request.Facts)}: {finding.Reason}. {finding.Opens}"] : [],

            // Whether a release is of a rehearsal, nobody knows here.
            .. files.SigningProblem(key, envelope is null || envelope.Plan.Backend == BackendNames.Local) is { } unbelieved ? (string[])[unbelieved] : [],
        ];
        if (problems.Length > 0)
        {
            throw new InfraException(ErrorKind.Configuration, string.Join('\n', problems.Append("Nothing was written.")));
        }

        if (envelope is { Seal.LocalOnly: false })
        {
            await sealing.RequireApartAsync(request.Out, cancellation);
        }

        files.Write(evidence, key, request.Out);
        if (envelope is not null && finding is not null)
        {
            string stays = finding.Outcome == GateOutcome.Passed ? "is open with it" : "stays closed";
            host.Error.Write($"{evidence.Gate} of {envelope.Plan.Stack} {stays}: {Printable.Text(finding.Reason)}.{(finding.Opens.Length > 0 ? $" {finding.Opens}" : "")}\n");
        }
        else if (key is null)
        {
            host.Error.Write("note: nobody signed it, so it counts in a dry run alone.\n");
        }
    }
}
