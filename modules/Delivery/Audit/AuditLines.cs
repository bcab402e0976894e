namespace Infra.Delivery.Audit;

/// <summary>The records of one file, each good in itself; whether they follow each other is seen when files are put together.</summary>
/// <param name="Records">The records up to the first broken one, each with the hash of its line.</param>
/// <param name="Fault">What is broken, to be said behind the number of the record; null where nothing is.</param>
internal sealed record AuditLines(List<AuditRecord> Records, string? Fault)
{
    /// <summary>How many lines are no records; they are passed over where records are signed.</summary>
    public int NoRecords { get; private init; }

    /// <summary>Reads a file of lines that anybody may have written: what is no signed record is counted and passed over.</summary>
    public static AuditLines Signed(ReadOnlyMemory<byte> file)
    {
        List<AuditRecord> records = [];
        AuditLineReader reader = new();
        int others = 0;
        for (ReadOnlyMemory<byte> rest = file; !rest.IsEmpty;)
        {
            int end = rest.Span.IndexOf((byte)'\n');
            ReadOnlyMemory<byte> line = end < 0 ? rest : rest[..end];
            try
            {
                AuditRecord record = reader.Read(line);
                others += record.Repository is null ? 1 : 0;
                records.AddRange(record.Repository is null ? [] : [record]);
            }
            catch (FormatException)
            {
                others++;
            }

            rest = rest[(end < 0 ? rest.Length : end + 1)..];
        }

        return new AuditLines(records, null) { NoRecords = others };
    }

    /// <summary>Reads a file of lines, each ending with a line feed.</summary>
    public static AuditLines Read(ReadOnlyMemory<byte> file)
    {
        List<AuditRecord> records = [];
        AuditLineReader reader = new();
        for (ReadOnlyMemory<byte> rest = file; !rest.IsEmpty;)
        {
            int end = rest.Span.IndexOf((byte)'\n');
            if (end < 0)
            {
                return new AuditLines(records, " is cut off in its line");
            }

            try
            {
                records.Add(reader.Read(rest[..end]));
            }
            catch (FormatException broken)
            {
                return new AuditLines(records, $": {broken.Message}");
            }

            rest = rest[(end + 1)..];
        }

        return new AuditLines(records, null);
    }
}
