using System.Collections.Immutable;
using Infra.Model.Plans;

namespace Infra.Policy.Subjects;

/// <summary>What rules read: a plan, generated objects and facts about the environment. Indexed once, joins when the first rule asks; rules never change it, and one thread judges.</summary>
public sealed class PolicyInput
{
    private readonly Dictionary<string, List<Subject>> resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Subject>> manifests = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ILookup<Urn, Subject>> users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ILookup<string?, Subject>> spaces = new(StringComparer.Ordinal);

    /// <summary>An input of a plan, of generated objects, or of both.</summary>
    /// <param name="environment">Facts about the environment.</param>
    /// <param name="plan">The plan; null where only files are judged. Deleted resources are not judged by what they were.</param>
    /// <param name="objects">The objects of generated files.</param>
    public PolicyInput(EnvironmentFacts environment, Plan? plan, ImmutableArray<Subject> objects)
    {
        (Environment, Plan, Objects) = (environment, plan, objects);
        foreach (PlanStep step in plan?.Steps ?? [])
        {
            if (step.Op != StepOp.Delete)
            {
                Add(resources, step.Type, Subject.Of(step));
                if (KubernetesKind(step) is { } kind)
                {
                    Add(manifests, kind, Subject.OfKubernetes(step, kind));
                }
            }
        }

        foreach (Subject subject in objects)
        {
            Add(manifests, subject.Kind, subject);
        }
    }

    /// <summary>Facts about the environment.</summary>
    public EnvironmentFacts Environment { get; }

    /// <summary>The plan, or null.</summary>
    public Plan? Plan { get; }

    /// <summary>The objects of generated files, in the order in which they were given.</summary>
    public ImmutableArray<Subject> Objects { get; }

    /// <summary>Every kind of object that there is, in ordinal order.</summary>
    internal IEnumerable<string> Kinds => manifests.Keys.Order(StringComparer.Ordinal);

    /// <summary>Every resource that the plan keeps or makes, by type, those of one type in the order of the plan.</summary>
    internal IEnumerable<Subject> AllResources => resources.OrderBy(r => r.Key, StringComparer.Ordinal).SelectMany(r => r.Value);

    internal IReadOnlyList<Subject> Resources(string type) => resources.GetValueOrDefault(type) ?? [];

    internal IReadOnlyList<Subject> Manifests(string kind) => manifests.GetValueOrDefault(kind) ?? [];

    /// <summary>The resources of a type that depend on one resource.</summary>
    internal IEnumerable<Subject> ResourcesThatUse(Urn used, string type)
    {
        if (!users.TryGetValue(type, out ILookup<Urn, Subject>? all))
        {
            users[type] = all = Resources(type).SelectMany(r => (r.Step?.DependsOn ?? []).Distinct().Select(d => (Used: d, Resource: r))).ToLookup(r => r.Used, r => r.Resource);
        }

        return all[used];
    }

    /// <summary>The objects of a kind in one namespace; with null those whose namespace is not known.</summary>
    internal IEnumerable<Subject> ManifestsIn(string? space, string kind)
    {
        if (!spaces.TryGetValue(kind, out ILookup<string?, Subject>? all))
        {
            spaces[kind] = all = Manifests(kind).ToLookup(m => m["metadata.namespace"].Text, StringComparer.Ordinal);
        }

        return all[space];
    }

    // kubernetes:core/v1:Namespace is a Namespace; a custom resource says its kind itself; a Helm release is no object.
    private static string? KubernetesKind(PlanStep step)
    {
        if (!step.Type.StartsWith("kubernetes:", StringComparison.Ordinal) || step.Type.StartsWith("kubernetes:helm.sh/", StringComparison.Ordinal))
        {
            return null;
        }

        return step.Inputs.Text("kind") ?? step.Type[(step.Type.LastIndexOf(':') + 1)..];
    }

    private static void Add(Dictionary<string, List<Subject>> index, string key, Subject subject)
    {
        if (!index.TryGetValue(key, out List<Subject>? all))
        {
            index[key] = all = [];
        }

        all.Add(subject);
    }
}
