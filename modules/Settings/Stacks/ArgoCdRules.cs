using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>What Argo CD reaches is an exception of the firewall, and what it signs in with is an entry of Secret Manager that it may read.</summary>
internal static class ArgoCdRules
{
    public static void Check(CheckedNode root, SettingsProblems problems)
    {
        if (root["infra:argocd"] is not { } argo)
        {
            return;
        }

        CheckEgress(root, argo, problems);
        CheckEntries(root, argo, problems);
        CheckVersions(root, argo, problems);
    }

    private static void CheckEgress(CheckedNode root, CheckedNode argo, SettingsProblems problems)
    {
        string[] known = [.. (root["infra:network"]?.Below("egress") ?? []).Select(e => e.Name)];
        foreach (var egress in ArgoCdSettings.Reaching.Select(block => argo[block]?["egress"]).OfType<CheckedNode>().Where(e => e.Value is GceName name && !known.Contains(name.Value, StringComparer.Ordinal)))
        {
            Unknown(egress, "what Argo CD reaches is one of infra:network.egress, and all else is denied", known, problems);
        }
    }

    private static void CheckEntries(CheckedNode root, CheckedNode argo, SettingsProblems problems)
    {
        var secrets = root.Below("infra:secrets");
        string[] known = [.. secrets.Select(s => s.Name)];
        CheckedNode[] entries = [.. Named(argo, "entry").Where(e => e.Value is SecretId)];
        foreach (var entry in entries)
        {
            if (secrets.FirstOrDefault(s => s.Name == $"{entry.Value}") is not { } secret)
            {
                Unknown(entry, "a credential is kept in one of infra:secrets", known, problems);
            }
            else if (!secret.Below("consumers").IsEmpty && secret.Below("consumers").All(c => c.Value is not KubernetesName name || name != ArgoCdWorkloads.Secrets.Name))
            {
                problems.Add(
                    secret["consumers"]!.At,
                    $"{secret.Path}.consumers",
                    null,
                    $"Argo CD signs in with this entry ({entry.Path}) and may not read it",
                    $"Add the consumer {ArgoCdWorkloads.Secrets.Name}.");
            }
        }

        foreach (var second in entries.GroupBy(e => e.Value).SelectMany(g => g.Skip(1)))
        {
            problems.Add(second.At, second.Path, $"{second.Value}", "each credential has an entry of its own, so that one can change without the others", "Name another entry of infra:secrets.");
        }
    }

    private static void CheckVersions(CheckedNode root, CheckedNode argo, SettingsProblems problems)
    {
        if (root["infra:tier"]?.Value is not "production")
        {
            return;
        }

        foreach (var version in Named(argo, "version").Where(v => v.Value is SecretVersion { Value: "latest" }))
        {
            problems.Add(version.At, version.Path, "latest", "production reads a version by its number, so that a new value is a change that is reviewed", "Write the number, such as \"1\".");
        }
    }

    private static IEnumerable<CheckedNode> Named(CheckedNode argo, string setting) =>
        ArgoCdSettings.Credentials.Select(block => argo[block]?[setting]).OfType<CheckedNode>();

    private static void Unknown(CheckedNode node, string rule, string[] known, SettingsProblems problems)
    {
        var near = Spelling.Nearest($"{node.Value}", known);
        problems.Add(node.At, node.Path, $"{node.Value}", rule, near is null ? "Declare it there, or name another." : $"Did you mean {near}?");
    }
}
