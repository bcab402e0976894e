using System.Text;
using Infra.Delivery.Envelopes;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Masking;
using Infra.Model.Plans;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Sealing;

/// <summary>Writes a plan to a file, as JSON or sealed as an envelope.</summary>
/// <param name="host">The machine.</param>
/// <param name="repository">The repository.</param>
/// <param name="target">The file.</param>
public sealed class PlanFile(Host host, Repository repository, PlanTarget target)
{
    private readonly Sealer sealing = new(host, repository);

    /// <summary>Refuses, before anything is worked out, a file for an envelope that would change the tree that is sealed.</summary>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">It would.</exception>
    public Task RequireApartAsync(CancellationToken cancellation) => target is { Seal: true, LocalOnly: false } ? sealing.RequireApartAsync(target.File, cancellation) : Task.CompletedTask;

    /// <summary>Writes it, and says so.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="backend">The backend that made it.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="InfraException">It cannot be sealed, or the file cannot be written.</exception>
    public async Task WriteAsync(Plan plan, IBackend backend, CancellationToken cancellation)
    {
        string text = PlanJson.Write(plan);
        if (target.Seal)
        {
            Envelope envelope = await sealing.SealAsync(plan, backend, target.LocalOnly, cancellation);
            text = EnvelopeJson.Write(envelope);
            host.Error.Write($"Sealed {envelope.Digest}, good until {envelope.ExpiresAt:yyyy-MM-dd HH:mm} UTC{(envelope.Signatures.IsEmpty ? ", not signed" : "")}.\n");
        }

        OutputFile.Write(host, target.File, Encoding.UTF8.GetBytes(text));
        host.Error.Write($"{(target.Seal ? "Envelope" : "Plan")} written to {Printable.Text(target.File)}: {plan.Summary.Planned}.\n");
    }
}
