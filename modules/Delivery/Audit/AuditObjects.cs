using System.Collections.Immutable;
using System.Globalization;
using Infra.Model.Errors;

namespace Infra.Delivery.Audit;

/// <summary>
/// The audit records in the bucket, each an object whose name says place and hash: <c>ENV/records/000012/000012345-HASH.json</c>. So the end of
/// the longest record is found by listing, and the time of an object says when the record was there, whatever clock wrote it.
/// </summary>
/// <param name="bucket">The bucket.</param>
public sealed class AuditObjects(IAuditBucket bucket)
{
    private const int RecordsPerFolder = 1000;
    private const int HexDigits = 64;

    private readonly Dictionary<string, BucketFolder> known = new(StringComparer.Ordinal);

    /// <summary>The last record that each identity wrote, and the time of the bucket's server.</summary>
    /// <param name="cancellation">Stops it.</param>
    /// <param name="aside">What two people set aside: hashes of records, and <c>OWNER&gt;SEQUENCE</c> for objects above that place which no known record is behind; null for none.</param>
    /// <param name="known">Whether a record is known, by its hash.</param>
    /// <exception cref="InfraException">The bucket cannot be read.</exception>
    public async Task<BucketTips> TipsAsync(CancellationToken cancellation, IReadOnlySet<string>? aside = null, Func<string, bool>? known = null)
    {
        BucketFolder top = await bucket.ListAsync("", cancellation);
        var tips = ImmutableSortedDictionary.CreateBuilder<string, AuditAnchor>(StringComparer.Ordinal);
        foreach (string owner in top.Folders)
        {
            long? above = aside?.Where(a => a.StartsWith($"{owner.TrimEnd('/')}>", StringComparison.Ordinal)).Select(a => long.Parse(a[owner.Length..], CultureInfo.InvariantCulture)).Cast<long?>().Min();

            // What is named otherwise nobody of this program wrote: it hides no record.
            foreach (string folder in (await bucket.ListAsync($"{owner}records/", cancellation)).Folders.Where(f => IsSegment(f, owner)).Reverse())
            {
                if ((await bucket.ListAsync(folder, cancellation)).Objects.Reverse().Select(o => Anchor(o.Name)).OfType<AuditAnchor>().FirstOrDefault(a => aside?.Contains(a.Hash) != true && (above is null || a.Sequence <= above || known?.Invoke(a.Hash) == true)) is { } anchor)
                {
                    tips[owner.TrimEnd('/')] = anchor;
                    break;
                }
            }
        }

        return new BucketTips(tips.ToImmutable(), top.Now);
    }

    /// <summary>When the bucket took a record, as the identity of an environment wrote it; null where it did not.</summary>
    public async Task<DateTimeOffset?> CreatedAsync(string environment, AuditRecord record, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(record);
        string folder = Folder(environment, record.Sequence);
        if (!known.TryGetValue(folder, out BucketFolder? listed))
        {
            known[folder] = listed = await bucket.ListAsync(folder, cancellation);
        }

        string name = Name(environment, record);
        return listed.Objects.FirstOrDefault(o => o.Name == name)?.Created;
    }

    /// <summary>Copies records as the identity of an environment. One that is there already stays.</summary>
    public async Task CopyAsync(string environment, IEnumerable<AuditRecord> records, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(records);
        foreach (AuditRecord record in records)
        {
            _ = await bucket.TryCreateAsync(Name(environment, record), System.Text.Encoding.UTF8.GetBytes(AuditJson.Write(record)), cancellation);
        }
    }

    /// <summary>The lines of the longest chain, from its first record on; what is missing below one environment's name is taken from the others'.</summary>
    /// <exception cref="InfraException">The bucket cannot be read.</exception>
    public async Task<IReadOnlyList<byte[]>> LinesAsync(CancellationToken cancellation)
    {
        List<byte[]> lines = [];
        foreach (string owner in (await bucket.ListAsync("", cancellation)).Folders)
        {
            foreach (string folder in (await bucket.ListAsync($"{owner}records/", cancellation)).Folders)
            {
                foreach (BucketObject record in (await bucket.ListAsync(folder, cancellation)).Objects)
                {
                    lines.AddRange(await bucket.ReadAsync(record.Name, cancellation) is { } line ? [line] : []);
                }
            }
        }

        return lines;
    }

    private static string Folder(string environment, long sequence) => string.Create(CultureInfo.InvariantCulture, $"{environment}/records/{sequence / RecordsPerFolder:D6}/");

    private static string Name(string environment, AuditRecord record) =>
        string.Create(CultureInfo.InvariantCulture, $"{Folder(environment, record.Sequence)}{record.Sequence:D9}-{record.Hash["sha256:".Length..]}.json");

    private static bool IsSegment(string folder, string owner) => folder[$"{owner}records/".Length..].TrimEnd('/') is { Length: 6 } segment && segment.All(char.IsAsciiDigit);

    private static AuditAnchor? Anchor(string name)
    {
        string file = name[(name.LastIndexOf('/') + 1)..];
        return file.Length == 9 + 1 + HexDigits + ".json".Length && file[9] == '-' && file.EndsWith(".json", StringComparison.Ordinal)
            ? AuditAnchor.TryParse($"{file[..9].TrimStart('0').PadLeft(1, '0')}:sha256:{file[10..(10 + HexDigits)]}")
            : null;
    }
}
