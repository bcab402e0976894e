using System.Collections.Immutable;

namespace Infra.Model;

/// <summary>What an environment runs: the revision of the applications' repository that Argo CD follows there.</summary>
/// <param name="Revision">A commit in staging and production; a branch only in development.</param>
/// <param name="Platform">The revision of this repository, whose tenants and sets Argo CD follows there.</param>
public sealed record Release(GitRevision Revision, GitRevision Platform);

/// <summary>Reads <c>stacks/ENV/release.yaml</c>.</summary>
public static class ReleaseFile
{
    private static readonly ObjectKind Kind = new(
        new Setting("revision", TextKind.Of<GitRevision>(), "The revision of the applications' repository."),
        new Setting("platform", TextKind.Of<GitRevision>(), "The revision of this repository."));

    /// <summary>Reads the file. Never throws for what is in it.</summary>
    /// <param name="file">Its name, for messages.</param>
    /// <param name="yaml">Its text.</param>
    /// <param name="tier">The environment's tier: only development follows a branch.</param>
    /// <returns>The release, or null and every problem.</returns>
    public static (Release? Release, ImmutableArray<SettingsProblem> Problems) Parse(string file, string yaml, Tier tier)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        SettingsProblems problems = new(file);
        if (new YamlTree(problems).Read(yaml) is not { } root)
        {
            return (null, problems.InOrder());
        }

        CheckedNode node = new SettingsCheck(problems).Check("", "", Kind, root);
        if (problems.Count > 0)
        {
            return (null, problems.InOrder());
        }

        if (tier != Tier.Development)
        {
            RefuseBranch(node["revision"]!, problems);
            RefuseBranch(node["platform"]!, problems);
        }

        return problems.Count == 0 ? (new Release(node.Get<GitRevision>("revision"), node.Get<GitRevision>("platform")), []) : (null, problems.InOrder());
    }

    private static void RefuseBranch(CheckedNode node, SettingsProblems problems)
    {
        if (node.Value is GitRevision { IsCommit: false } branch)
        {
            problems.Add(
                node.At, node.Path, branch.Value, "outside development a release is a commit, so that a merge changes nothing until it is promoted", "Write the 40 hexadecimal digits of the commit.");
        }
    }
}
