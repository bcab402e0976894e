using Infra.Model.Values;

namespace Infra.Pipeline.Approving;

/// <summary>What a person asks for when they override windows and freezes.</summary>
public sealed record OverrideRequest
{
    /// <summary>What is opened.</summary>
    public required StackName Stack { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Why; it stands in the audit record.</summary>
    public required string Reason { get; init; }

    /// <summary>Who approves, each <c>NAME:ROLE</c> as it was typed; in a rehearsal only. Where none is named, the record of approvals decides.</summary>
    public IReadOnlyList<string> Approvers { get; init; } = [];
}
