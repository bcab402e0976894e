namespace Infra.Model.Properties;

/// <summary>How secrets are written to JSON. There is no form that writes the plain value of a secret.</summary>
public enum SecretForm
{
    /// <summary><c>"[secret]"</c>, as Pulumi prints them: for people and plans.</summary>
    Masked,

    /// <summary>Pulumi's secret signature with a keyed digest in place of the value: for state, so that a change can be seen.</summary>
    Digest,
}
