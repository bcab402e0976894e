using FsCheck;
using FsCheck.Fluent;
using Infra.GitOps.AppCharts;
using Infra.GitOps.Generators;
using Infra.GitOps.Templates;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Manifests;
using Infra.Model.Values;

namespace Infra.GitOps.Tests;

/// <summary>The charts of <c>gitops/ENV/</c>: what is rendered of them here is what helm renders, and helm refuses what the schema refuses.</summary>
public sealed class ChartTests : IDisposable
{
    private readonly RealTools tools = new();

    public static TheoryData<string> Charts =>
    [
        .. Committed.Environments.SelectMany(e => Renderer.Render(Committed.Options(e)).Where(f => f.Path.EndsWith("/Chart.yaml", StringComparison.Ordinal)).Select(f => $"{e}/{Path.GetDirectoryName(f.Path)}")),
    ];

    public void Dispose() => tools.Dispose();

    [Theory]
    [MemberData(nameof(Charts))]
    public void A_chart_makes_what_helm_makes_of_it_on_every_cluster(string chart)
    {
        (RenderOptions options, string folder, RenderedFile[] files) = Of(chart);

        Assert.All(options.Settings.Clusters, c =>
        {
            Dictionary<string, string> parameters = Parameters(options, c.Region);
            IEnumerable<string>? real = tools.Chart(Within(files, folder), parameters)?.Select(EncodingFunctions.ToJson);
            Assert.NotNull(real);
            Assert.Equal(real.Order(StringComparer.Ordinal), Made(files, folder, parameters).Order(StringComparer.Ordinal));
        });
    }

    [Theory]
    [InlineData("platform", null)]
    [InlineData("region", null)]
    [InlineData("cluster", null)]
    [InlineData("platform", "main")]
    [InlineData("platform", "")]
    [InlineData("region", "europe-west1")]
    [InlineData("cluster", "in-cluster")]
    [InlineData("more", "text")]
    public void Production_refuses_a_parameter_that_is_missing_or_no_commit_region_or_cluster_of_it(string name, string? value)
    {
        foreach (string chart in new[] { "prod/cluster", "prod/groups/auth" })
        {
            (RenderOptions options, string folder, RenderedFile[] files) = Of(chart);
            Dictionary<string, string> parameters = Parameters(options, options.Settings.Hub.Region);
            Assert.NotNull(tools.Chart(Within(files, folder), parameters));

            parameters.Remove(name);
            if (value is not null)
            {
                parameters[name] = value;
            }

            Assert.Null(tools.Chart(Within(files, folder), parameters));
        }
    }

