using Infra.Emulator;
using Infra.Engine;
using Infra.Engine.Capture;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Plans;
using Infra.Presenters;
using Pulumi;
using Pulumi.Gcp.Container;
using Pulumi.Gcp.Projects;

namespace Infra.Cli.Tests;

/// <summary>A cluster of Google's own type is moved: what a person sees, and what happens.</summary>
public sealed class ReplacementTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("infra-replacement-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_changed_location_replaces_the_cluster_and_its_pools_and_says_so_loudly()
    {
        await UpAsync("asia-south1");

        Plan plan = await Backend("asia-south2").PreviewAsync(TestContext.Current.CancellationToken);

        Assert.Equal([("c", StepOp.Replace), ("pool", StepOp.Replace)], plan.Steps.Where(s => s.Op != StepOp.Same).Select(s => (s.Name, s.Op)));
        Assert.True(plan.Steps.Single(s => s.Name == "c").DeleteBeforeReplace);
        using StringWriter output = new();
        new PlanTree(new Painter(output, isTerminal: false, _ => null)).Write(plan);
        Assert.Equal(
            """
            +- replace

                Cluster c: 1 to replace
             +- container.Cluster  c
                    ~ location: "asia-south1" => "asia-south2"  (forces replacement)

                Node pool pool: 1 to replace
             +- container.NodePool  pool
                    ~ location: "asia-south1" => "asia-south2"  (forces replacement)

            !! DATA LOSS: 1 resource that cannot be made again would be destroyed
            !!   container.Cluster c would be replaced (deleted, then made anew and empty)

            Plan: 2 to replace, 2 unchanged.

            """.ReplaceLineEndings("\n"),
            output.ToString());
    }

    [Fact]
    public async Task Moving_the_cluster_deletes_its_pools_first_and_leaves_nothing_to_do()
    {
        await UpAsync("asia-south1");

        UpdateOutcome outcome = await UpAsync("asia-south2");

        Assert.True(outcome.Succeeded);
        Assert.Equal(["c", "pool"], outcome.Done.Select(s => s.Name));
        Assert.False((await Backend("asia-south2").PreviewAsync(TestContext.Current.CancellationToken)).Summary.HasChanges);
    }

    [Fact]
    public async Task A_cluster_whose_deletion_protection_is_on_is_not_moved()
    {
        await UpAsync("asia-south1", protect: true);

        InfraException refusal = await Assert.ThrowsAsync<InfraException>(() => Backend("asia-south2", protect: true).PreviewAsync(TestContext.Current.CancellationToken));

        Assert.Equal(ErrorKind.Resource, refusal.Kind);
        Assert.Equal(
            "urn:pulumi:test::infra::gcp:container/cluster:Cluster::c would be replaced, and its deletionProtection forbids it. If that is meant, set deletionProtection so that it allows deletion, apply that, and try again.",
            refusal.Message);
    }

    private async Task<UpdateOutcome> UpAsync(string location, bool protect = false)
    {
        LocalBackend backend = Backend(location, protect);
        return await backend.ApplyAsync(await backend.PreviewAsync(TestContext.Current.CancellationToken), null, TestContext.Current.CancellationToken);
    }

    private LocalBackend Backend(string location, bool protect = false) => new(
        new StackProgram("infra", "test", options => new Moving(location, protect, options)), new LocalBackendOptions { Cloud = LocalCloud.Open, Folder = folder });

    private sealed class Moving : Stack
    {
        public Moving(string location, bool protect, StackOptions options)
            : base(options)
        {
            Service api = new("api", new ServiceArgs { ServiceName = "container.googleapis.com", Project = "setu-test" });
            Cluster cluster = new(
                "c",
                new ClusterArgs { Name = "c", Project = "setu-test", Location = location, InitialNodeCount = 1, DeletionProtection = protect },
                new CustomResourceOptions { DependsOn = { api } });
            _ = new NodePool("pool", new NodePoolArgs { Name = "pool", Project = "setu-test", Cluster = cluster.Name, Location = location, NodeCount = 1 });
        }
    }
}
