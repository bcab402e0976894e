using Infra.Model.Plans;
using Infra.Model.Properties;

namespace Infra.Model.Tests.Plans;

public sealed class ReadableDiffTests
{
    [Fact]
    public void Labels_are_by_key_wherever_they_stand_whole_new_and_gone_ones_too() => Assert.Equal(
        ["defaultLabels.owner Update", "labels.a Add", "labels[\"b/c\"] Add", "nodeConfig.resourceLabels.x Delete", "nodeConfig.resourceLabels.y Delete"],
        Of(
            new("defaultLabels", DiffKind.Update, Text("{\"owner\":\"a\",\"tier\":\"dev\"}"), Text(" { \"tier\": \"dev\", \"owner\": \"b\" } "), false),
            new("labels", DiffKind.Add, null, Map(("a", "1"), ("b/c", "2")), false),
            new("nodeConfig.resourceLabels", DiffKind.Delete, Map(("x", "1"), ("y", "2")), null, false)));

    [Fact]
    public void What_the_provider_repeats_is_shown_once_and_what_it_alone_says_stays() => Assert.Equal(
        ["effectiveLabels.from-provider Update", "labels.owner Update"],
        Of(
            new("effectiveLabels.from-provider", DiffKind.Update, Text("a"), Text("b"), false),
            new("effectiveLabels.owner", DiffKind.Update, Text("a"), Text("b"), false),
            new("labels.owner", DiffKind.Update, Text("a"), Text("b"), false),
            new("pulumiLabels.from-provider", DiffKind.Update, Text("a"), Text("b"), false),
            new("pulumiLabels.owner", DiffKind.Update, Text("a"), Text("b"), false)));

    [Fact]
    public void A_repetition_with_another_value_or_that_forces_a_replacement_is_shown() => Assert.Equal(
        ["effectiveLabels.owner Update", "labels.owner Update", "pulumiLabels.owner Update"],
        Of(
            new("effectiveLabels.owner", DiffKind.Update, Text("a"), Text("other"), false),
            new("labels.owner", DiffKind.Update, Text("a"), Text("b"), false),
            new("pulumiLabels.owner", DiffKind.Update, Text("a"), Text("b"), true)));

    [Theory]
    [InlineData("{", "{}")]
    [InlineData("{\"a\": 1}", "{ \"a\": 1 }")]
    [InlineData("{\"a\": 1, \"a\": 2}", "{\"a\": 3}")]
    public void A_text_that_is_no_map_or_differs_in_spaces_alone_is_shown_as_it_is(string old, string wanted) =>
        Assert.Equal(["settings Update"], Of(new PropertyDiff("settings", DiffKind.Update, Text(old), Text(wanted), false)));

    [Fact]
    public void Outputs_that_stay_are_left_out_and_a_map_is_by_key()
    {
        Plan plan = new()
        {
            Stack = "dev", Backend = "local", Steps = [],
            OutputsBefore = PropertyMap.From([new("a", Text("1")), new("m", Map(("x", "1"), ("y", "2")))]),
            Outputs = PropertyMap.From([new("a", Text("1")), new("m", Map(("x", "1"), ("y", "3"))), new("n", PropertyValue.Unknown)]),
        };

        Assert.Equal(["m.y Update", "n Add"], ReadableDiff.OfOutputs(plan).Select(d => $"{d.Path} {d.Kind}"));
        Assert.Empty(ReadableDiff.OfOutputs(plan with { OutputsBefore = null }));
    }

    private static IEnumerable<string> Of(params PropertyDiff[] diffs) => ReadableDiff.Of(new PlanStep
    {
        Urn = Urn.Child("dev", "infra", Urn.Root("dev", "infra"), "gcp:storage/bucket:Bucket", "b"), Op = StepOp.Update, Custom = true, Diff = [.. diffs],
    }).Select(d => $"{d.Path} {d.Kind}");

    private static PropertyValue Text(string text) => PropertyValue.Of(text);

    private static PropertyValue Map(params (string Key, string Value)[] entries) => PropertyValue.Of(PropertyMap.From(entries.Select(e => KeyValuePair.Create(e.Key, Text(e.Value)))));
}
