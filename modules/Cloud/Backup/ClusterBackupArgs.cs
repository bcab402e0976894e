using System.Collections.Immutable;
using Infra.Cloud.Keys;
using Infra.Model.Values;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cloud.Backup;

/// <summary>What a <see cref="ClusterBackup"/> is made from.</summary>
public sealed record ClusterBackupArgs
{
    /// <summary>The names of the stack's resources.</summary>
    public required ResourceNames Names { get; init; }

    /// <summary>The cluster's region.</summary>
    public required Region Source { get; init; }

    /// <summary>The region that backups are kept in; another than the cluster's, so that they outlive it.</summary>
    public required Region Location { get; init; }

    /// <summary>The cluster's id.</summary>
    public required Input<string> ClusterId { get; init; }

    /// <summary>The key, in the region of the backups.</summary>
    public required EncryptionKey Key { get; init; }

    /// <summary>When backups are made and how long they stay.</summary>
    public required ImmutableArray<BackupSchedule> Schedules { get; init; }

    /// <summary>Whether Pulumi refuses to delete the plans. Default: true.</summary>
    public bool Protect { get; init; } = true;

    /// <summary>What must exist before: the APIs, and the agent that makes backups. Default: nothing.</summary>
    public IReadOnlyList<Resource> After { get; init; } = [];
}
