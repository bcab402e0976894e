using System.Globalization;
using Infra.Model.Errors;

namespace Infra.Delivery.Audit;

/// <summary>A record that is known to be in the chain: remembered elsewhere, it shows that the end was cut off.</summary>
/// <param name="Sequence">The place of the record.</param>
/// <param name="Hash">Its hash.</param>
public sealed record AuditAnchor(long Sequence, string Hash)
{
    /// <summary>Reads <c>SEQUENCE:HASH</c>, as <see cref="ToString"/> writes it.</summary>
    /// <exception cref="InfraException">It is none.</exception>
    public static AuditAnchor Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text.Trim())
            ?? throw new InfraException(ErrorKind.Configuration, "An anchor is the number of a record, a colon and its hash, such as 12:sha256:0f…, as `infra audit verify` prints it.");
    }

    /// <summary>Reads <c>SEQUENCE:HASH</c>; null where a text is none.</summary>
    internal static AuditAnchor? TryParse(string text)
    {
        string[] parts = text.Split(':', 2);
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out long sequence)
            && parts[1].Length == AuditRecord.NoPrevious.Length
            && parts[1].StartsWith("sha256:", StringComparison.Ordinal)
            && parts[1]["sha256:".Length..].All(char.IsAsciiHexDigitLower)
            ? new AuditAnchor(sequence, parts[1])
            : null;
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}:{Hash}");
}
