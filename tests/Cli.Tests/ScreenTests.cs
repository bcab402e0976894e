using Infra.Model.Backends;
using Infra.Model.Plans;
using Infra.Model.Properties;
using Infra.Pipeline.Workspace;
using Infra.Presenters;

namespace Infra.Cli.Tests;

/// <summary>Where the width comes from, and what small outputs say.</summary>
public sealed class ScreenTests : IDisposable
{
    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Theory]
    [InlineData(null, null, 120)]
    [InlineData(null, 72, 72)]
    [InlineData("90", 72, 90)]
    [InlineData("90", null, 90)]
    [InlineData("0", 72, 72)]
    [InlineData("-5", 72, 72)]
    [InlineData("wide", 72, 72)]
    [InlineData("99999999999", 72, 72)]
    [InlineData("1", 72, 40)]
    [InlineData("100000", 72, 400)]
    public void The_width_is_that_of_COLUMNS_else_of_the_terminal_else_120_within_reason(string? said, int? terminal, int columns)
    {
        if (said is not null)
        {
            workspace.Variables["COLUMNS"] = said;
        }

        Host host = workspace.Host(TextWriter.Null, TextWriter.Null, keyboard: null) with { Columns = terminal };

        Assert.Equal(columns, Screen.Columns(host));
    }

    [Fact]
    public void Sentences_on_standard_error_are_broken_for_a_terminal_and_for_nothing_else()
    {
        Host host = workspace.Host(TextWriter.Null, TextWriter.Null, keyboard: null) with { Columns = 72 };

        Assert.Null(Screen.ErrorColumns(host));
        Assert.Equal(72, Screen.ErrorColumns(host with { ErrorIsTerminal = true }));
    }

    [Fact]
    public async Task An_error_is_broken_between_words_on_a_terminal_and_stays_one_line_elsewhere()
    {
        (string whole, _) = await workspace.RunAsync(["preview", "nowhere"]);
        workspace.Variables["COLUMNS"] = "60";

        (string broken, _) = await workspace.RunAsync(["preview", "nowhere"]);

        Assert.Equal("error: There is no stack 'nowhere'. A stack is a file stacks/Pulumi.NAME.yaml; there are: bootstrap, dev, prod, staging.\n", whole);
        Assert.Equal("error: There is no stack 'nowhere'. A stack is a file\n       stacks/Pulumi.NAME.yaml; there are: bootstrap, dev,\n       prod, staging.\n", broken);
    }

    [Fact]
    public void A_message_stands_beside_what_it_is_about_where_it_has_room_and_below_where_not()
    {
        (string, string, string)[] findings = [("ok", "stack dev", "settings are good"), ("note", "packages", "stubs of the official packages: the local backend works\nand the real cloud does not")];

        Assert.Equal("ok   stack dev  settings are good\nnote packages   stubs of the official packages: the local backend works\n                and the real cloud does not\n", FindingTable.Of(findings, null));
        Assert.Equal("ok   stack dev  settings are good\nnote packages   stubs of the official packages: the local\n                backend works\n                and the real cloud does not\n", FindingTable.Of(findings, 60));
        Assert.Equal("ok   stack dev\n    settings are good\nnote packages\n    stubs of the official packages: the local\n    backend works\n    and the real cloud does not\n", FindingTable.Of(findings, 46));
    }

    [Fact]
    public void In_a_comment_few_changes_stand_open_and_many_are_folded_and_what_is_created_has_no_column_of_changes()
    {
        Plan few = PlanScreenTests.Everything();
        Urn root = few.Steps[0].Urn;
        Plan many = few with { Steps = [few.Steps[0] with { Op = StepOp.Same }, .. Enumerable.Range(1, 13).Select(i => new PlanStep { Urn = Urn.Child("dev", "infra", root, "gcp:storage/bucket:Bucket", $"bucket-{i}"), Op = StepOp.Create, Custom = true, Parent = root })] };

        (string open, string folded) = (Markdown(few), Markdown(many));

        Assert.Contains("<details open><summary>", open, StringComparison.Ordinal);
        Assert.Contains("\n> <code>setu-dev-google</code>: Google then changes the labels of 1 unchanged resource", open, StringComparison.Ordinal);
        Assert.Contains("| Step | Type | Name | Changes |\n", open, StringComparison.Ordinal);
        Assert.Contains("<details><summary>", folded, StringComparison.Ordinal);
        Assert.Contains("| Step | Type | Name |\n|---|---|---|\n", folded, StringComparison.Ordinal);
        Assert.DoesNotContain("Changes", folded, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_output_is_masked_in_every_format_wherever_it_stands()
    {
        SecretValue secret = new("0123456789abcdef", PropertyValue.Of("hunter2"));
        StackStatus status = new()
        {
            Stack = "dev", Backend = "local", Exists = true, StateDigest = "none",
            Outputs = PropertyMap.From([new("list", PropertyValue.Of([secret])), new("map", PropertyValue.Of(PropertyMap.From([new("inner", secret)]))), new("top", secret), new("zone", PropertyValue.Of("a"))]),
        };

        Assert.Equal("list     [\"[secret]\"]\nmap\n  inner  [secret]\ntop      [secret]\nzone     a\n", StackOutputs.Text(status));
        Assert.DoesNotContain("hunter2", StackOutputs.Json(status), StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcdef", StackOutputs.Json(status), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_of_a_plan_is_masked_in_every_way_to_show_it()
    {
        SecretValue secret = new("0123456789abcdef", PropertyValue.Of("hunter2"));
        Plan plan = PlanScreenTests.Everything();
        plan = plan with { Steps = [.. plan.Steps.Select(s => s with { Inputs = PropertyMap.From([new("secret", secret)]), Diff = s.Op == StepOp.Update ? [new("secret", DiffKind.Update, secret, secret, false)] : [] })] };
        using StringWriter text = new();
        Painter painter = new(text, isTerminal: false, _ => null);

        new PlanTree(painter).Write(plan);
        new PlanMarkdown(painter).Write(plan);
        new PlanDetail(painter).Write(plan, plan.Steps[1]);
        text.Write(PlanPage.Write(plan));

        Assert.Contains("[secret]", text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcdef", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_default_labels_reach_is_counted_in_the_whole_plan_also_when_a_part_of_it_is_shown()
    {
        Plan whole = PlanScreenTests.Everything();
        Plan part = whole with { Steps = [.. whole.Steps.Where(s => s.Name is "infra-dev" or "setu-dev-google")] };
        using StringWriter text = new();

        new PlanTree(new Painter(text, isTerminal: false, _ => null), 200).Write(part, whole);

        Assert.Contains("Google then changes the labels of 1 unchanged resource in place, none is replaced; on the pulumi backend each is an update of its own: secretmanager.Secret (1).\n", text.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("Shown: 2 of 15 resources, 1 to update, 1 unchanged.\nPlan: 4 to create, 1 to import, 3 to update, 1 to replace, 2 to delete, 4 unchanged.\n", text.ToString(), StringComparison.Ordinal);
    }

    private static string Markdown(Plan plan)
    {
        using StringWriter text = new();
        new PlanMarkdown(new Painter(text, isTerminal: false, _ => null)).Write(plan);
        return text.ToString();
    }
}
