using Infra.Machine.Chance;
using Infra.Machine.Files;
using Infra.Machine.Processes;
using Infra.Model.Backends;

namespace Infra.Engine;

/// <summary>Where the local backend keeps what it knows, and what it asks of the machine.</summary>
public sealed record LocalBackendOptions
{
    /// <summary>The folder of state and pretended cloud, normally <c>.infra</c> in the repository.</summary>
    public required string Folder { get; init; }

    /// <summary>The folder of states; null for <c>state</c> in <see cref="Folder"/>. A state that is to be moved begins in another.</summary>
    public string? StateFolder { get; init; }

    /// <summary>The disk.</summary>
    public IFileSystem Files { get; init; } = new DiskFileSystem();

    /// <summary>Opens the cloud of a stack: on a disk, in <see cref="Folder"/>.</summary>
    public required Func<IFileSystem, string, string, ICloud> Cloud { get; init; }

    /// <summary>The clock, for the time of the last change.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Random bytes, for lineage and digest keys.</summary>
    public IEntropy Entropy { get; init; } = new SystemEntropy();

    /// <summary>After how long without progress a program counts as hanging.</summary>
    public TimeSpan Patience { get; init; } = DefaultPatience;

    /// <summary>Half a minute.</summary>
    public static TimeSpan DefaultPatience { get; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether a preview carries its plan out in memory as well, so that all that the cloud would refuse is said before anything is made.
    /// Default: true. Without it the same refusals come from the steps of the update.
    /// </summary>
    public bool Rehearses { get; init; } = true;

    /// <summary>The processes of the machine, to tell whether the holder of a lock has ended.</summary>
    public IProcesses Processes { get; init; } = new SystemProcesses();

    /// <summary>How long to wait for a lock that another process holds; null refuses at once.</summary>
    public TimeSpan? Wait { get; init; }
}
