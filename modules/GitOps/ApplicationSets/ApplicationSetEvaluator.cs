using Infra.GitOps.Templates;

namespace Infra.GitOps.ApplicationSets;

/// <summary>Says which Applications an ApplicationSet makes, without Argo CD: what a pull request adds, changes and removes can be told before it is merged.</summary>
public sealed class ApplicationSetEvaluator
{
    private readonly ParameterSets parameterSets;

    /// <summary>An evaluator for a state of the world.</summary>
    /// <param name="clusters">The clusters that Argo CD knows.</param>
    /// <param name="git">What git generators read.</param>
    /// <param name="globbing">How git generators match files. Default: as Argo CD's default.</param>
    public ApplicationSetEvaluator(IReadOnlyList<Cluster> clusters, IGitTree git, FileGlobbing globbing = FileGlobbing.Greedy) => parameterSets = new ParameterSets(clusters, git, globbing);

    /// <summary>The Applications of a set, in the order of its generators.</summary>
    /// <param name="yaml">The manifest of one ApplicationSet.</param>
    /// <exception cref="ApplicationSetException">Argo CD would refuse it, a value is missing, or two Applications would have one name.</exception>
    public IReadOnlyList<GeneratedApplication> Expand(string yaml)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        Fields set = Read(yaml);
        Fields spec = set.Child("spec");
        string[] options = [.. spec.Texts("goTemplateOptions")];
        if (!spec.Flag("goTemplate") || options.Length == 0 || !Array.TrueForAll(options, o => o == "missingkey=error"))
        {
            throw spec.Error("goTemplate", "must be true, with missingkey=error and nothing else in goTemplateOptions: without them a missing value becomes an empty text");
        }

        if (spec.Child("strategy").TextOrNull("type") is { } type and not ("" or "AllAtOnce"))
        {
            throw spec.Error("strategy.type", type == "RollingSync" ? "is RollingSync, with which Argo CD turns automated sync off, so that Applications are not what the template says; order them by the sync waves of a parent"
                : $"'{type}' is not known; leave the strategy out");
        }

        FieldTypes.Named("Set").Check(set.Values, set.Set, "");
        SetTemplate template = SetTemplate.Read(set);
        List<GeneratedApplication> applications = [];
        Dictionary<string, string> madeBy = new(StringComparer.Ordinal);
        foreach (Fields generator in spec.List("generators"))
        {
            foreach (Dictionary<string, object?> parameters in parameterSets.Of(generator))
            {
                Dictionary<string, object?> manifest = template.Fill(parameters);
                string name = (string)((Dictionary<string, object?>)manifest["metadata"]!)["name"]!;
                if (!madeBy.TryAdd(name, generator.Path))
                {
                    throw spec.Error("template.metadata.name", $"'{name}' is made twice, by {madeBy[name]} and {generator.Path}; Argo CD would make neither");
                }

                applications.Add(new GeneratedApplication(name, set.Set, manifest));
            }
        }

        return applications;
    }

    private static Fields Read(string yaml)
    {
        object? value;
        try
        {
            value = YamlValues.Read(yaml);
        }
        catch (Exception malformed) when (malformed is FunctionException or YamlDotNet.Core.YamlException)
        {
            throw new ApplicationSetException("(unnamed)", "", $"the manifest is no YAML: {malformed.Message}");
        }

        Dictionary<string, object?> map = value as Dictionary<string, object?> ?? throw new ApplicationSetException("(unnamed)", "", "the manifest must be a map");
        Fields fields = new("(unnamed)", "", map);
        string name = fields.Child("metadata").TextOrNull("name") ?? "(unnamed)";
        Fields named = new(name, "", map);
        return named.TextOrNull("kind") != "ApplicationSet" ? throw named.Error("kind", "must be ApplicationSet")
            : named.TextOrNull("apiVersion") is not (null or "argoproj.io/v1alpha1") ? throw named.Error("apiVersion", "must be argoproj.io/v1alpha1")
            : named;
    }
}
