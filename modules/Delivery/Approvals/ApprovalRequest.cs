using System.Collections.Immutable;
using Infra.Delivery.Calendars;
using Infra.Delivery.Risk;

namespace Infra.Delivery.Approvals;

/// <summary>What is to be approved.</summary>
public sealed record ApprovalRequest
{
    /// <summary>The digest of the envelope.</summary>
    public required string Envelope { get; init; }

    /// <summary>The sealed commit; null outside git.</summary>
    public required string? Commit { get; init; }

    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>Whether it is for the local backend, where a bare name counts.</summary>
    public required bool IsLocal { get; init; }

    /// <summary>When the envelope was sealed; nothing is approved before.</summary>
    public required DateTimeOffset SealedAt { get; init; }

    /// <summary>The files that the commits edited.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>The names of the resources that change.</summary>
    public ImmutableArray<string> Resources { get; init; } = [];

    /// <summary>The risk.</summary>
    public required RiskLevel Risk { get; init; }

    /// <summary>The strictest level of a freeze that holds for it now; none where none does.</summary>
    public FreezeLevel Freeze { get; init; }

    /// <summary>Whether it takes the emergency path.</summary>
    public bool Emergency { get; init; }

    /// <summary>Roles that have to approve whatever the rules of approvals.yaml say, once each.</summary>
    public ImmutableArray<string> Roles { get; init; } = [];

    /// <summary>Author, committers and requester: names, addresses and GitHub ids. None of them approves.</summary>
    public ImmutableArray<string> Involved { get; init; } = [];

    /// <summary>Who took part and is listed nowhere in approvals.yaml, in words; where there is anybody, one approval more is needed.</summary>
    public ImmutableArray<string> Strangers { get; init; } = [];

    /// <summary>Why it is not known who took part, as a clause; then no approval is enough. Null where it is known.</summary>
    public string? Unknown { get; init; }
}
