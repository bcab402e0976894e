namespace Infra.GitOps.Templates;

/// <summary>
/// A map of Go whose values are texts only: labels, annotations and <c>values</c>. Functions for maps of anything refuse it, a name that it lacks
/// is the empty text to <c>index</c>, and a selector does not look inside it.
/// </summary>
/// <param name="texts">The texts.</param>
internal sealed class TextMap(IEnumerable<KeyValuePair<string, object?>> texts) : Dictionary<string, object?>(texts, StringComparer.Ordinal);
