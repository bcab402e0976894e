namespace Infra.GitOps.ApplicationSets;

/// <summary>An ApplicationSet that Argo CD would refuse or that cannot be expanded.</summary>
/// <param name="set">The set's name.</param>
/// <param name="path">Where in the set, such as <c>spec.generators[0].matrix</c>.</param>
/// <param name="reason">What is wrong, the rule and the mend.</param>
/// <param name="templateLine">The line inside the template that stands there, from 1.</param>
public sealed class ApplicationSetException(string set, string path, string reason, int templateLine = 1) : Exception($"{set}: {path}: {reason}")
{
    /// <summary>Where in the set.</summary>
    public string Path { get; } = path;

    /// <summary>The line inside the template that stands there, from 1.</summary>
    public int TemplateLine { get; } = templateLine;
}
