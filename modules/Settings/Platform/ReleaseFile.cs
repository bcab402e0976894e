using System.Collections.Immutable;
using Infra.Model.Values;
using Infra.Settings.Reading;
using Infra.Settings.Stacks;

namespace Infra.Settings.Platform;

/// <summary>Reads <c>stacks/ENV/release.yaml</c>.</summary>
public static class ReleaseFile
{
    private static readonly MapKind Apps = new(TextKind.Of<KubernetesName>(), TextKind.Of<GitRevision>(), 0, 200);

    private static readonly ObjectKind Region = new(
        new Setting("platform", TextKind.Of<GitRevision>(), "The revision of this repository that the region follows still, with the tenants, add-ons and applications that stand there."),
        new Setting("revision", TextKind.Of<GitRevision>(), "The revision of the applications' repository that the region runs still."),
        new Setting("apps", Apps, "The applications that run a commit of their own there.") { Optional = true });

    private static ObjectKind Kind { get; } = new(
        new Setting("revision", TextKind.Of<GitRevision>(), "The revision of the applications' repository."),
        new Setting("platform", TextKind.Of<GitRevision>(), "The revision of this repository."),
        new Setting("apps", Apps, "Hotfixes: applications at a commit of their own, in every region that the release has reached.") { Optional = true },
        new Setting("regions", new MapKind(TextKind.Of<Region>(), Region, 0, 50), "The regions that the release has not reached yet, with what they run still.") { Optional = true },
        new Setting("addons", new MapKind(TextKind.Of<KubernetesName>(), TextKind.Of<ChartVersion>(), 0, 50), "The add-ons that the environment has, with the versions of their charts.") { Optional = true },
        new Setting("secrets", new MapKind(TextKind.Of<SecretId>(), new NumberKind(1, 1_000_000, "the version in Secret Manager"), 0, 200), "In production the versions of the secrets.") { Optional = true },
        new Setting("event", TextKind.Of<KubernetesName>(), "The event whose values lie over all others.") { Optional = true });

    /// <summary>The form of the file.</summary>
    public static DataFormat Format { get; } = new("release", "stacks/ENV/release.yaml", "What an environment runs", "[docs/releases.md](../../docs/releases.md) says how it is changed.", Kind);

    /// <summary>Reads the file. Never throws for what is in it.</summary>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="yaml">Its text.</param>
    /// <param name="tier">The environment's tier: only development follows a branch.</param>
    /// <param name="catalog">What there is to release; null to read the file alone.</param>
    /// <param name="settings">The environment, with the catalog.</param>
    /// <returns>The release, or null and every problem.</returns>
    public static (Release? Release, ImmutableArray<SettingsProblem> Problems) Parse(string file, string yaml, Tier tier, Catalog? catalog = null, StackSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        SettingsProblems problems = new(file);
        if (new YamlTree(problems).Read(yaml) is not { } root)
        {
            return (null, problems.InOrder());
        }

        CheckedNode node = new SettingsCheck(problems).Check("", "", Kind, root);
        if (tier != Tier.Development)
        {
            foreach (CheckedNode revision in Revisions(node))
            {
                RefuseBranch(revision, problems);
            }
        }

        OverrideRules.Check(node, problems);

        if (catalog is not null && settings is not null)
        {
            OverrideRules.Check(node, catalog, settings, problems);
            ReleaseRules.Check(node, catalog, settings, problems);
        }

        return problems.Count == 0 ? (Bind(node), []) : (null, problems.InOrder());
    }

    private static Release Bind(CheckedNode node) => new(
        node.Get<GitRevision>("revision"),
        node.Get<GitRevision>("platform"),
        node.Below("addons").ToImmutableSortedDictionary(a => a.Name, a => (ChartVersion)a.Value!, StringComparer.Ordinal),
        node.Below("secrets").ToImmutableSortedDictionary(s => s.Name, s => (int)s.Value!, StringComparer.Ordinal),
        node.Maybe<KubernetesName>("event"))
    {
        Apps = BindApps(node),
        Regions = node.Below("regions").ToImmutableSortedDictionary(r => r.Name, r => new RegionRelease(r.Get<GitRevision>("platform"), r.Get<GitRevision>("revision"), BindApps(r)), StringComparer.Ordinal),
    };

    private static ImmutableSortedDictionary<string, GitRevision> BindApps(CheckedNode node) =>
        node.Below("apps").ToImmutableSortedDictionary(a => a.Name, a => (GitRevision)a.Value!, StringComparer.Ordinal);

    // Every revision in the file.
    private static IEnumerable<CheckedNode> Revisions(CheckedNode node) =>
        [.. new[] { node["revision"], node["platform"] }.OfType<CheckedNode>(), .. node.Below("apps"), .. node.Below("regions").SelectMany(Revisions)];

    private static void RefuseBranch(CheckedNode node, SettingsProblems problems)
    {
        if (node is { Value: GitRevision { IsCommit: false } branch })
        {
            problems.Add(
                node.At, node.Path, branch.Value, "outside development a release is a commit, so that a merge changes nothing until it is promoted", "Write the 40 hexadecimal digits of the commit.");
        }
    }
}
