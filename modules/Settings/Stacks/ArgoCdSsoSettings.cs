using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>Where people sign in to Argo CD, by OpenID Connect.</summary>
/// <param name="Issuer">The issuer; its discovery document is below it.</param>
/// <param name="ClientId">What Argo CD is known as there.</param>
/// <param name="Egress">The exception of the firewall that leads there, one of <c>infra:network.egress</c>.</param>
/// <param name="Credential">The client's secret.</param>
public sealed record ArgoCdSsoSettings(HttpsUrl Issuer, ClientId ClientId, GceName Egress, CredentialSettings Credential)
{
    internal static ObjectKind Kind { get; } = new(
    [
        new("issuer", TextKind.Of<HttpsUrl>(), "The issuer of OpenID Connect; it puts the groups of a person into the claim groups."),
        new("clientId", TextKind.Of<ClientId>(), "What Argo CD is known as there."),
        new("egress", TextKind.Of<GceName>(), "The entry of infra:network.egress that leads there."),
        .. CredentialSettings.Fields,
    ]);

    internal static ArgoCdSsoSettings Bind(CheckedNode node) =>
        new(node.Get<HttpsUrl>("issuer"), node.Get<ClientId>("clientId"), node.Get<GceName>("egress"), CredentialSettings.Bind(node));
}
