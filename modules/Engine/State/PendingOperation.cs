using Infra.Model.Plans;

namespace Infra.Engine.State;

/// <summary>A step that was begun; until its outcome is recorded nobody knows whether the cloud did it.</summary>
/// <param name="Urn">The resource.</param>
/// <param name="Op">What was being done; a replacement is recorded as its delete and its create.</param>
/// <param name="Id">The id in the cloud where it was known.</param>
/// <param name="Request">What the cloud was told to remember the operation by: lineage/serial/number.</param>
/// <param name="Wanted">The resource as it was to become; null for a delete.</param>
/// <param name="Formerly">The URN that it was recorded under, when it was renamed.</param>
internal sealed record PendingOperation(Urn Urn, StepOp Op, string? Id, string Request, ResourceState? Wanted, Urn? Formerly);
