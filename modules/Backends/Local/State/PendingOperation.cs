namespace Infra.Backends.Local;

/// <summary>A step that was begun; until its outcome is recorded nobody knows whether the cloud did it.</summary>
/// <param name="Urn">The resource.</param>
/// <param name="Op">What was being done; a replacement is recorded as its delete and its create.</param>
/// <param name="Id">The id in the cloud where it was known.</param>
internal sealed record PendingOperation(Urn Urn, StepOp Op, string? Id);
