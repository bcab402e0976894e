namespace Infra.Settings.Stacks;

/// <summary>What an environment is for; it decides how careful everything is there.</summary>
public enum Tier
{
    /// <summary>For engineers: small, applied by itself, rebuilt at will.</summary>
    Development,

    /// <summary>As production, but smaller: the last place to find a fault.</summary>
    Staging,

    /// <summary>Real customers and real money.</summary>
    Production,
}
