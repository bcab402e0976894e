using System.Collections.Immutable;
using System.Globalization;
using Infra.Delivery.Approvals;
using Infra.Git;
using Infra.GitHub.Repositories;
using Infra.Model.Errors;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;

namespace Infra.Pipeline.Workspace;

/// <summary>What the repository on GitHub follows from, read from stacks/.</summary>
public static class GitHubOptions
{
    /// <summary>What <c>stacks/delivery/github.yaml</c> says.</summary>
    /// <exception cref="InfraException">A file cannot be read, or has problems; all of them are named.</exception>
    public static RepositorySettings Settings(Repository repository)
    {
        SettingsResult<RepositorySettings> read = RepositoryFile.Parse(
            RepositoryFile.Path, repository.ReadText(RepositoryFile.Path), repository.Environments(), [.. repository.Approvals().People.Select(p => p.Name)], path => RepositoryScript.IsThere(repository.Folders, repository.Root, path));
        return read.TryGet(out RepositorySettings? settings) ? settings : throw new InfraException(ErrorKind.Configuration, string.Join('\n', read.Problems.Select(p => p.ToString())));
    }

    /// <summary>Where it is.</summary>
    /// <param name="settings">What <c>stacks/delivery/github.yaml</c> says.</param>
    public static RemotePlace Place(RepositorySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return RemotePlace.Of(settings.Repository, settings.Api, RepositoryFile.Path);
    }

    /// <summary>Everything that the wanted state follows from.</summary>
    /// <exception cref="InfraException">A file cannot be read, or has problems; all of them are named.</exception>
    public static RepositoryOptions Of(Repository repository, RepositorySettings settings)
    {
        ApprovalSettings approvals = repository.Approvals();
        return new RepositoryOptions(
            settings,
            repository.Delivery(settings),
            approvals.People.ToImmutableSortedDictionary(p => p.Name, p => long.Parse(p.GitHubId, NumberStyles.None, CultureInfo.InvariantCulture), StringComparer.Ordinal),
            repository.Environments().Append(BootstrapSettings.Stack.Value).ToImmutableSortedDictionary(e => e, e => Approvers(approvals, e), StringComparer.Ordinal));
    }

    // The rules that hold for every change of an environment; those of some changes and of emergencies are the gate's to count.
    private static ImmutableArray<string> Approvers(ApprovalSettings approvals, string environment) =>
    [
        .. approvals.Rules
            .Where(r => !r.Emergency && r.Risk is null && r.Tags.IsEmpty && r.Paths.IsEmpty && (r.Environments.IsEmpty || r.Environments.Contains(environment, StringComparer.Ordinal)))
            .SelectMany(r => r.Needs)
            .SelectMany(n => approvals.Roles.Where(r => string.Equals(r.Name, n.Role, StringComparison.Ordinal)).SelectMany(r => r.People))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];
}
