using System.Collections.Immutable;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Rules;

/// <summary>What Argo CD fetches comes from hosts that the firewall opens.</summary>
internal sealed class SourcesReachable : ManifestRule
{
    public override RuleInfo Info { get; } = new(
        "NET012",
        Severity.High,
        "What Argo CD fetches comes from hosts that the firewall opens",
        "A chart that cannot be fetched is neither installed nor patched, and the hurry that follows opens the firewall for all.",
        "Name the host in hosts of the entry of infra:network.egress whose ranges it has; what has no ranges of its own, copy to a host that has.",
        [Control.Pci("1.3.2"), Control.Iso("A.8.23"), Control.Iso("A.5.21")]);

    protected override ImmutableArray<string> Kinds => ["Application", "ApplicationSet"];

    protected override IEnumerable<Check> Checks(Subject manifest, PolicyInput input)
    {
        Field spec = manifest[manifest.Kind == "Application" ? "spec" : "spec.template.spec"];
        Field sources = spec.At("sources");
        foreach (Field source in (sources.IsUnknown ? [sources] : sources.Items).Append(spec.At("source")).Where(s => !s.IsMissing))
        {
            yield return Check.If(
                source.At("repoURL"),
                f => HostOf(f.Text) is { } host && input.Environment.Hosts.Contains(host, StringComparer.OrdinalIgnoreCase),
                () => $"its host must be one that infra:network.egress opens: {string.Join(", ", input.Environment.Hosts)}");
        }
    }

    // A repository of images has no scheme: registry.example/charts.
    private static string? HostOf(string? address) =>
        address is null ? null : Uri.TryCreate(address.Contains("://", StringComparison.Ordinal) ? address : $"oci://{address}", UriKind.Absolute, out Uri? uri) ? uri.Host : null;
}
