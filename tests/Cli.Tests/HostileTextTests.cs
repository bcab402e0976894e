using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Infra.Delivery.Releases;
using Infra.Delivery.Risk;
using Infra.GitHub.Comments;
using Infra.GitOps.Comparing;
using Infra.GitOps.Objects;
using Infra.Model.Masking;
using Infra.Model.Plans;
using Infra.Model.Properties;
using Infra.Model.Values;
using Infra.Presenters;
using Infra.Pipeline.Releasing;
using Infra.Pipeline.Workspace;
using Infra.Policy.Reports;
using Infra.Policy.Sarif;
using Infra.Policy.Subjects;
using Infra.Settings.Platform;
using Infra.Settings.Stacks;
using Check = FsCheck.Check;

namespace Infra.Cli.Tests;

/// <summary>Names, reasons and messages of strangers, through everything that shows them. FsCheck prints the seed of a case that fails.</summary>
public sealed partial class HostileTextTests : IDisposable
{
    private static readonly Config Cases = Config.QuickThrowOnFailure.WithMaxTest(200);

    private static readonly EnvironmentFacts Facts = new() { Name = "prod", Tier = Tier.Production, Residency = new RegionSet([Region.Of("asia-south1")]) };

    private static readonly Release Running = ReleaseFile.Parse("release.yaml", File.ReadAllText(Path.Combine(Fixture.Root, "stacks/staging/release.yaml")), Tier.Staging).Release!;

    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void Names_and_paths_of_a_plan_do_no_harm_in_its_table_and_tree() => Check.One(Cases, Prop.ForAll(HostileText.Any, HostileText.Any, (name, path) =>
    {
        Plan plan = PlanOf(name, path);

        Assert.Empty(HostileText.HarmInMarkdown(Written(p => new PlanMarkdown(p).Write(plan)).Replace("`prod`", "", StringComparison.Ordinal), columns: 4));
        Assert.Empty(HostileText.HarmInTerminal(Written(p => new PlanTree(p).Write(plan))));
        Assert.Empty(HostileText.HarmInTerminal(Written(p => new PlanTable(p).Write(plan))));
        Assert.Empty(HostileText.HarmInTerminal(Written(p => new PlanDetail(p).Write(plan, plan.Steps[0]))));
        Assert.Empty(HostileText.HarmInTerminal(PlanPage.Write(plan)));
        Assert.Equal(Tags(PlanPage.Write(PlanOf("a", "b"))), Tags(PlanPage.Write(plan)));
        Assert.All(GraphOutput.Of(plan, OutputFormat.Mermaid).Split('\n'), l => Assert.True(l.Count(c => c == '"') is 0 or 2, l));
        Assert.Empty(HostileText.HarmInJson(PlanJson.Write(plan)));
    }));

