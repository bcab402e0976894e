using Infra.Model.Errors;
using Infra.Model.Plans;

namespace Infra.Model.Tests.Plans;

public sealed class PlanSelectionTests
{
    private static readonly Urn Root = Urn.Root("dev", "infra");
    private static readonly Urn Provider = Of("pulumi:providers:gcp", "google", Root);
    private static readonly Urn Network = Of("infra:cloud:Network", "net", Root);
    private static readonly Urn Subnet = Of("gcp:compute/subnetwork:Subnetwork", "nodes", Network);
    private static readonly Urn Router = Of("gcp:compute/router:Router", "router", Network);
    private static readonly Urn Cluster = Of("infra:cloud:GkeCluster", "main", Root);
    private static readonly Urn Control = Of("gcp:container/cluster:Cluster", "main", Cluster);
    private static readonly Urn Pool = Of("gcp:container/nodePool:NodePool", "pool", Cluster);

    private static readonly Plan Sample = new()
    {
        Stack = "dev",
        Backend = "local",
        Steps =
        [
            new() { Urn = Root, Op = StepOp.Same, Custom = false },
            new() { Urn = Provider, Op = StepOp.Same, Custom = true, Parent = Root },
            new() { Urn = Network, Op = StepOp.Create, Custom = false, Parent = Root },
            new() { Urn = Subnet, Op = StepOp.Create, Custom = true, Parent = Network, Provider = Provider },
            new() { Urn = Router, Op = StepOp.Create, Custom = true, Parent = Network, Provider = Provider },
            new() { Urn = Cluster, Op = StepOp.Create, Custom = false, Parent = Root },
            new() { Urn = Control, Op = StepOp.Create, Custom = true, Parent = Cluster, Provider = Provider, DependsOn = [Subnet] },
            new() { Urn = Pool, Op = StepOp.Create, Custom = true, Parent = Cluster, Provider = Provider, DependsOn = [Control] },
        ],
    };

    private readonly PlanSelection selection = new(Sample);

    [Fact]
    public void A_name_finds_all_that_have_it_and_a_urn_finds_one()
    {
        Assert.Equal([Cluster, Control], selection.Named("--show", ["main"]).Select(s => s.Urn));
        Assert.Equal([Pool], selection.Named("--show", [Pool.Value]).Select(s => s.Urn));
    }

    [Fact]
    public void Every_unknown_name_is_said_with_what_is_near()
    {
        InfraException refusal = Assert.Throws<InfraException>(() => selection.Named("--show", ["mai", "pool", "nothing\u001b"]));

        Assert.Equal(ErrorKind.Configuration, refusal.Kind);
        Assert.Equal(
            "--show is 'mai', and the plan of dev has no resource or component of that name. Near it are 'main'.\n"
            + "--show is 'nothing\\u001b', and the plan of dev has no resource or component of that name. `infra preview ENV --summary` and `infra graph ENV` name what there is.",
            refusal.Message);
    }

    [Fact]
    public void A_resource_comes_with_what_it_needs_and_what_that_is_a_part_of_and_no_more() =>
        Assert.Equal([Root, Provider, Network, Subnet, Cluster, Control, Pool], selection.Closure(selection.Named("--target", ["pool"])).Steps.Select(s => s.Urn));

    [Fact]
    public void A_component_comes_with_its_parts() =>
        Assert.Equal([Root, Provider, Network, Subnet, Router], selection.Closure(selection.Named("--target", ["net"])).Steps.Select(s => s.Urn));

    [Fact]
    public void Resources_that_need_each_other_end_the_search()
    {
        Plan circle = Sample with { Steps = [.. Sample.Steps.Select(s => s.Urn == Subnet ? s with { Parent = Subnet, DependsOn = [Pool] } : s)] };
        PlanSelection circular = new(circle);

        Assert.Contains(Subnet, circular.Closure(circular.Named("--target", ["nodes"])).Steps.Select(s => s.Urn));
    }

    [Theory]
    [InlineData("5 to update, 200 unchanged", 0, 5, 200)]
    [InlineData("no changes, 205 unchanged", 0, 0, 205)]
    [InlineData("no changes", 0, 0, 0)]
    [InlineData("2 to create, 1 to update", 2, 1, 0)]
    public void Counts_have_the_same_words_everywhere(string words, int create, int update, int same) =>
        Assert.Equal(words, new PlanSummary(create, update, 0, 0, same, 0, 0).Planned);

    [Fact]
    public void What_was_done_has_the_words_of_what_was_planned() =>
        Assert.Equal("1 created, 7 imported, 2 updated, 3 replaced, 4 deleted, 6 read, 5 unchanged", new PlanSummary(1, 2, 3, 4, 5, 6, 7).Finished);

    private static Urn Of(string type, string name, Urn parent) => Urn.Child("dev", "infra", parent, type, name);
}
