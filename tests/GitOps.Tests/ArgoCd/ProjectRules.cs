using System.Text.RegularExpressions;
using Infra.GitOps.ApplicationSets;

namespace Infra.GitOps.Tests;

/// <summary>What an AppProject permits. Source: argo-cd pkg/apis/application/v1alpha1/app_project_types.go, the functions that each rule names.</summary>
internal sealed class ProjectRules(IReadOnlyDictionary<string, object?> manifest)
{
    private readonly IReadOnlyDictionary<string, object?> spec = Supported(manifest.Map("spec"));

    /// <summary>The project's name.</summary>
    public string Name { get; } = manifest.Text("metadata", "name")!;

    /// <summary>IsSourcePermitted: a pattern with ! denies.</summary>
    public bool PermitsSource(string repository) => Permits(spec.Texts("sourceRepos"), pattern => Matches(Normalize(pattern), Normalize(repository), '/'));

    /// <summary>IsDestinationPermitted: by server or by name, and by namespace; with permitOnlyProjectScopedClusters the cluster must belong to the project too.</summary>
    public bool PermitsDestination(Cluster cluster, string space)
    {
        bool any = false;
        foreach (IReadOnlyDictionary<string, object?> item in spec.Maps("destinations"))
        {
            bool name = cluster.Name.Length > 0 && MatchesOrDenies(item.Text("name") ?? "", cluster.Name);
            bool server = cluster.Server.Length > 0 && MatchesOrDenies(item.Text("server") ?? "", cluster.Server);
            bool inside = MatchesOrDenies(item.Text("namespace") ?? "", space);
            if ((name || server) && inside)
            {
                any = true;
            }
            else if ((!name && Denies(item.Text("name"))) || (!server && Denies(item.Text("server"))) || (!inside && Denies(item.Text("namespace"))))
            {
                return false;
            }
        }

        return any && (!spec.Flag("permitOnlyProjectScopedClusters") || cluster.Project == Name);
    }

    /// <summary>IsGroupKindNamePermitted: kinds of namespaces are permitted without a list, kinds of the cluster are not.</summary>
    public bool PermitsKind(ObjectKey key, bool namespaced)
    {
        bool Lists(string list) => spec.Maps(list).Any(i => Matches(i.Text("group") ?? "", key.Group) && Matches(i.Text("kind") ?? "", key.Kind)
            && (namespaced || i.Text("name") is not { Length: > 0 } name || Matches(name, key.Name)));
        return namespaced
            ? (spec.At("namespaceResourceWhitelist") is null || Lists("namespaceResourceWhitelist")) && !Lists("namespaceResourceBlacklist")
            : Lists("clusterResourceWhitelist") && !Lists("clusterResourceBlacklist");
    }

    /// <summary>IsLiveResourcePermitted: what is not permitted is not seen at all.</summary>
    public bool PermitsLive(ObjectKey key, Cluster cluster) => PermitsKind(key, key.Namespace.Length > 0) && (key.Namespace.Length == 0 || PermitsDestination(cluster, key.Namespace));

    private static bool Permits(IReadOnlyList<string> patterns, Func<string, bool> matches) =>
        !patterns.Where(p => Denies(p)).Any(p => matches(p[1..])) && patterns.Where(p => !Denies(p)).Any(matches);

    private static bool Denies(string? pattern) => pattern?.StartsWith('!') == true;

    private static bool MatchesOrDenies(string pattern, string value) => Denies(pattern) ? !Matches(pattern[1..], value) : Matches(pattern, value);

    private static string Normalize(string repository) => repository.ToLowerInvariant() is var lower && lower.EndsWith(".git", StringComparison.Ordinal) ? lower[..^4] : lower;

    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create("*?[]{}\\!");

    // gobwas/glob: * stays between separators, ** does not, {a,b} is either.
    private static bool Matches(string pattern, string value, params ReadOnlySpan<char> separators)
    {
        // Most patterns are names, and an expression takes long to make.
        if (pattern == "*" || pattern.AsSpan().IndexOfAny(Special) < 0)
        {
            return pattern == "*" || pattern == value;
        }

        string one = separators.Length == 0 ? "." : $"[^{Regex.Escape(separators.ToString())}]";
        string expression = Regex.Escape(pattern).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", one + "*", StringComparison.Ordinal).Replace(@"\?", one, StringComparison.Ordinal);
        expression = Regex.Replace(expression, @"\\\{(?<either>[^}]*)}", m => $"(?:{m.Groups["either"].Value.Replace(',', '|')})", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);
        return Regex.IsMatch(value, $"^{expression}$", RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }

    private static IReadOnlyDictionary<string, object?> Supported(IReadOnlyDictionary<string, object?> spec) =>
        spec.List("syncWindows").Count == 0 ? spec : throw new NotSupportedException("The simulator has no sync windows: they need a calendar, and its time is virtual.");
}
