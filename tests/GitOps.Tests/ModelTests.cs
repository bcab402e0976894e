using Infra.GitOps.Templates;

namespace Infra.GitOps.Tests;

/// <summary>Every rendered resource of Argo CD and External Secrets against the published models of both, strictly: an unknown field fails.</summary>
public sealed class ModelTests
{
    private static readonly string[] Groups = ["argoproj.io/", "external-secrets.io/"];

    [Fact]
    public void Every_rendered_resource_fits_its_published_model()
    {
        (string At, object? Object)[] rendered =
        [
            .. Committed.Environments.Select(e => (Name: e, Objects: Committed.Objects(Committed.Options(e)))).Append((Name: "a release on its way", Objects: ReleaseOverrideTests.Waved)).SelectMany(e => e.Objects
                .Where(o => Groups.Any(g => o.TextAt("apiVersion")!.StartsWith(g, StringComparison.Ordinal)))
                .Select(o => ($"{e.Name}: {o.Key}", (object?)o.Manifest))),
        ];

        Assert.All((string[])["Application/", "ApplicationSet/", "AppProject/", "SecretStore/", "ExternalSecret/"], kind => Assert.Contains(rendered, r => r.At.Contains(kind, StringComparison.Ordinal)));
        Assert.Empty(Problems(rendered));
    }

    [Fact]
    public void An_unknown_field_a_wrong_type_and_a_missing_field_are_refused() =>
        Assert.Equal(
            [
                "missing: data/spec must have required property project",
                "type: data/spec/sourceRepos must be array",
                "unknown: Object literal may only specify known properties, and '\"selfheal\"' does not exist in type 'ISyncPolicyAutomated'.",
            ],
            Problems(
                ("unknown", Read("kind: Application\napiVersion: argoproj.io/v1alpha1\nmetadata: {name: a}\nspec: {project: p, destination: {name: c}, syncPolicy: {automated: {selfheal: true}}}\n")),
                ("type", Read("kind: AppProject\napiVersion: argoproj.io/v1alpha1\nmetadata: {name: a}\nspec: {sourceRepos: everything}\n")),
                ("missing", Read("kind: Application\napiVersion: argoproj.io/v1alpha1\nmetadata: {name: a}\nspec: {destination: {name: c}}\n")))
                .Where(p => !p.Contains("is not assignable", StringComparison.Ordinal) && !p.Contains("is missing in type", StringComparison.Ordinal)));

    private static object? Read(string yaml) => YamlValues.Read(yaml);

    private static string[] Problems(params (string At, object? Object)[] objects) => PublishedModels.Problems([.. objects.Select(o => (o.At, EncodingFunctions.ToJson(o.Object)))]);
}
