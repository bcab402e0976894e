using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Infra.Policy.Judging;

namespace Infra.Policy.Compliance;

/// <summary>That a deployment met every binding framework on a day. Given at 100 only, and only where nothing is unknown.</summary>
/// <remarks>Capabilities D3.</remarks>
public sealed record Certificate
{
    /// <summary>How long it is good.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromDays(90);

    /// <summary>The name of it: 32 hex digits of the SHA-256 of everything else.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
        [Deployment, Time(IssuedAt), Time(ValidUntil), .. Frameworks.Select(f => f.Title()), .. Evidence.Select(e => $"{e.Key} {e.Value}")]))))[..32];

    /// <summary>The environment and the digest of its plan: <c>prod@sha256:…</c>.</summary>
    public required string Deployment { get; init; }

    /// <summary>When it was judged, UTC, whole seconds.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>Until when it is good.</summary>
    public DateTimeOffset ValidUntil => IssuedAt + Validity;

    /// <summary>What was met.</summary>
    public required ImmutableArray<Framework> Frameworks { get; init; }

    /// <summary>The digests of what was judged, by names.</summary>
    public required ImmutableSortedDictionary<string, string> Evidence { get; init; }

    /// <summary>A moment as it is written in reports: <c>2026-11-21T04:30:00Z</c>.</summary>
    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