    [Fact]
    public void Names_values_and_files_that_break_rules_do_no_harm_in_any_report() => Check.One(Cases, Prop.ForAll(HostileText.Any, HostileText.Any, (name, file) =>
    {
        PolicyReport report = PolicyReport.Of(new PolicyInput(Facts, plan: null, [PodOf(name, file)]), RuleCatalog.All);
        Assert.False(report.IsClean);
        using StringWriter output = new();
        using StringWriter error = new();
        workspace.Variables["GITHUB_ACTIONS"] = "true";
        Host host = workspace.Host(output, error, keyboard: null);

        PolicyOutput.Write(host, report, OutputFormat.Tree);

        Assert.Empty(HostileText.HarmInTerminal(output.ToString()));
        Assert.All(error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), l => Assert.StartsWith("::error file=", l, StringComparison.Ordinal));
        Assert.Empty(HostileText.HarmInMarkdown(PolicyMarkdown.Write(report), columns: 5));
        string sarif = SarifReport.Write(report, RuleCatalog.All, "1.0.0");
        Assert.Empty(HostileText.HarmInJson(sarif));
        Assert.Equal("2.1.0", JsonDocument.Parse(sarif).RootElement.GetProperty("version").GetString());
    }));

    [Fact]
    public void Reasons_names_and_files_do_no_harm_in_the_pull_request_of_a_rollback() => Check.One(Cases, Prop.ForAll(HostileText.Any, HostileText.Any, (reason, name) =>
    {
        CommittedEnvironment before = new("0123456789abcdef0123456789abcdef01234567", null, [new KeptObject("Service", "shop", name, ImmutableDictionary<string, object?>.Empty)], IsProduction: false);
        ReleaseProposal proposal = new(Running, before.Commit, before, before with { Objects = [] }, PlanOf(name, reason), [name]);
        ReleaseEntry entry = new(before.Commit, Running);
        RiskAssessment risk = new(42, RiskLevel.Medium, []);

        PullRequestText text = RollbackText.Of(new RollbackOptions { Environment = "staging", Backend = "local", Reason = reason }, entry, entry, proposal, risk, "rollback/staging/1");

        Assert.Empty(HostileText.HarmInMarkdown(text.Body, columns: 3));
        Assert.Empty(HostileText.HarmInTerminal(text.Title));
    }));

    [Fact]
    public void Names_and_kinds_of_manifests_do_no_harm_in_a_difference() => Check.One(Cases, Prop.ForAll(HostileText.Any, HostileText.Any, (name, kind) =>
    {
        CommittedEnvironment before = new("0123456789abcdef0123456789abcdef01234567", null, [new KeptObject(kind, name, name, ImmutableDictionary<string, object?>.Empty)], IsProduction: false);
        CommittedEnvironment after = before with { Objects = [] };
        string Shown(OutputFormat format)
        {
            using StringWriter output = new();
            new DiffOutput(workspace.Host(output, output, keyboard: null), StackName.Of("prod"), before, after, EnvironmentDiff.Of(before.Objects, after.Objects), "one of one goes", isBlocked: true).Write(format);
            return output.ToString();
        }

        Assert.Empty(HostileText.HarmInMarkdown(Shown(OutputFormat.Markdown).Replace("`prod`", "", StringComparison.Ordinal), columns: 4));
        Assert.Empty(HostileText.HarmInTerminal(Shown(OutputFormat.Tree)));
        Assert.Empty(HostileText.HarmInJson(Shown(OutputFormat.Json)));
    }));

    [Fact]
    public void A_comment_that_holds_all_of_it_has_one_marker() => Check.One(Cases, Prop.ForAll(HostileText.Any, text =>
    {
        Assert.True(Marker.TryParse("prod", out Marker? marker));
        string comment = KeptText.Of(marker, $"- {Printable.Markdown(text)}", link: null);

        Assert.Empty(HostileText.HarmInMarkdown(comment[marker.Line.Length..], columns: 0));
    }));

    [Theory]
    [InlineData("a\u001b[31mb")]
    [InlineData("a\n::set-output name=a::b")]
    [InlineData("a\U000E0041")]
    [InlineData("a\u202eb")]
    public void Harm_in_a_terminal_is_seen(string output) => Assert.NotEmpty(HostileText.HarmInTerminal(output));

    // No attribute can hold half a character.
    [Fact]
    public void Half_a_character_is_harm_and_is_written_out()
    {
        Assert.NotEmpty(HostileText.HarmInTerminal("a\ud800b"));
        Assert.Equal("a\\ud800b", Printable.Text("a\ud800b"));
        Assert.Equal("a\\udb40\\udc41b😀", Printable.Text("a\U000E0041b😀"));
    }

    [Theory]
    [InlineData("{\"a\": \"\u001b[31m\"}")]
    [InlineData("::add-mask::x")]
    public void Harm_in_JSON_is_seen(string output) => Assert.NotEmpty(HostileText.HarmInJson(output));

    [Theory]
    [InlineData("<b>")]
    [InlineData("@everyone")]
    [InlineData("${{ x }}")]
    [InlineData("```")]
    [InlineData("[a](b)")]
    [InlineData("| a | b | c |")]
    public void Harm_in_Markdown_is_seen(string output) => Assert.NotEmpty(HostileText.HarmInMarkdown(output, columns: 2));

    private static string Written(Action<Painter> write)
    {
        using StringWriter output = new();
        write(new Painter(output, isTerminal: false, _ => null));
        return output.ToString();
    }

    // What a page is made of: a text that broke out would add to it.
    private static IEnumerable<string> Tags(string page) => Tag().Matches(page).Select(m => m.Value);

    [GeneratedRegex("<[a-z/!][^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    private static Plan PlanOf(string name, string path) => new()
    {
        Stack = "prod",
        Backend = "local",
        Steps =
        [
            new PlanStep
            {
                Urn = Urn.Child("prod", "infra", Urn.Root("prod", "infra"), "gcp:storage/bucket:Bucket", name),
                Op = StepOp.Replace,
                Custom = true,
                Stateful = true,
                Diff = [new PropertyDiff(path, DiffKind.Update, PropertyValue.Of(name), PropertyValue.Of(path), ForcesReplacement: true)],
            },
        ],
        Outputs = PropertyMap.From([new(path, PropertyValue.Of(name))]),
        OutputsBefore = PropertyMap.Empty,
    };

    private static Subject PodOf(string name, string file)
    {
        static PropertyValue Map(params KeyValuePair<string, PropertyValue>[] entries) => PropertyValue.Of(PropertyMap.From(entries));
        PropertyValue container = Map(new("image", PropertyValue.Of(name)), new("name", PropertyValue.Of(name)));
        PropertyMap pod = PropertyMap.From(
        [
            new("kind", PropertyValue.Of("Pod")),
            new("metadata", Map(new("name", PropertyValue.Of(name)), new("namespace", PropertyValue.Of(name)))),
            new("spec", Map(new("containers", PropertyValue.Of([container])), new("serviceAccountName", PropertyValue.Of(file)))),
        ]);
        return Subject.Of(file, pod, _ => 1);
    }
}
