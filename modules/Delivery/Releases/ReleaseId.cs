using System.Security.Cryptography;
using System.Text;
using Infra.Settings.Platform;

namespace Infra.Delivery.Releases;

/// <summary>The name of a release: the digest of its content, so that two releases of one name are the same.</summary>
public sealed record ReleaseId
{
    private const string Algorithm = "sha256:";
    private const int ShortLength = 12;

    private ReleaseId(string digest) => Digest = digest;

    /// <summary><c>sha256:</c> and 64 hex digits.</summary>
    public string Digest { get; }

    /// <summary>The first 12 hex digits, as people write it and branches are named.</summary>
    public string Short => Digest.Substring(Algorithm.Length, ShortLength);

    /// <summary>The name of a release. Comments and the order of lines in its file do not count.</summary>
    public static ReleaseId Of(Release release)
    {
        ArgumentNullException.ThrowIfNull(release);

        // No part holds a space or a line feed: each is a value that keeps a rule.
        IEnumerable<string> content =
        [
            "infra.release/v1",
            $"revision {release.Revision}",
            $"platform {release.Platform}",
            .. release.Apps.Select(a => $"app {a.Key} {a.Value}"),
            .. release.Regions.SelectMany(r => r.Value.Apps.Select(a => $"region {r.Key} app {a.Key} {a.Value}").Prepend($"region {r.Key} platform {r.Value.Platform}").Prepend($"region {r.Key} {r.Value.Revision}")),
            .. release.AddOns.Select(a => $"addon {a.Key} {a.Value}"),
            .. release.Secrets.Select(s => FormattableString.Invariant($"secret {s.Key} {s.Value}")),
            .. release.Event is { } lies ? (string[])[$"event {lies}"] : [],
        ];
        return new ReleaseId(Algorithm + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(content.Select(l => l + "\n"))))));
    }

    /// <summary>Whether a text that a person wrote means it: its hex digits, or the first of them, with or without <c>sha256:</c>.</summary>
    public bool IsMeantBy(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Digest.StartsWith(text.StartsWith(Algorithm, StringComparison.Ordinal) ? text : Algorithm + text, StringComparison.Ordinal);
    }

    /// <summary>The short name.</summary>
    public override string ToString() => Short;
}
