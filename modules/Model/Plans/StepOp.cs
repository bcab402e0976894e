namespace Infra.Model.Plans;

/// <summary>What a step does to its resource. Names as Pulumi prints them.</summary>
public enum StepOp
{
    /// <summary>Nothing: the resource is as the program wants it.</summary>
    Same,

    /// <summary>Makes a resource.</summary>
    Create,

    /// <summary>Changes a resource in place.</summary>
    Update,

    /// <summary>Deletes a resource and makes it anew: what it held is gone.</summary>
    Replace,

    /// <summary>Deletes a resource.</summary>
    Delete,

    /// <summary>Reads a resource that somebody else owns.</summary>
    Read,

    /// <summary>Takes over a resource that exists already.</summary>
    Import,
}
