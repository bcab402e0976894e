namespace Infra.Delivery.Risk;

/// <summary>How a change reaches users, least careful first.</summary>
public enum RolloutStrategy
{
    /// <summary>All at once, one part after the other.</summary>
    Rolling,

    /// <summary>To some first, compared with the rest.</summary>
    Canary,

    /// <summary>Beside the old, which stays until the new is proven.</summary>
    BlueGreen,
}
