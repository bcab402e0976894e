namespace Infra.GitOps.Tests;

/// <summary>What happened.</summary>
internal enum Happened
{
    /// <summary>A set made an Application.</summary>
    Generated,

    /// <summary>A set cannot be expanded, or an Application of it is not valid.</summary>
    SetFailed,

    /// <summary>An operation began.</summary>
    Started,

    /// <summary>An object was made or changed.</summary>
    Applied,

    /// <summary>An object was applied and was so already.</summary>
    Unchanged,

    /// <summary>An object was deleted because git no longer has it.</summary>
    Pruned,

    /// <summary>An object would be pruned, but is not.</summary>
    PruneSkipped,

    /// <summary>An operation waits.</summary>
    Waiting,

    /// <summary>An attempt failed and another follows.</summary>
    Retrying,

    /// <summary>An operation ended well.</summary>
    Succeeded,

    /// <summary>An operation ended badly.</summary>
    Failed,

    /// <summary>The health of an Application changed.</summary>
    HealthChanged,

    /// <summary>A condition of an Application appeared.</summary>
    Condition,

    /// <summary>An object was deleted because its Application is.</summary>
    Deleted,

    /// <summary>An Application is gone.</summary>
    Gone,
}

/// <summary>An entry of the simulator's log.</summary>
/// <param name="Time">The virtual time.</param>
/// <param name="What">What happened.</param>
/// <param name="Application">The Application or set that it happened to.</param>
/// <param name="Text">The object, or the message.</param>
internal sealed record SimulatorEvent(TimeSpan Time, Happened What, string Application, string Text)
{
    public override string ToString() => $"{Time:hh\\:mm\\:ss} {Application}: {What} {Text}".TrimEnd();
}
