namespace Infra.Delivery.Audit;

/// <summary>A line of a record in which each line names the one before it.</summary>
/// <typeparam name="T">What the line says.</typeparam>
/// <param name="Value">What the line says.</param>
/// <param name="Sequence">Its place, from 0 without gaps.</param>
/// <param name="Previous">The hash of the line before; <see cref="AuditRecord.NoPrevious"/> for the first.</param>
/// <param name="Hash">SHA-256 of everything that it says, <paramref name="Previous"/> included.</param>
public readonly record struct ChainLink<T>(T Value, long Sequence, string Previous, string Hash);
