namespace Infra.Settings.Reading;

/// <summary>That an encrypted setting is there. Its value is read through Pulumi's configuration only, where it is a secret.</summary>
public sealed class SecretPresence
{
    private SecretPresence()
    {
    }

    /// <summary>The value is written, encrypted.</summary>
    public static SecretPresence Encrypted { get; } = new();
}