    // Where a value could end a quote the text is filled and read; everywhere else a tree that was read once.
    [Fact]
    public void Filling_what_was_read_gives_the_same_as_reading_what_was_filled() =>
        Prop.ForAll(Gen.Elements(Charts.Select(c => c.Data).ToArray()).ToArbitrary(), Gen.ArrayOf(Gen.Elements("asia-south1", "a'b", "0123", "true", "a: b", "x\"y", "#", " z", "v1.2.3", "", "{", "-", "~", "a\nb"), 3).ToArbitrary(), (chart, values) =>
        {
            (_, string folder, RenderedFile[] files) = Of(chart);
            Dictionary<string, string> parameters = new(StringComparer.Ordinal) { ["cluster"] = values[0], ["platform"] = values[1], ["region"] = values[2] };
            Dictionary<string, object?> data = new(StringComparer.Ordinal) { ["Values"] = parameters.ToDictionary(p => p.Key, p => (object?)p.Value, StringComparer.Ordinal) };
            string? slow = Attempt(() => string.Join('\n', files.Where(f => f.Path.StartsWith($"{folder}/templates/", StringComparison.Ordinal)).OrderBy(f => f.Path, StringComparer.Ordinal)
                .Select(f => YamlValues.Read(GoTemplate.Parse(f.Text).Fill(data))).Where(o => o is not null).Select(EncodingFunctions.ToJson)));
            Assert.Equal(slow, Attempt(() => string.Join('\n', Made(files, folder, parameters))));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void What_a_template_lacks_is_said_with_the_file_and_the_line()
    {
        RenderedFile[] files = [new("c/Chart.yaml", "apiVersion: v2\nname: c\nversion: 1.0.0\n"), new("c/templates/a.yaml", "kind: Thing\nmetadata:\n  name: '{{ .Values.regoin }}'\n")];

        ChartException refused = Assert.Throws<ChartException>(() => Made(files, "c", new(StringComparer.Ordinal) { ["region"] = "r" }));

        Assert.Equal(("c/templates/a.yaml", 3, "there is no 'regoin'; there are: region"), (refused.File, refused.Line, refused.Message));
    }

    [Fact]
    public void A_chart_that_makes_itself_again_ends_with_an_error()
    {
        const string application = "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: 'a{{ .Values.x }}', namespace: argocd}\nspec: {project: p, destination: {namespace: argocd}, source: {path: gitops/any/c, targetRevision: main, helm: {parameters: [{name: x, value: '{{ .Values.x }}a'}]}}}\n";
        string set = "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: s, namespace: argocd}\nspec:\n  goTemplate: true\n  goTemplateOptions: [missingkey=error]\n  generators: [{list: {elements: [{x: b}]}}]\n  template:\n    metadata: {name: first}\n    spec: {project: p, destination: {name: hub, namespace: argocd}, source: {repoURL: 'https://example.com', path: gitops/any/c, targetRevision: main, helm: {parameters: [{name: x, value: '{{ .x }}'}]}}}\n";

        InfraException refused = Assert.Throws<InfraException>(() => Committed.Objects([new("sets.yaml", set), new("c/Chart.yaml", "name: c\n"), new("c/templates/a.yaml", application)]));

        Assert.Contains("gitops/any/c/Chart.yaml:1: the chart makes itself again, through the Application ab.", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("spec: 5", "spec.project")]
    [InlineData("spec: {project: p}", "spec.destination")]
    [InlineData("spec: {project: p, destination: {name: c}}", "spec.source")]
    [InlineData("spec: {project: p, destination: {name: c}, sources: []}", "spec.source")]
    [InlineData("kept: here", "spec.project")]
    public void An_application_that_lacks_what_its_kind_requires_is_named(string spec, string lacks)
    {
        string set = "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: s, namespace: argocd}\nspec:\n  goTemplate: true\n  goTemplateOptions: [missingkey=error]\n  generators: [{list: {elements: [{x: b}]}}]\n  template:\n    metadata: {name: first}\n    spec: {project: p, destination: {name: hub, namespace: argocd}, source: {repoURL: 'https://example.com', path: gitops/any/c, targetRevision: main}}\n";

        InfraException refused = Assert.Throws<InfraException>(() => Committed.Objects(
            [new("sets.yaml", set), new("c/Chart.yaml", "name: c\n"), new("c/templates/a.yaml", $"apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {{name: a, namespace: argocd}}\n{spec}\n")]));

        Assert.Equal($"gitops/any/c/templates/a.yaml:1: the Application a has no {lacks}, and Argo CD would refuse it.", refused.Message);
    }

    private static string? Attempt(Func<string> made)
    {
        try
        {
            return made();
        }
        catch (Exception refused) when (refused is ChartException or TemplateException or FunctionException or YamlDotNet.Core.YamlException)
        {
            return null;
        }
    }

    private static (RenderOptions Options, string Folder, RenderedFile[] Files) Of(string chart)
    {
        string environment = chart[..chart.IndexOf('/', StringComparison.Ordinal)];
        RenderOptions options = Committed.Options(environment);
        return (options, chart[(environment.Length + 1)..], [.. Renderer.Render(options)]);
    }

    private static IEnumerable<RenderedFile> Within(IEnumerable<RenderedFile> files, string folder) =>
        files.Where(f => f.Path.StartsWith($"{folder}/", StringComparison.Ordinal)).Select(f => f with { Path = f.Path[(folder.Length + 1)..] });

    private static string[] Made(RenderedFile[] files, string folder, Dictionary<string, string> parameters) =>
        [.. Chart.Find(folder, files)!.Templates.SelectMany(t => t.Fill(parameters)).Select(o => EncodingFunctions.ToJson(o.Object.Manifest))];

    private static Dictionary<string, string> Parameters(RenderOptions options, Region region) => new(StringComparer.Ordinal)
    {
        ["cluster"] = options.Settings.Names.Cluster(region),
        ["platform"] = options.Release.Platform.Value,
        ["region"] = region.Value,
    };
}
