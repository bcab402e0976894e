namespace Infra.Git;

/// <summary>Which servers a git process may talk to, and how.</summary>
/// <param name="Protocols">The transports, as <c>GIT_ALLOW_PROTOCOL</c> has them; none that is not named runs.</param>
/// <param name="IsJob">Whether it runs in a job, where the settings of the machine and of its account do not count.</param>
/// <param name="Judge">Is given every address before anything is sent there, and refuses what is not meant; null where nothing real is written.</param>
public sealed record GitReach(string Protocols, bool IsJob, Func<GitProcess, string, CancellationToken, Task>? Judge)
{
    /// <summary>A rehearsal: repositories beside this one stand for those on a server, and nothing that is read there opens anything real.</summary>
    public static GitReach Rehearsal { get; } = new("file:https:ssh", IsJob: false, Judge: null);

    /// <summary>One place alone, over transports that prove which server answers and run no command. A job has no keys of a person, so no ssh.</summary>
    /// <param name="isJob">Whether it runs in a job.</param>
    /// <param name="place">The repository that is meant.</param>
    public static GitReach Of(bool isJob, Func<RemotePlace> place) => new(isJob ? "https" : "https:ssh", isJob, new RemoteCheck(place, isJob).RequireAsync);

    /// <summary>Any server, over any transport: where a test stands up servers of its own.</summary>
    /// <param name="isJob">Whether it runs in a job.</param>
    public static GitReach Trusting(bool isJob) => new("file:http:https:ssh", isJob, Judge: null);
}
