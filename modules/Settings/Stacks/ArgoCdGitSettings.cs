using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>The repositories that Argo CD reads, as a GitHub App: its tokens live for an hour and belong to nobody who may leave.</summary>
/// <param name="Owner">The owner of the repositories; every repository below it is read with this App.</param>
/// <param name="AppId">The App.</param>
/// <param name="InstallationId">Its installation at the owner.</param>
/// <param name="Egress">The exception of the firewall that leads there, one of <c>infra:network.egress</c>.</param>
/// <param name="Credential">The App's private key.</param>
public sealed record ArgoCdGitSettings(HttpsUrl Owner, GitHubId AppId, GitHubId InstallationId, GceName Egress, CredentialSettings Credential)
{
    internal static ObjectKind Kind { get; } = new(
    [
        new("owner", TextKind.Of<HttpsUrl>(), "The owner of the repositories, such as https://github.com/setu-retail."),
        new("appId", TextKind.Of<GitHubId>(), "The GitHub App that reads them."),
        new("installationId", TextKind.Of<GitHubId>(), "The App's installation at the owner."),
        new("egress", TextKind.Of<GceName>(), "The entry of infra:network.egress that leads there."),
        .. CredentialSettings.Fields,
    ]);

    /// <summary>Whether the App reads a repository.</summary>
    public bool Reads(RepositoryUrl repository)
    {
        ArgumentNullException.ThrowIfNull(repository);
        return repository.Value.StartsWith($"{Owner}/", StringComparison.Ordinal);
    }

    internal static ArgoCdGitSettings Bind(CheckedNode node) => new(
        node.Get<HttpsUrl>("owner"), node.Get<GitHubId>("appId"), node.Get<GitHubId>("installationId"), node.Get<GceName>("egress"), CredentialSettings.Bind(node));
}
