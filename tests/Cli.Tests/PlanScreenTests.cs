using System.Collections.Immutable;
using Infra.Model.Plans;
using Infra.Model.Properties;
using Infra.Presenters;

namespace Infra.Cli.Tests;

/// <summary>Screens of one plan that has everything, as a person sees them: approved files in Screens, one a width, with and without colour.</summary>
public sealed class PlanScreenTests
{
    private static readonly Urn Root = Urn.Root("dev", "infra");
    private static readonly Urn Google = Of("pulumi:providers:gcp", "setu-dev-google", Root);
    private static readonly Urn Network = Of("infra:cloud:Network", "setu-dev-network", Root);
    private static readonly Urn Firewall = Of("infra:cloud:Firewall", "setu-dev-network-firewall", Network);
    private static readonly Urn First = Of("infra:cloud:Secret", "setu-dev-maps-api-key-secret", Root);
    private static readonly Urn Second = Of("infra:cloud:Secret", "setu-dev-payments-db-password-secret", Root);
    private static readonly Urn Bucket = Of("infra:cloud:StateBucket", "setu-dev-state-exports-bucket", Root);

    public static TheoryData<int, bool> Screens => new(from columns in (int[])[60, 80, 120, 200] from colour in (bool[])[false, true] select (columns, colour));

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task A_plan_looks_as_it_was_approved(int columns, bool colour)
    {
        string path = Path.Combine(Workspace.Root, "tests", "Cli.Tests", "Screens", $"{columns}{(colour ? "-colour" : "")}.txt");
        string shown = Shown(columns, colour);

        if (Environment.GetEnvironmentVariable("INFRA_APPROVE") == "1")
        {
            await File.WriteAllTextAsync(path, shown, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), shown);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(200)]
    public void Colour_changes_no_letter(int columns) => Assert.Equal(Shown(columns, colour: false), Shown(columns, colour: true).Replace("\\e", "\u001b", StringComparison.Ordinal).Split('\u001b').Aggregate((a, b) => a + b[(b.IndexOf('m', StringComparison.Ordinal) + 1)..]));

    [Fact]
    public void A_plan_without_changes_is_one_line()
    {
        Plan plan = Everything() with { Steps = [.. Everything().Steps.Select(s => s with { Op = StepOp.Same, Diff = [] })], UncheckedTypes = [], Outputs = Everything().OutputsBefore! };
        using StringWriter text = new();

        new PlanTree(new Painter(text, isTerminal: false, _ => null), 80).Write(plan);

        Assert.Equal("Plan: no changes, 15 unchanged.\n", text.ToString());
    }

    // The escape character would be no text in a file that people read.
    private static string Shown(int columns, bool colour)
    {
        using StringWriter text = new();
        Painter painter = new(text, colour, _ => null);
        new PlanTree(painter, columns).Write(Everything());
        painter.Line();
        new PlanTable(painter, columns).Write(Everything());
        return text.ToString().Replace("\u001b", "\\e", StringComparison.Ordinal);
    }

    internal static Plan Everything() => new()
    {
        Stack = "dev",
        Backend = "local",
        Outputs = Map(("bucket", Text("setu-dev-artifacts")), ("endpoints", PropertyValue.Of(Map(("asia-south1", PropertyValue.Unknown))))),
        OutputsBefore = Map(("bucket", Text("setu-dev-artifacts")), ("endpoints", PropertyValue.Of(Map(("asia-south1", Text("10.0.0.1")), ("asia-south2", Text("10.0.0.2")))))),
        UncheckedTypes = ["aws:s3/bucket:Bucket"],
        Steps =
        [
            Step(Root, StepOp.Same),
            Step(Google, StepOp.Update) with
            {
                Parent = Root, Custom = true, Diff = [new("defaultLabels", DiffKind.Update, Text("{ \"owner\": \"platform-team\", \"tier\": \"dev\" }"), Text("{ \"cost\": \"cc-1\", \"owner\": \"delivery-team\", \"tier\": \"dev\" }"), false)],
            },
            Step(Network, StepOp.Create) with { Parent = Root },
            Made(Of("gcp:compute/network:Network", "setu-dev-vpc", Network), Network),
            Step(Firewall, StepOp.Create) with { Parent = Network },
            Made(Of("gcp:compute/firewall:Firewall", "setu-dev-allow-ingress-control-plane-webhooks-of-everything-that-has-one", Firewall), Firewall) with { Protect = true },
            Step(First, StepOp.Same) with { Parent = Root },
            Step(Of("gcp:secretmanager/secret:Secret", "maps-api-key", First), StepOp.Update) with
            {
                Parent = First, Custom = true, Provider = Google,
                Diff =
                [
                    new("effectiveLabels.owner", DiffKind.Update, Text("a"), Text("b"), false), new("labels.owner", DiffKind.Update, Text("a"), Text("b"), false),
                    new("pulumiLabels.owner", DiffKind.Update, Text("a"), Text("b"), false), new("topics[0].name", DiffKind.Add, null, Text("日本語の名前😀"), false),
                ],
            },
            Step(Second, StepOp.Same) with { Parent = Root },
            Step(Of("gcp:secretmanager/secret:Secret", "payments-db-password", Second), StepOp.Same) with { Parent = Second, Custom = true, Provider = Google },
            Step(Of("gcp:secretmanager/secretVersion:SecretVersion", "payments-db-password", Second), StepOp.Update) with
            {
                Parent = Second, Custom = true, Diff = [new("secretData", DiffKind.Update, new SecretValue("aa", null), PropertyValue.UnknownSecret, false)],
            },
            Step(Of("gcp:container/cluster:Cluster", "setu-dev-asia-south1", Root), StepOp.Replace) with
            {
                Parent = Root, Custom = true, Stateful = true, DeleteBeforeReplace = true,
                Diff =
                [
                    new("location", DiffKind.Update, Text("asia-south1"), Text("asia-south2"), true),
                    new("nodeConfig.oauthScopes[0]", DiffKind.Update, Text("https://www.googleapis.com/auth/cloud-platform/everything/below/it/and/more/read"), Text("https://www.googleapis.com/auth/cloud-platform/everything/below/it/and/more/write"), false),
                ],
            },
            Step(Of("gcp:dns/managedZone:ManagedZone", "taken-over", Root), StepOp.Import) with { Parent = Root, Custom = true },
            Step(Bucket, StepOp.Delete) with { Parent = Root },
            Step(Of("gcp:storage/bucket:Bucket", "setu-dev-471203-state-exports", Bucket), StepOp.Delete) with { Parent = Bucket, Custom = true, Stateful = true },
        ],
    };

    private static PlanStep Step(Urn urn, StepOp op) => new() { Urn = urn, Op = op, Custom = false };

    private static PlanStep Made(Urn urn, Urn parent) => new() { Urn = urn, Op = StepOp.Create, Custom = true, Parent = parent, Provider = Google };

    private static Urn Of(string type, string name, Urn parent) => Urn.Child("dev", "infra", parent, type, name);

    private static PropertyValue Text(string text) => PropertyValue.Of(text);

    private static PropertyMap Map(params (string Key, PropertyValue Value)[] entries) => PropertyMap.From(entries.Select(e => KeyValuePair.Create(e.Key, e.Value)));
}
