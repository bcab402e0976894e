namespace Infra;

/// <summary>Which servers a git process may talk to, and how.</summary>
/// <param name="Protocols">The transports, as <c>GIT_ALLOW_PROTOCOL</c> has them; none that is not named runs.</param>
/// <param name="IsJob">Whether it runs in a job, where the settings of the machine and of its account do not count.</param>
/// <param name="Judge">Is given every address before anything is sent there, and refuses what is not meant; null where nothing real is written.</param>
internal sealed record GitReach(string Protocols, bool IsJob, Func<GitProcess, string, CancellationToken, Task>? Judge)
{
    /// <summary>A rehearsal: repositories beside this one stand for those on a server, and nothing that is read there opens anything real.</summary>
    public static GitReach Rehearsal { get; } = new("file:https:ssh", IsJob: false, Judge: null);

    /// <summary>One place alone, over transports that prove which server answers and run no command. A job has no keys of a person, so no ssh.</summary>
    /// <param name="host">The machine.</param>
    /// <param name="place">The repository that is meant.</param>
    public static GitReach Of(Host host, Func<RemotePlace> place) => host.TrustsAddresses
        ? new GitReach("file:http:https:ssh", host.IsJob, Judge: null)
        : new GitReach(host.IsJob ? "https" : "https:ssh", host.IsJob, new RemoteCheck(place, host.IsJob).RequireAsync);
}
