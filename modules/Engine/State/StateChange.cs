namespace Infra.Engine.State;

/// <summary>What an edit makes of one recorded resource.</summary>
/// <param name="Urn">The resource as it is recorded.</param>
/// <param name="Now">Its new identity; null where it is forgotten.</param>
/// <param name="Id">Its id in the cloud; null for a component.</param>
/// <param name="Protect">Whether it is protected.</param>
public sealed record StateChange(Urn Urn, Urn? Now, string? Id, bool Protect);
