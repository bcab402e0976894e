using System.Text;

namespace Infra.Delivery.Audit;

/// <summary>
/// The details of an audit entry, gone through and made when they are asked for: they are most of a long record, hardly any is asked for, and to make
/// them all would take longer than everything else.
/// </summary>
internal sealed class UnreadDetails
{
    private readonly ReadOnlyMemory<byte> fields;
    private AuditDetails? values;

    /// <summary>Details that are made already.</summary>
    public UnreadDetails(AuditDetails values) => this.values = values;

    private UnreadDetails(ReadOnlyMemory<byte> fields) => this.fields = fields;

    /// <summary>Nothing to say.</summary>
    public static UnreadDetails Empty { get; } = new(new AuditDetails());

    /// <summary>The details. Two threads that ask at once make the same twice.</summary>
    public AuditDetails Values => values ??= AuditDetails.Of((byte[])[(byte)'{', .. fields.Span[1..], (byte)'}']);

    /// <summary>Whether there is a verdict of a name. To look for it in the bytes is a hundred times faster than to make the details of a record that has none.</summary>
    /// <param name="name">Letters and digits.</param>
    public bool HasVerdict(string name) =>
        (values is not null || fields.Span.IndexOf(Encoding.ASCII.GetBytes($"\"{name}\":")) >= 0) && Values.Verdicts.ContainsKey(name);

    /// <summary>Goes through the fields from <c>approvals</c> to <c>verdicts</c>.</summary>
    /// <param name="scanner">Stands before the comma that precedes them, and then behind them.</param>
    /// <param name="line">What is gone through; a part of it is kept.</param>
    /// <param name="before">Those of the record before: of the same bytes they are the same.</param>
    public static UnreadDetails Read(ref AuditLineScanner scanner, ReadOnlyMemory<byte> line, UnreadDetails? before)
    {
        // What was good ends where the same bytes end.
        if (before is { fields.IsEmpty: false } && scanner.Skip(before.fields.Span))
        {
            return before;
        }

        int start = scanner.Position;
        bool plain = Approvals(ref scanner);
        plain &= Services(ref scanner);
        plain &= Text(ref scanner, ",\"rollback_plan\":"u8) & Text(ref scanner, ",\"business_justification\":"u8) & Text(ref scanner, ",\"risk_assessment\":"u8);
        plain &= Map(ref scanner, ",\"compliance_verification\":{"u8) & Map(ref scanner, ",\"verdicts\":{"u8);
        UnreadDetails details = new(line[start..scanner.Position]);

        // What is not plain may be malformed in ways that only show when it is made.
        _ = plain ? null : details.Values;
        return details;
    }

    private static bool Approvals(ref AuditLineScanner scanner)
    {
        scanner.Expect(",\"approvals\":["u8);
        bool plain = true;
        for (bool first = true; !scanner.Skip("]"u8); first = false)
        {
            scanner.Expect(first ? "{"u8 : ",{"u8);
            plain &= Text(ref scanner, "\"approver\":"u8) & Text(ref scanner, ",\"approval_type\":"u8);
            scanner.Expect(",\"timestamp\":"u8);
            _ = scanner.Time();
            scanner.Expect("}"u8);
        }

        return plain;
    }

    private static bool Services(ref AuditLineScanner scanner)
    {
        scanner.Expect(",\"affected_services\":["u8);
        bool plain = true;
        for (bool first = true; !scanner.Skip("]"u8); first = false)
        {
            plain &= Text(ref scanner, first ? ""u8 : ","u8);
        }

        return plain;
    }

    // Texts of ASCII that stand for themselves have the same order as bytes.
    private static bool Map(ref AuditLineScanner scanner, ReadOnlySpan<byte> name)
    {
        scanner.Expect(name);
        bool plain = true;
        ReadOnlySpan<byte> last = default;
        for (bool first = true; !scanner.Skip("}"u8); first = false)
        {
            scanner.Expect(first ? ""u8 : ","u8);
            ReadOnlySpan<byte> key = scanner.Raw(out bool plainKey);
            plain &= plainKey & Text(ref scanner, ":"u8) & (first || last.SequenceCompareTo(key) < 0);
            last = key;
        }

        return plain;
    }

    // Whether the text behind a name is plain.
    private static bool Text(ref AuditLineScanner scanner, ReadOnlySpan<byte> name)
    {
        scanner.Expect(name);
        _ = scanner.Raw(out bool plain);
        return plain;
    }
}
