namespace Infra.Pipeline.Diagnosing;

/// <summary>What a check came to.</summary>
public enum CheckVerdict
{
    /// <summary>It is as it should be.</summary>
    Ok,

    /// <summary>Somebody may want to know.</summary>
    Note,

    /// <summary>Something does not work.</summary>
    Problem,
}
