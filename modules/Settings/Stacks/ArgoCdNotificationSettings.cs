using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>Whom Argo CD tells of failures: one address of the company, which passes them on.</summary>
/// <param name="Url">The address; it gets JSON by POST with a bearer token.</param>
/// <param name="Egress">The exception of the firewall that leads there, one of <c>infra:network.egress</c>.</param>
/// <param name="Credential">The bearer token.</param>
public sealed record ArgoCdNotificationSettings(HttpsUrl Url, GceName Egress, CredentialSettings Credential)
{
    internal static ObjectKind Kind { get; } = new(
    [
        new("url", TextKind.Of<HttpsUrl>(), "Where failures are posted to."),
        new("egress", TextKind.Of<GceName>(), "The entry of infra:network.egress that leads there."),
        .. CredentialSettings.Fields,
    ]);

    internal static ArgoCdNotificationSettings Bind(CheckedNode node) =>
        new(node.Get<HttpsUrl>("url"), node.Get<GceName>("egress"), CredentialSettings.Bind(node));
}
