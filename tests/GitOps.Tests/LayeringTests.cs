using Infra.GitOps.Objects;
using Infra.GitOps.Templates;

namespace Infra.GitOps.Tests;

/// <summary>Helm values lie over each other: common, environment, region, compliance, event.</summary>
public sealed class LayeringTests
{
    [Theory]
    [InlineData("asia-south1-payments-api", "values.yaml values-dev.yaml values-asia-south1.yaml values-npci.yaml values-pci-dss.yaml values-rbi.yaml values-diwali.yaml")]
    [InlineData("asia-south1-catalog", "values.yaml values-dev.yaml values-asia-south1.yaml values-diwali.yaml")]
    public void The_values_of_an_application_end_with_its_frameworks_and_the_event(string name, string files) =>
        Assert.Equal(files, string.Join(' ', Application(name).ListAt("spec", "source", "helm", "valueFiles")));

    [Fact]
    public void The_values_of_an_add_on_come_from_this_repository_at_the_revision_of_the_release()
    {
        IReadOnlyDictionary<string, object?>[] sources = [.. Application("asia-south1-reloader").ListAt("spec", "sources").Cast<IReadOnlyDictionary<string, object?>>()];
        IReadOnlyDictionary<string, object?> helm = (IReadOnlyDictionary<string, object?>)sources[0]["helm"]!;
        const string folder = "$values/stacks/catalog/addons/reloader/";

        Assert.Equal(
            ["values.yaml", "values-dev.yaml", "values-asia-south1.yaml", "values-dpdp.yaml", "values-npci.yaml", "values-pci-dss.yaml", "values-rbi.yaml", "values-diwali.yaml"],
            ((List<object?>)helm["valueFiles"]!).Select(f => ((string)f!)[folder.Length..]));
        Assert.Equal("""{"path":"gitops/dev/addons/reloader","ref":"values","repoURL":"https://github.com/setu-retail/infra","targetRevision":"main"}""", EncodingFunctions.ToJson(sources[1]));
    }

    [Fact]
    public void Every_folder_of_values_belongs_to_an_add_on_and_each_has_one() =>
        Assert.Equal(
            Committed.Options("dev").Catalog.AddOns.Select(a => a.Name.Value),
            Directory.GetDirectories(Path.Combine(Fixture.Root, "stacks", "catalog", "addons")).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal));

    private static KeptObject Application(string name) =>
        Committed.Objects(Committed.Options("dev", ("dev/release.yaml", "platform: main\n", "platform: main\nevent: diwali\n"))).Single(o => o.IsApplication && o.Name == name);
}
