using Infra.Model.Properties;

namespace Infra.Engine.Capture;

/// <summary>What receives the resources of a running program, one at a time, in program order.</summary>
internal interface IRegistrar
{
    /// <summary>Plans or carries out one resource. Never throws: a failure is recorded, and its outputs stay unknown.</summary>
    ValueTask<Registered> RegisterAsync(Registration registration);

    /// <summary>Records that a resource never became ready because a value that it needs failed.</summary>
    void Unready(Urn urn, Exception cause);
}

/// <summary>What the program sees of a resource after its registration.</summary>
/// <param name="Id">The id in the cloud; null when it is not known yet.</param>
/// <param name="Outputs">The outputs; a missing one is unknown in a preview and null in an update.</param>
internal sealed record Registered(string? Id, PropertyMap Outputs)
{
    /// <summary>Nothing known: the resource failed or was skipped, so whatever uses it must not run.</summary>
    public bool AllUnknown { get; init; }
}
