using System.Collections.Immutable;

namespace Infra.Engine.State;

/// <summary>What an edit makes of one recorded resource.</summary>
/// <param name="Urn">The resource as it is recorded.</param>
/// <param name="Now">Its new identity; null where it is forgotten.</param>
/// <param name="Id">Its id in the cloud; null for a component.</param>
/// <param name="Protect">Whether it is protected.</param>
public sealed record StateChange(Urn Urn, Urn? Now, string? Id, bool Protect)
{
    /// <summary>
    /// The inputs that are the old name and cannot change in place, such as <c>name</c> of a network, by path: where the program gives them the new
    /// name as well, the resource is replaced.
    /// </summary>
    public ImmutableArray<string> NameFixedBy { get; init; } = [];
}
