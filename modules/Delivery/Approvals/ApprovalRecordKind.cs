namespace Infra.Delivery.Approvals;

/// <summary>What a record of the ledger of approvals says.</summary>
public enum ApprovalRecordKind
{
    /// <summary>Somebody approves an envelope in a role.</summary>
    Approve,

    /// <summary>An approval does not count any more.</summary>
    Revoke,

    /// <summary>An emergency, or an override of windows and freezes, was reviewed afterwards.</summary>
    Review,
}
