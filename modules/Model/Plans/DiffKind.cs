namespace Infra.Model.Plans;

/// <summary>How a property differs.</summary>
public enum DiffKind
{
    /// <summary>New.</summary>
    Add,

    /// <summary>Gone.</summary>
    Delete,

    /// <summary>Another value.</summary>
    Update,
}
