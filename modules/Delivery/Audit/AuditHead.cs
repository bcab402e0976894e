namespace Infra.Delivery.Audit;

/// <summary>The end of the records of a store.</summary>
/// <param name="Version">What the store compares when it swaps; its own business.</param>
/// <param name="LastLine">The last line without its line feed; null where there is none.</param>
public sealed record AuditHead(string Version, string? LastLine);
