using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>Where a credential is kept: an entry of Secret Manager and its version. Its value is never a setting.</summary>
/// <param name="Entry">The entry, one of <c>infra:secrets</c>.</param>
/// <param name="Version">The version; in production a number, so that a new one is a change that is reviewed.</param>
public sealed record CredentialSettings(SecretId Entry, SecretVersion Version)
{
    /// <summary>The two settings, for blocks that hold more than the credential.</summary>
    internal static ImmutableArray<Setting> Fields { get; } =
    [
        new("entry", TextKind.Of<SecretId>(), "The entry of infra:secrets that holds the credential."),
        new("version", TextKind.Of<SecretVersion>(), "Its version; in production a number.") { Default = "latest" },
    ];

    internal static ObjectKind Kind { get; } = new(Fields);

    internal static CredentialSettings Bind(CheckedNode node) => new(node.Get<SecretId>("entry"), node.Get<SecretVersion>("version"));
}
