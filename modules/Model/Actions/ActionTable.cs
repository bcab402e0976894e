using System.Collections.Immutable;

namespace Infra.Model.Actions;

/// <summary>Every action that a workflow uses. An upgrade changes this table and nothing else.</summary>
/// <remarks>Commits of the releases of 2026 that were reviewed; each is the commit that its tag names.</remarks>
public static class ActionTable
{
    /// <summary>Checks the repository out.</summary>
    public static PinnedAction Checkout { get; } = new("actions/checkout", "v7.0.1", "3d3c42e5aac5ba805825da76410c181273ba90b1", "checks the repository out");

    /// <summary>Installs the .NET SDK of global.json.</summary>
    public static PinnedAction SetupDotnet { get; } = new("actions/setup-dotnet", "v6.0.0", "a98b56852c35b8e3190ac28c8c2271da59106c68", "installs the .NET SDK of global.json");

    /// <summary>Gets a token of Google Cloud for the run, without a key.</summary>
    public static PinnedAction GoogleAuth { get; } = new("google-github-actions/auth", "v3.0.0", "7c6bc770dae815cd3e89ee6cdf493a5fab2cc093", "gets a token of Google Cloud for the run, without a key");

    /// <summary>Keeps a file of a run.</summary>
    public static PinnedAction UploadArtifact { get; } = new("actions/upload-artifact", "v7.0.0", "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f", "keeps a file of a run");

    /// <summary>Takes a file of the same run.</summary>
    public static PinnedAction DownloadArtifact { get; } = new("actions/download-artifact", "v8.0.1", "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c", "takes a file of the same run");

    /// <summary>Signs where and from which commit a file was made, for anybody to check.</summary>
    public static PinnedAction AttestProvenance { get; } = new("actions/attest-build-provenance", "v4.1.0", "a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32", "signs where and from which commit a file was made");

    /// <summary>Prepares static analysis.</summary>
    public static PinnedAction CodeQlInit { get; } = new("github/codeql-action/init", "v4.38.0", "b96794f015dfd88f77b49b1c93e0fa7110f94c63", "prepares static analysis");

    /// <summary>Analyses, and writes what it found to code scanning.</summary>
    public static PinnedAction CodeQlAnalyze { get; } = new("github/codeql-action/analyze", "v4.38.0", "b96794f015dfd88f77b49b1c93e0fa7110f94c63", "analyses, and writes what it found to code scanning");

    /// <summary>All of them, in ordinal order of their names.</summary>
    public static ImmutableArray<PinnedAction> All { get; } = [AttestProvenance, Checkout, DownloadArtifact, SetupDotnet, UploadArtifact, CodeQlAnalyze, CodeQlInit, GoogleAuth];

    /// <summary>The reviewed action of a reference <c>OWNER/NAME@COMMIT</c>; null where that commit is none of the table.</summary>
    public static PinnedAction? Find(string reference) => All.FirstOrDefault(a => string.Equals(a.Reference, reference, StringComparison.Ordinal));
}
