using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>Argo CD on the hub: where people find it, who they are, where it reads from and whom it tells.</summary>
/// <param name="Domain">The host name of its pages.</param>
/// <param name="Sso">Where people sign in.</param>
/// <param name="Groups">Who may do what.</param>
/// <param name="Git">The repositories that it reads.</param>
/// <param name="Notifications">Whom it tells of failures.</param>
/// <param name="Redis">The password of its cache.</param>
public sealed record ArgoCdSettings(
    HostName Domain,
    ArgoCdSsoSettings Sso,
    ArgoCdGroupSettings Groups,
    ArgoCdGitSettings Git,
    ArgoCdNotificationSettings Notifications,
    CredentialSettings Redis)
{
    /// <summary>The blocks below <c>infra:argocd</c> that name a credential, in ordinal order.</summary>
    internal static IReadOnlyList<string> Credentials { get; } = ["git", "notifications", "redis", "sso"];

    /// <summary>The blocks that name an exception of the firewall, in ordinal order.</summary>
    internal static IReadOnlyList<string> Reaching { get; } = ["git", "notifications", "sso"];

    internal static ObjectKind Kind { get; } = new(
        new Setting("domain", TextKind.Of<HostName>(), "The host name of its pages."),
        new Setting("sso", ArgoCdSsoSettings.Kind, "Where people sign in, by OpenID Connect."),
        new Setting("groups", ArgoCdGroupSettings.Kind, "Who may do what. Whoever is in none of these groups sees nothing."),
        new Setting("git", ArgoCdGitSettings.Kind, "The repositories that it reads, as a GitHub App."),
        new Setting("notifications", ArgoCdNotificationSettings.Kind, "Whom it tells of failures."),
        new Setting("redis", CredentialSettings.Kind, "The password of its cache."));

    internal static ArgoCdSettings Bind(CheckedNode node) => new(
        node.Get<HostName>("domain"),
        ArgoCdSsoSettings.Bind(node["sso"]!),
        ArgoCdGroupSettings.Bind(node["groups"]!),
        ArgoCdGitSettings.Bind(node["git"]!),
        ArgoCdNotificationSettings.Bind(node["notifications"]!),
        CredentialSettings.Bind(node["redis"]!));
}
