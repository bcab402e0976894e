using System.Collections.Immutable;
using Infra.Delivery.Envelopes;
using Infra.GitHub.Repositories;
using Infra.GitHub.Sync;
using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Pipeline.Workspace;

namespace Infra.Pipeline.Gating;

/// <summary>Whether what guards an environment at GitHub is, now, what stacks/ say.</summary>
public static class GitHubGuards
{
    /// <summary>What differs; nothing in a rehearsal, and where nobody is signed in, because then no approval counts anyway.</summary>
    /// <exception cref="InfraException">A file has problems; or GitHub refused, or did not answer.</exception>
    public static async Task<ImmutableArray<string>> DifferencesAsync(Host host, Repository repository, Envelope envelope, CancellationToken cancellation)
    {
        if (envelope.Plan.Backend == "local" || !host.GitHub.CanSignIn)
        {
            return [];
        }

        RepositoryOptions options = GitHubOptions.Of(repository, GitHubOptions.Settings(repository));
        return await new RepositoryGuards((await host.GitHub.SignInAsync(cancellation)).Api, options).DifferencesAsync(StackName.Of(envelope.Plan.Stack), cancellation);
    }
}
