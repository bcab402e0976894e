using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Infra.Model.Plans;

namespace Infra.Delivery.Envelopes;

/// <summary>A plan with the digests that seal it. Approvals belong to its digest and die with any new one.</summary>
public sealed record Envelope
{
    /// <summary>What its signatures are for.</summary>
    public const string Purpose = "envelope";

    /// <summary>The schema name of its JSON.</summary>
    public const string Schema = "infra.envelope/v1";

    // Writing a long plan takes a while, and its digest is asked for again and again. A copy is another object, whose digest is its own.
    private static readonly ConditionalWeakTable<Envelope, string> Digests = [];

    /// <summary>How long a plan stays good where nothing else is said.</summary>
    /// <remarks>Long enough for two approvals in one working day, short enough that nobody approves last week's plan.</remarks>
    public static TimeSpan DefaultLifetime { get; } = TimeSpan.FromHours(24);

    /// <summary>The plan, with secrets as keyed digests.</summary>
    public required Plan Plan { get; init; }

    /// <summary>What the plan was made from.</summary>
    public required Seal Seal { get; init; }

    /// <summary>When it was sealed, UTC, whole seconds.</summary>
    public required DateTimeOffset SealedAt { get; init; }

    /// <summary>When it ends, UTC, whole seconds.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Who vouches for it; signatures cover the digest and are not part of it.</summary>
    public ImmutableArray<EnvelopeSignature> Signatures { get; init; } = [];

    /// <summary>SHA-256 of the canonical JSON without digest and signatures, <c>sha256:</c> and 64 hex digits.</summary>
    public string Digest => Digests.GetValue(this, EnvelopeJson.Digest);
}
