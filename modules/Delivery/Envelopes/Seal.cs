using System.Collections.Immutable;

namespace Infra.Delivery.Envelopes;

/// <summary>What a plan was made from. A plan is good for as long as all of this is as it was.</summary>
/// <remarks>Digests are SHA-256, written <c>sha256:</c> and 64 lower-case hex digits.</remarks>
public sealed record Seal
{
    /// <summary>The commit that the tree is at; null outside git, and then the seal is <see cref="LocalOnly"/>.</summary>
    public required string? Commit { get; init; }

    /// <summary>Where that commit left the main branch; null where it did not, or outside git.</summary>
    public required string? BaseCommit { get; init; }

    /// <summary>Whether the tree has changes that are not committed: good on this machine's local backend and nowhere else.</summary>
    public required bool LocalOnly { get; init; }

    /// <summary>Which packages the program was built with: <c>official</c> or <c>offline</c>.</summary>
    public required string Packages { get; init; }

    /// <summary>The resolved closure: every package with its version and content hash.</summary>
    public required string Closure { get; init; }

    /// <summary>The version of this program.</summary>
    public required string Tool { get; init; }

    /// <summary>The versions of the providers, by package.</summary>
    public required ImmutableSortedDictionary<string, string> Providers { get; init; }

    /// <summary>The digest of every settings file of the stack, by path.</summary>
    public required ImmutableSortedDictionary<string, string> Configuration { get; init; }

    /// <summary>The digest of the program's sources and lock files.</summary>
    public required string Program { get; init; }

    /// <summary>The digest of the rules, the waivers and the verdict that they gave.</summary>
    public required string Policy { get; init; }

    /// <summary>The identity of the state's history; null before the first apply.</summary>
    public required string? Lineage { get; init; }

    /// <summary>How many runs changed the state; 0 before the first apply.</summary>
    public required long Serial { get; init; }

    /// <summary>The digest of the recorded resources; stands for a serial where a backend has none.</summary>
    public required string State { get; init; }
}
