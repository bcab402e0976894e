using System.Collections.Immutable;
using Infra.Model.Errors;
using Infra.Model.Values;
using Infra.Settings.Reading;

namespace Infra.Settings.Stacks;

/// <summary>Who reads a secret is a declared workload, and one Kubernetes account is one workload.</summary>
internal static class ConsumerRules
{
    public static void Check(CheckedNode root, SettingsProblems problems)
    {
        var workloads = root.Below("infra:workloads");
        string[] names = [.. workloads.Select(w => w.Name), .. ArgoCdWorkloads.All.Select(w => w.Name.Value)];
        foreach (var consumer in root.Below("infra:secrets").SelectMany(s => s.Below("consumers")).Where(c => c.Value is KubernetesName name && !names.Contains(name.Value, StringComparer.Ordinal)))
        {
            var near = Spelling.Nearest($"{consumer.Value}", names);
            problems.Add(consumer.At, consumer.Path, $"{consumer.Value}", "a consumer is one of infra:workloads", near is null ? "Declare it there, or delete it here." : $"Did you mean {near}?");
        }

        CheckArgoCd(workloads, problems);
        var twice = workloads
            .Where(w => w["namespace"]?.Value is not null && w["serviceAccount"]?.Value is not null)
            .GroupBy(w => (w["namespace"]!.Value, w["serviceAccount"]!.Value))
            .SelectMany(g => g.Skip(1).Select(w => (Second: w, First: g.First())));
        foreach (var (second, first) in twice)
        {
            problems.Add(second.KeyAt, second.Path, null, $"its Kubernetes service account is that of {first.Path}, and each is one workload", "Give it an account of its own.");
        }
    }

    private static void CheckArgoCd(ImmutableArray<CheckedNode> workloads, SettingsProblems problems)
    {
        foreach (var workload in workloads.Where(w => ArgoCdWorkloads.All.Any(a => a.Name.Value == w.Name) || w["namespace"]?.Value is KubernetesName space && space == ArgoCdWorkloads.Namespace))
        {
            problems.Add(workload.KeyAt, workload.Path, null, $"the namespace {ArgoCdWorkloads.Namespace} and the names {string.Join(", ", ArgoCdWorkloads.All.Select(a => a.Name))} are Argo CD's own, which has its workloads without settings", "Give it another name and namespace, or delete it.");
        }
    }
}
