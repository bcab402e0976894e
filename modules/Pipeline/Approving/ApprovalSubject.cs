using Infra.Delivery.Envelopes;

namespace Infra.Pipeline.Approving;

/// <summary>What is approved.</summary>
/// <param name="Digest">The digest that an approval belongs to.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Backend">The backend; outside <c>local</c> approvals are signed.</param>
/// <param name="Envelope">The envelope; null for an override of windows and freezes, which has none.</param>
public sealed record ApprovalSubject(string Digest, string Environment, string Backend, Envelope? Envelope)
{
    /// <summary>An envelope as what is approved.</summary>
    public static ApprovalSubject Of(Envelope envelope) => new(envelope.Digest, envelope.Plan.Stack, envelope.Plan.Backend, envelope);
}
