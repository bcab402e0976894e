using Infra.Cloud.Gke;

namespace Infra.Cloud.Tests.Readme;

public sealed class ModuleTableTests
{
    public static TheoryData<string> Modules => [.. Repository.Folders("modules/Cloud")];

    /// <summary>INFRA_APPROVE=1 writes the tables anew.</summary>
    [Theory]
    [MemberData(nameof(Modules))]
    public void The_tables_of_inputs_and_outputs_are_those_of_the_code(string module)
    {
        var path = $"modules/Cloud/{module}/README.md";
        var readme = Repository.Read(path);
        var begin = readme.IndexOf(ModuleTables.Begin, StringComparison.Ordinal);
        var written = begin < 0 ? readme.TrimEnd('\n') + "\n\n" : readme[..begin];
        Repository.AssertApproved(path, written + ModuleTables.Of(Repository.TypesIn($"modules/Cloud/{module}")));
    }

    [Fact]
    public void Every_component_has_an_explicit_type_token_of_its_own()
    {
        var components = typeof(GkeCluster).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Pulumi.ComponentResource)) && !t.IsSubclassOf(typeof(Pulumi.Stack))).ToArray();
        Assert.All(components, c => Assert.Equal($"infra:cloud:{c.Name}", (string?)c.GetField("Token")?.GetRawConstantValue()));
    }
}
