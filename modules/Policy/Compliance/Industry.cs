namespace Infra.Policy.Compliance;

/// <summary>What a company does, which decides what binds it.</summary>
/// <remarks>Capabilities D12.</remarks>
public enum Industry
{
    /// <summary>Payments, wallets, banking.</summary>
    Fintech,

    /// <summary>Shops that take cards and keep customers' data.</summary>
    ECommerce,

    /// <summary>Hospitals, insurers, laboratories.</summary>
    Healthcare,

    /// <summary>Public bodies.</summary>
    Government,
}
