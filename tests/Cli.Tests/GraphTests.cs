using Infra.Model.Plans;
using Infra.Presenters;

namespace Infra.Cli.Tests;

/// <summary>The graph of a plan, for Mermaid and Graphviz.</summary>
public sealed class GraphTests
{
    private static readonly Urn Root = Urn.Root("dev", "infra");
    private static readonly Urn Network = Urn.Child("dev", "infra", Root, "infra:cloud:Network", "net");
    private static readonly Urn Subnet = Urn.Child("dev", "infra", Network, "gcp:compute/subnetwork:Subnetwork", "nodes");
    private static readonly Urn Cluster = Urn.Child("dev", "infra", Root, "infra:cloud:GkeCluster", "a\"]; n0 --> n0\\\n`<b>`#quot;");
    private static readonly Urn Pool = Urn.Child("dev", "infra", Cluster, "gcp:container/nodePool:NodePool", "pool");

    [Fact]
    public void A_component_needs_another_when_a_part_of_it_needs_a_part_of_that_and_a_hostile_name_stays_a_name()
    {
        Assert.Equal(
            """
            %% An arrow leads from what needs to what is needed.
            flowchart LR
              n0["GkeCluster a#34;#93;#59; n0 --#62; n0#92;#92;u000a#96;#60;b#62;#96;#35;quot#59;<br/>2 to create"]
              n1["Network net<br/>2 to create"]
              n0 --> n1

            """.ReplaceLineEndings("\n"),
            GraphOutput.Of(Sample(), OutputFormat.Mermaid));
        Assert.Equal(
            """
            // An arrow leads from what needs to what is needed.
            digraph "dev" {
              rankdir=LR;
              node [shape=box];
              n0 [label="GkeCluster a\"]; n0 --> n0\\\\u000a`<b>`#quot;\n2 to create"];
              n1 [label="Network net\n2 to create"];
              n0 -> n1;
            }

            """.ReplaceLineEndings("\n"),
            GraphOutput.Of(Sample(), OutputFormat.Dot));
    }

    [Fact]
    public void The_order_of_steps_changes_nothing() =>
        Assert.Equal(GraphOutput.Of(Sample(), OutputFormat.Dot), GraphOutput.Of(Sample() with { Steps = [.. Sample().Steps.Reverse()] }, OutputFormat.Dot));

    private static Plan Sample() => new()
    {
        Stack = "dev",
        Backend = "local",
        Steps =
        [
            new PlanStep { Urn = Root, Op = StepOp.Create, Custom = false },
            new PlanStep { Urn = Network, Op = StepOp.Create, Custom = false, Parent = Root },
            new PlanStep { Urn = Subnet, Op = StepOp.Create, Custom = true, Parent = Network, DependsOn = [Network] },
            new PlanStep { Urn = Cluster, Op = StepOp.Create, Custom = false, Parent = Root },
            new PlanStep { Urn = Pool, Op = StepOp.Create, Custom = true, Parent = Cluster, DependsOn = [Cluster, Subnet] },
        ],
    };
}
