using System.Collections.Immutable;
using Infra.Cloud.Environments;
using Infra.Emulator;
using Infra.Engine;
using Infra.Engine.Capture;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Model.Values;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;
using Pulumi;

namespace Infra.Cli.Tests;

public sealed class PlatformOrderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("infra-order-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("dev", 1)]
    [InlineData("staging", 2)]
    [InlineData("prod", 2)]
    public async Task Everything_on_a_cluster_waits_for_what_it_needs(string stack, int clusters)
    {
        PlatformOrder order = new((await PlanAsync(stack)).Steps);

        Assert.Empty(order.Problems());
        Assert.Equal(clusters, order.Chart("external-secrets").Select(r => r.Provider).Distinct().Count());
        Assert.Equal($"setu-{stack}-asia-south1", Assert.Single(order.Chart("argo-cd")).Provider!.Value.Name);
    }

    [Fact]
    public async Task There_is_no_rule_that_a_missing_dependency_would_not_break()
    {
        Plan plan = await PlanAsync("prod");
        (PlanStep Late, PlanStep Early)[] rules = [.. new PlatformOrder(plan.Steps).Rules()];

        Assert.True(rules.Length > 150, $"{rules.Length} rules");
        Assert.All(rules.Select(r => r.Early).Distinct(), early =>
        {
            IEnumerable<PlanStep> cut = plan.Steps.Select(s => s with { DependsOn = s.DependsOn.Remove(early.Urn), Provider = s.Provider == early.Urn ? null : s.Provider });
            Assert.Empty(rules.Where(r => r.Early == early).Select(r => PlatformOrder.Line(r.Late, r.Early)).Except(new PlatformOrder(cut).Problems(rules), StringComparer.Ordinal));
        });
    }

    /// <summary>A provider waits for nodes, and Google's answer comes only when a pod waits for ever: no schema knows it, so the order does.</summary>
    [Fact]
    public async Task A_provider_that_waits_for_no_nodes_is_found()
    {
        Plan plan = await PlanAsync("prod", ("pulumi:providers:kubernetes", "setu-prod-asia-south2"));

        Assert.Contains("pulumi:providers:kubernetes setu-prod-asia-south2 does not wait for gcp:container/nodePool:NodePool setu-prod-asia-south2-general", new PlatformOrder(plan.Steps).Problems());
    }

    /// <summary>The program itself with one resource that waits for nothing but its parent and its provider.</summary>
    [Theory]
    [InlineData("kubernetes:helm.sh/v3:Release", "setu-prod-asia-south2-external-secrets", "namespaces \"external-secrets\" not found")]
    [InlineData("kubernetes:external-secrets.io/v1:SecretStore", "setu-prod-argocd-credentials-store", "no matches for kind \"SecretStore\" in version \"external-secrets.io/v1\"")]
    [InlineData("kubernetes:external-secrets.io/v1:ExternalSecret", "setu-prod-argocd-credentials-argocd-redis", "no matches for kind \"ExternalSecret\" in version \"external-secrets.io/v1\"")]
    [InlineData("kubernetes:helm.sh/v3:Release", "setu-prod-argocd", "namespaces \"argocd\" not found")]
    [InlineData("kubernetes:core/v1:Secret", "setu-prod-asia-south2-argocd-cluster", "namespaces \"argocd\" not found")]
    [InlineData("kubernetes:argoproj.io/v1alpha1:Application", "setu-prod-root", "no matches for kind \"Application\" in version \"argoproj.io/v1alpha1\"")]
    public async Task A_dependency_that_is_left_out_of_the_program_is_refused_by_the_preview(string type, string name, string missing)
    {
        InfraException refusal = await Assert.ThrowsAsync<InfraException>(() => PlanAsync("prod", (type, name)));

        Assert.Contains($"{type}::{name}: 404 NotFound: {missing} before this is made: ", refusal.Message, StringComparison.Ordinal);
    }

    private async Task<Plan> PlanAsync(string stack, (string Type, string Name)? hasty = null)
    {
        string file = $"stacks/Pulumi.{stack}.yaml";
        StackSettings settings = SettingsFile.Parse(file, await File.ReadAllTextAsync(Path.Combine(Workspace.Root, file), TestContext.Current.CancellationToken), StackName.Of(stack)).Settings!;
        PlatformSource source = new(RepositoryUrl.Of("https://github.com/setu-retail/infra"), new Release(GitRevision.Of("3f1c2b7a9d4e5f60718293a4b5c6d7e8f9012345"), GitRevision.Of("8b7a6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b"), ImmutableSortedDictionary<string, ChartVersion>.Empty, ImmutableSortedDictionary<string, int>.Empty, Event: null));
        bool found = hasty is null;
        LocalBackend backend = new(
            new StackProgram("infra", stack, options =>
            {
                options.ResourceTransformations.Insert(0, made =>
                {
                    if (hasty is not { } wanted || made.Resource.GetResourceType() != wanted.Type || made.Resource.GetResourceName() != wanted.Name)
                    {
                        return null;
                    }

                    found = true;
                    made.Options.DependsOn = ImmutableArray<Resource>.Empty;
                    return new ResourceTransformationResult(made.Args, made.Options);
                });
                return new EnvironmentStack(settings, source, options);
            }),
            new LocalBackendOptions { Cloud = LocalCloud.Open, Folder = folder });
        Plan plan = await backend.PreviewAsync(TestContext.Current.CancellationToken);
        Assert.True(found, $"{hasty} was not found");
        return plan;
    }
}
