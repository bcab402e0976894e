using Infra.GitOps.Templates;

namespace Infra.GitOps.ApplicationSets;

/// <summary>The cluster generator: a parameter set for each cluster that its selector takes.</summary>
/// <remarks>Source: applicationset/generators/cluster.go.</remarks>
internal sealed class ClusterParameters
{
    private const string SecretType = "argocd.argoproj.io/secret-type";
    private const string OwnName = "in-cluster";
    private const string OwnServer = "https://kubernetes.default.svc";

    private readonly (TextMap Labels, Dictionary<string, object?> Parameters)[] clusters;
    private readonly ReadOnce<Selector> selectors = new(f => Selector.Read(f, areLabels: true));

    public ClusterParameters(IReadOnlyList<Cluster> clusters) => this.clusters = [.. clusters.OrderBy(c => c.Name, StringComparer.Ordinal).Select(Known)];

    /// <summary>The parameters of a cluster generator.</summary>
    public List<Dictionary<string, object?>> Of(Fields fields)
    {
        Selector? selector = fields.Has("selector") ? selectors.Of(fields.Child("selector")) : null;
        TemplateTree? values = ParameterMaps.Values(fields);
        List<Dictionary<string, object?>> found =
        [
            .. clusters.Where(c => selector is null || selector.Matches(key => c.Labels.GetValueOrDefault(key) as string)).Select(c => ParameterMaps.WithValues(values, c.Parameters)),
        ];

        // Argo CD's own cluster has no secret until someone writes one, so no labels either.
        if (selector is null or { IsEmpty: true } && !Array.Exists(clusters, c => (string)c.Parameters["server"]! == OwnServer))
        {
            found.Insert(0, ParameterMaps.WithValues(values, Basics(OwnName, OwnServer, "")));
        }

        // All clusters in one parameter set, for one Application that ranges over them.
        return fields.Flag("flatList") ? [new(StringComparer.Ordinal) { ["clusters"] = found.ToList<object?>() }] : found;
    }

    // Argo CD sees the secrets that have this label.
    private static (TextMap Labels, Dictionary<string, object?> Parameters) Known(Cluster cluster)
    {
        TextMap labels = Texts(cluster.Labels);
        labels[SecretType] = "cluster";
        Dictionary<string, object?> metadata = new(StringComparer.Ordinal) { ["labels"] = labels };
        if (cluster.Annotations.Count > 0)
        {
            metadata["annotations"] = Texts(cluster.Annotations);
        }

        Dictionary<string, object?> parameters = Basics(cluster.Name, cluster.Server, cluster.Project);
        parameters["metadata"] = metadata;
        return (labels, parameters);
    }

    private static Dictionary<string, object?> Basics(string name, string server, string project) => new(StringComparer.Ordinal)
    {
        ["name"] = name,
        ["nameNormalized"] = TemplateFunctions.Call("normalize", [name]),
        ["server"] = server,
        ["project"] = project,
    };

    private static TextMap Texts(IEnumerable<KeyValuePair<string, string>> texts) => new(texts.Select(t => KeyValuePair.Create(t.Key, (object?)t.Value)));
}
