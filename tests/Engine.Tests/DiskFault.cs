namespace Infra.Engine.Tests;

/// <summary>What goes wrong with a disk.</summary>
public enum DiskFault
{
    None,

    /// <summary>The process is killed in the middle of the operation; what was written stays.</summary>
    Kill,

    /// <summary>The machine loses power: of what was not made durable, any beginning stays; a rename may be undone.</summary>
    PowerCut,

    /// <summary>The disk is full after a part of the write.</summary>
    NoSpace,

    /// <summary>The operation is forbidden.</summary>
    NoAccess,
}
