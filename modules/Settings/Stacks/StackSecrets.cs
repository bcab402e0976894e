namespace Infra.Settings.Stacks;

/// <summary>What the Pulumi CLI writes into a settings file about the secrets of its stack, beside <c>config:</c>. None of it is a secret.</summary>
/// <remarks>pulumi/pulumi, sdk/go/common/workspace/project.go: ProjectStack.</remarks>
/// <param name="Provider"><c>secretsprovider</c>: who encrypts, such as <c>gcpkms://...</c>; null for none, which for a DIY backend is a passphrase.</param>
/// <param name="EncryptedKey"><c>encryptedkey</c>: the data key, encrypted by that provider, in base64; null for none.</param>
public sealed record StackSecrets(string? Provider, string? EncryptedKey)
{
    /// <summary>Whether the data key is there, encrypted by a provider.</summary>
    /// <param name="provider">The provider that it must be.</param>
    public bool Are(string provider) => Provider == provider && EncryptedKey is not null;
}
