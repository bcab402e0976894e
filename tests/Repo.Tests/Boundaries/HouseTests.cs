namespace Infra.Repo.Tests.Boundaries;

/// <summary>
/// The folders of the product by its compiled assemblies. Constants, literals of enums and nameof are inlined by the compiler, so uses by them alone are
/// not seen.
/// </summary>
public sealed class HouseTests
{
    [Fact]
    public void Layers_rooms_and_namespaces_hold() => Assert.Equal([], House.Violations([.. CodeAssembly.All().Select(a => a.Facts())]));

    /// <summary>One without would be in no rule.</summary>
    [Fact]
    public void Every_type_has_a_folder() => Assert.Equal([], CodeAssembly.All().SelectMany(a => a.Lost));

    /// <summary>Every edge that a rule forbids, added to the house as it is, is found and nothing beside it.</summary>
    [Theory]
    [InlineData("Infra.GitOps", "Infra.Policy")]
    [InlineData("Infra.Emulator", "Infra.Engine")]
    [InlineData("Infra.Engine", "Infra.Emulator")]
    [InlineData("Infra.Cloud", "Infra.Pipeline")]
    [InlineData("Infra.Delivery", "infra")]
    [InlineData("Infra.Pipeline", "infra")]
    [InlineData("Infra.Model", "Infra.Settings")]
    [InlineData("Infra.Machine", "Infra.Settings")]
    public void An_assembly_that_points_sideways_or_up_is_found(string user, string used) =>
        Assert.Equal([$"layer: {user} uses {used}"], House.Violations(With(user, a => a with { References = [.. a.References, used] })));

    [Fact]
    public void A_folder_that_uses_one_that_uses_it_is_found()
    {
        AssemblyFacts engine = CodeAssembly.All().Single(a => a.Name == "Infra.Engine").Facts();
        (string from, string to) = engine.Uses.First();

        IReadOnlyList<string> found = House.Violations(With("Infra.Engine", a => a with { Uses = new HashSet<(string, string)>(a.Uses) { (to, from) } }));

        Assert.Contains($"circle: {to} uses {from}", found);
        Assert.All(found, f => Assert.StartsWith("circle: modules/Engine", f, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("modules/GitOps/Templates", "Infra.GitOps", "namespace: modules/GitOps/Templates is Infra.GitOps and not Infra.GitOps.Templates")]
    [InlineData("modules/GitOps/Text", "Infra.GitOps.Text", "name: modules/GitOps/Text has Text in its namespace, which is a type or a namespace of others")]
    [InlineData("modules/GitOps/Urn", "Infra.GitOps.Urn", "name: modules/GitOps/Urn has Urn in its namespace, which is a type or a namespace of others")]
    [InlineData("modules/GitOps/Pulumi", "Infra.GitOps.Pulumi", "name: modules/GitOps/Pulumi has Pulumi in its namespace, which is a type or a namespace of others")]
    public void A_namespace_that_is_not_its_folder_or_a_type_is_found(string folder, string name, string violation) =>
        Assert.Equal([violation], House.Violations(With("Infra.GitOps", a => a with { Types = [.. a.Types, ("Fresh", name, folder)] })));

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
    [InlineData("infra/Cli", "Infra.Cli")]
    [InlineData("infra", "Infra")]
    public void A_folder_has_its_namespace_down_to_depth_two(string folder, string expected) => Assert.Equal(expected, House.NamespaceOf(folder));

    private static IReadOnlyList<AssemblyFacts> With(string name, Func<AssemblyFacts, AssemblyFacts> change)
    {
        AssemblyFacts[] all = [.. CodeAssembly.All().Select(a => a.Facts())];
        Assert.Single(all, a => a.Name == name);
        return [.. all.Select(a => a.Name == name ? change(a) : a)];
    }
}
