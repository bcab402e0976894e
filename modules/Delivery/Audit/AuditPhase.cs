namespace Infra.Delivery.Audit;

/// <summary>Where an action was when it was recorded: each writes one record before and one after.</summary>
public enum AuditPhase
{
    /// <summary>It was about to begin; without an end it was cut off.</summary>
    Begin,

    /// <summary>It ended, with an outcome.</summary>
    End,
}
