using Mono.Cecil;

namespace Infra.Repo.Tests.Boundaries;

/// <summary>
/// The folders of the product by its compiled assemblies: which may use which, that none use each other in a circle, and that a namespace is its
/// folder. <c>violations.txt</c> holds what is not so yet, and may only shrink.
/// </summary>
public sealed class HouseTests
{
    private const string List = "tests/Repo.Tests/Boundaries/violations.txt";

    // What everything may use: values, the data files, and the machine behind interfaces.
    private static readonly string[] Ground = ["Infra.Machine", "Infra.Model", "Infra.Settings"];

    // Model stands on nothing, and the rest of the ground on Model.
    private static readonly Dictionary<string, string[]> May = new(StringComparer.Ordinal)
    {
        ["Infra.Model"] = [],
        ["Infra.Machine"] = ["Infra.Model"],
        ["Infra.Settings"] = ["Infra.Model"],
    };

    [Fact]
    public void The_violations_are_those_of_the_list_and_no_others()
    {
        string[] found = [.. Violations(CodeAssembly.All()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        string path = Path.Combine(Tree.Root, List);
        string[] listed = File.ReadAllLines(path);
        if (Environment.GetEnvironmentVariable("INFRA_APPROVE") == "1" && found.All(f => listed.Contains(f, StringComparer.Ordinal)))
        {
            File.WriteAllText(path, string.Concat(found.Select(f => f + "\n")));
            listed = found;
        }

        string[] fresh = [.. found.Except(listed, StringComparer.Ordinal)];
        string[] gone = [.. listed.Except(found, StringComparer.Ordinal)];
        Assert.True(fresh.Length == 0, $"New violations; the list takes none in:\n{string.Join('\n', fresh)}");
        Assert.True(gone.Length == 0, $"These are violations no longer; take them out of {List} (INFRA_APPROVE=1 does):\n{string.Join('\n', gone)}");
    }

    [Fact]
    public void Nearly_every_type_has_a_folder()
    {
        IReadOnlyList<CodeAssembly> all = CodeAssembly.All();
        string[] lost = [.. all.SelectMany(a => a.Lost)];

        Assert.True(lost.Length * 50 < all.Sum(a => a.Types.Count()), $"Of these nobody can tell the folder:\n{string.Join('\n', lost)}");
    }

    [Theory]
    [InlineData("a>b b>c", "")]
    [InlineData("a>b b>a", "a>b b>a")]
    [InlineData("a>b b>c c>a c>d", "a>b b>c c>a")]
    [InlineData("a>b b>c c>b d>a", "b>c c>b")]
    public void A_circle_is_found_and_nothing_beside_it(string uses, string circle)
    {
        HashSet<(string, string)> edges = [.. uses.Split(' ').Select(u => u.Split('>')).Select(u => (u[0], u[1]))];

        Assert.Equal(circle, string.Join(' ', FolderCycles.In(edges).Select(e => $"{e.From}>{e.To}").Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("modules/GitOps/Templates", "Infra.GitOps.Templates")]
    [InlineData("modules/Cloud/Gke/Nodes", "Infra.Cloud.Gke")]
    [InlineData("modules/Model", "Infra.Model")]
    [InlineData("infra/Git", "Infra.Git")]
    [InlineData("infra", "Infra")]
    public void A_folder_has_its_namespace_down_to_depth_two(string folder, string expected) => Assert.Equal(expected, NamespaceOf(folder));

    private static IEnumerable<string> Violations(IReadOnlyList<CodeAssembly> all) =>
    [
        .. all.Where(a => a.Name is not ("infra" or "Infra.Pipeline")).SelectMany(a => a.References.Except(May.GetValueOrDefault(a.Name, Ground), StringComparer.Ordinal).Select(r => $"layer: {a.Name} uses {r}")),
        .. all.SelectMany(a => FolderCycles.In(a.Uses())).Select(c => $"circle: {c.From} uses {c.To}"),
        .. all.SelectMany(a => a.Types).Where(t => t.Namespace != NamespaceOf(t.Folder)).Select(t => $"namespace: {t.Folder} is {t.Namespace} and not {NamespaceOf(t.Folder)}"),
        .. Ambiguous(all),
    ];

    // A name of a room that is a type too has to be written out wherever both are used.
    private static IEnumerable<string> Ambiguous(IReadOnlyList<CodeAssembly> all)
    {
        using ModuleDefinition core = ModuleDefinition.ReadModule(typeof(object).Assembly.Location);
        HashSet<string> types =
        [
            .. all.SelectMany(a => a.Types).Select(t => t.Name), .. core.Types.Where(t => t.IsPublic).Select(t => t.Name),
            .. core.Types.Where(t => t.IsPublic).SelectMany(t => t.Namespace.Split('.')), "Pulumi",
        ];
        return all.SelectMany(a => a.Types).Select(t => t.Folder).Distinct(StringComparer.Ordinal)
            .SelectMany(f => NamespaceOf(f).Split('.').Skip(1).Where(types.Contains).Select(s => $"name: {f} would have {s} in its namespace, which is a type or a namespace of others"));
    }

    private static string NamespaceOf(string folder)
    {
        string[] parts = folder.Split('/');
        return string.Join('.', parts[0] == "modules" ? parts.Skip(1).Take(2).Prepend("Infra") : parts.Skip(1).Take(1).Prepend("Infra"));
    }
}
