namespace Infra.GitOps.Generators;

/// <summary>The parameters of the charts below <c>gitops/ENV/</c>: texts or templates of them.</summary>
/// <param name="Cluster">The name of the cluster in Argo CD.</param>
/// <param name="Platform">The revision of this repository that the cluster follows.</param>
/// <param name="Region">The region of the cluster.</param>
internal sealed record ChartParameters(string Cluster, string Platform, string Region)
{
    /// <summary>What stands in a chart: each is handed on.</summary>
    public static ChartParameters Values { get; } = new("{{ .Values.cluster }}", "{{ .Values.platform }}", "{{ .Values.region }}");

    /// <summary>As the parameters of a Helm source. A text that looks like a number stays a text.</summary>
    public List<object?> Write() => Manifest.List(Parameter("cluster", Cluster), Parameter("platform", Platform), Parameter("region", Region));

    private static Dictionary<string, object?> Parameter(string name, string value) => Manifest.Map(("name", name), ("value", value), ("forceString", true));
}
