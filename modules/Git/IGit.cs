using Infra.Model.Errors;
using Infra.Model.Manifests;

namespace Infra.Git;

/// <summary>What the command line asks of the history of its repository; nothing is ever written.</summary>
public interface IGit
{
    /// <summary>The commit of a revision, 40 hexadecimal digits; null when there is none.</summary>
    Task<string?> CommitAsync(GitRef revision, CancellationToken cancellation);

    /// <summary>The commit that a record or a file names by its whole hash; null where that is no hash, or no commit that is here.</summary>
    Task<string?> KnownAsync(string commit, CancellationToken cancellation);

    /// <summary>The newest commit that two commits share; null when they share none.</summary>
    Task<string?> MergeBaseAsync(string commit, string other, CancellationToken cancellation);

    /// <summary>The newest commit on the first-parent way to a commit that changed a file; null when none did.</summary>
    Task<string?> LastChangeAsync(string commit, string path, CancellationToken cancellation);

    /// <summary>The files below some paths at a commit, with their whole paths; none where a path does not exist.</summary>
    /// <exception cref="InfraException">A file is too large or no text.</exception>
    Task<IReadOnlyList<RenderedFile>> FilesAsync(string commit, IEnumerable<string> paths, CancellationToken cancellation);

    /// <summary>The files below some paths that differ from what HEAD has, as their bytes and modes say it; one that differs in line ends alone has <see cref="WorkingTree.LineEnds"/> behind it.</summary>
    Task<IReadOnlyList<string>> UncommittedAsync(IEnumerable<string> paths, CancellationToken cancellation);

    /// <summary>Whether git leaves a file alone that is not committed, because <c>.gitignore</c> says so.</summary>
    Task<bool> IsIgnoredAsync(string path, CancellationToken cancellation);

    /// <summary>Why what a commit has in judged places cannot be judged, one clause each; none where it can.</summary>
    Task<IReadOnlyList<string>> ObjectionsAsync(string commit, CancellationToken cancellation);

    /// <summary>The commits after one commit up to another; only the last where the first is null.</summary>
    Task<IReadOnlyList<GitCommit>> HistoryAsync(string? after, string to, CancellationToken cancellation);

    /// <summary>The files that differ between two commits; those that the last one edited where the first is null.</summary>
    Task<IReadOnlyList<string>> ChangedAsync(string? after, string to, CancellationToken cancellation);
}
