using System.Text;
using Infra.Delivery.Audit;
using Infra.Model.Errors;

namespace Infra.Pipeline.Recording;

/// <summary>Puts records back on the branch that the bucket has and the branch has lost. Where lines stand is of no matter: each names the one before it.</summary>
public static class MissingLines
{
    private const int MaxTurns = 500;

    /// <summary>Appends what is missing, oldest first.</summary>
    /// <returns>How many lines.</returns>
    /// <exception cref="InfraException">The bucket cannot be read, or the branch cannot be written.</exception>
    public static async Task<int> AppendAsync(IAuditStore store, AuditObjects objects, CancellationToken cancellation)
    {
        AuditRecord[] kept = Records(await objects.LinesAsync(cancellation));
        string[] lines = [.. kept.OrderBy(r => r.Sequence).Select(AuditJson.Write).Distinct(StringComparer.Ordinal)];
        for (int turn = 0; turn < MaxTurns; turn++)
        {
            AuditHead head = await store.HeadAsync(cancellation);
            HashSet<string> there = new(StringComparer.Ordinal);
            _ = await store.ReadAsync(file => there.UnionWith(Encoding.UTF8.GetString(file).Split('\n').Select(l => l + "\n")), cancellation);
            string[] missing = [.. lines.Where(l => !there.Contains(l))];
            if (missing.Length == 0 || await store.TryAppendAsync(head, string.Concat(missing), cancellation))
            {
                return missing.Length;
            }
        }

        throw new InfraException(ErrorKind.Timeout, $"The branch infra/audit could not be written in {MaxTurns} turns. Try again.");
    }

    /// <summary>The records among lines of the bucket; what is none somebody else put there, and it decides nothing.</summary>
    public static AuditRecord[] Records(IEnumerable<byte[]> lines)
    {
        List<AuditRecord> read = [];
        foreach (byte[] line in lines)
        {
            try
            {
                read.Add(AuditJson.Read(Encoding.UTF8.GetString(line).TrimEnd('\n')));
            }
            catch (FormatException)
            {
                // Counted nowhere: the object keeps its name, which `infra audit recover` shows as one that no record is behind.
            }
        }

        return [.. read];
    }
}
