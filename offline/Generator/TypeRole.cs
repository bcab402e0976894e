namespace Infra.Offline.Generator;

/// <summary>What the emitter makes of a listed type.</summary>
public enum TypeRole
{
    /// <summary>Nothing: the class is written by hand beside the generated ones.</summary>
    Handwritten,

    /// <summary>A resource or provider with a type token.</summary>
    Resource,

    /// <summary>A class of inputs.</summary>
    Args,

    /// <summary>A class of outputs, filled by its [OutputConstructor].</summary>
    Output,

    /// <summary>A struct of named string values.</summary>
    Enum,
}
