namespace Infra.Model.Manifests;

/// <summary>A text that is no YAML, or YAML that is refused.</summary>
/// <param name="line">The line of the text, from 1.</param>
/// <param name="reason">What is wrong.</param>
public sealed class KubernetesYamlException(long line, string reason) : Exception(reason)
{
    /// <summary>The line of the text, from 1.</summary>
    public int Line { get; } = (int)line;
}
