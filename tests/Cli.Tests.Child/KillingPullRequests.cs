using System.Diagnostics;
using Infra.Pipeline.Workspace;

namespace Infra.Cli.Tests.Child;

/// <summary>Ends the process with SIGKILL when a pull request is looked for: the branch is there, and nothing is recorded as done.</summary>
internal sealed class KillingPullRequests : IPullRequests
{
    public Task<PullRequest?> FindAsync(string branch, CancellationToken cancellation)
    {
        using Process self = Process.GetCurrentProcess();
        self.Kill();
        Thread.Sleep(Timeout.Infinite);
        return Task.FromResult<PullRequest?>(null);
    }

    public Task<PullRequestPlace> OpenAsync(PullRequestText text, CancellationToken cancellation) => throw new NotSupportedException("It was killed before.");

    public Task<PullRequestPlace> UpdateAsync(long number, PullRequestText text, CancellationToken cancellation) => throw new NotSupportedException("It was killed before.");
}
