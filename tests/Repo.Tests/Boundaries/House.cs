using Mono.Cecil;

namespace Infra.Repo.Tests.Boundaries;

/// <summary>The rules of the house: which assembly may use which, that no folders use each other in a circle, and that a namespace is its folder.</summary>
internal static class House
{
    // What everything may use: values, the data files, and the machine behind interfaces.
    private static readonly string[] Ground = ["Infra.Machine", "Infra.Model", "Infra.Settings"];

    // Model stands on nothing, and the rest of the ground on Model.
    private static readonly Dictionary<string, string[]> May = new(StringComparer.Ordinal)
    {
        ["Infra.Model"] = [],
        ["Infra.Machine"] = ["Infra.Model"],
        ["Infra.Settings"] = ["Infra.Model"],
    };

    // The use cases use every module, and the program all of it; nobody uses these.
    private static readonly string[] Top = ["Infra.Pipeline", "infra"];

    /// <summary>What is not so; none where the house holds.</summary>
    public static IReadOnlyList<string> Violations(IReadOnlyList<AssemblyFacts> all) =>
    [
        .. all.SelectMany(a => a.References.Where(r => !Fits(a.Name, r)).Select(r => $"layer: {a.Name} uses {r}")),
        .. all.SelectMany(a => FolderCycles.In(a.Uses)).Select(c => $"circle: {c.From} uses {c.To}"),
        .. all.SelectMany(a => a.Types).Where(t => t.Namespace != NamespaceOf(t.Folder)).Select(t => $"namespace: {t.Folder} is {t.Namespace} and not {NamespaceOf(t.Folder)}").Distinct(StringComparer.Ordinal),
        .. Ambiguous(all),
    ];

    /// <summary>The namespace of a folder: down to depth two, and deeper folders inherit.</summary>
    public static string NamespaceOf(string folder)
    {
        string[] parts = folder.Split('/');
        return string.Join('.', parts[0] == "modules" ? parts.Skip(1).Take(2).Prepend("Infra") : parts.Skip(1).Take(1).Prepend("Infra"));
    }

    private static bool Fits(string user, string used) => user switch
    {
        "infra" => true,
        "Infra.Pipeline" => !Top.Contains(used, StringComparer.Ordinal),
        _ => May.GetValueOrDefault(user, Ground).Contains(used, StringComparer.Ordinal),
    };

    // A name of a room that is a type too has to be written out wherever both are used.
    private static IEnumerable<string> Ambiguous(IReadOnlyList<AssemblyFacts> all)
    {
        using ModuleDefinition core = ModuleDefinition.ReadModule(typeof(object).Assembly.Location);
        HashSet<string> types =
        [
            .. all.SelectMany(a => a.Types).Select(t => t.Name), .. core.Types.Where(t => t.IsPublic).Select(t => t.Name),
            .. core.Types.Where(t => t.IsPublic).SelectMany(t => t.Namespace.Split('.')), "Pulumi",
        ];
        return all.SelectMany(a => a.Types).Select(t => t.Folder).Distinct(StringComparer.Ordinal)
            .SelectMany(f => NamespaceOf(f).Split('.').Skip(1).Where(types.Contains).Select(s => $"name: {f} has {s} in its namespace, which is a type or a namespace of others"));
    }
}
