using Infra.Model.Properties;
using Infra.Policy.Judging;
using Infra.Policy.Subjects;

namespace Infra.Policy.Tests;

/// <summary>Places, what stands there, and what checks say of them.</summary>
public sealed class FieldTests
{
    private static readonly Subject Sample = Assert.Single(ManifestReader.Read(
        "gitops/dev/a.yaml", "kind: X\nmetadata:\n  name: a\nspec:\n  \"on\": true\n  \"off\": \"false\"\n  count: 3\n  texts: [a, b]\n  items:\n  - {x.y/z: 1}\n  empty: {}\n  nothing: ~\n  for: 90s\n"));

    [Theory]
    [InlineData("spec.on", "true")]
    [InlineData("spec.off", "false")]
    [InlineData("spec.count", "3")]
    [InlineData("spec.texts", null)]
    [InlineData("spec.nothing", null)]
    [InlineData("spec.none.below", null)]
    public void A_place_has_the_text_of_its_scalar_or_none(string path, string? text) => Assert.Equal(text, Sample[path].Text);

    [Fact]
    public void A_place_knows_its_path_whatever_characters_its_names_have()
    {
        Field item = Assert.Single(Sample["spec.items"].Items);

        Assert.Equal("spec.items[0]", item.Path);
        Assert.Equal("spec.items[0][\"x.y/z\"]", item.Entry("x.y/z").Path);
        Assert.Equal("spec.items[0][\"x.y/z\"]", Assert.Single(item.Entries).Value.Path);
        Assert.Equal("", new Field(PropertyValue.Null).Path);
    }

    [Fact]
    public void Below_what_is_unknown_everything_is_unknown_and_below_what_is_missing_nothing_is()
    {
        Field unknown = new(PropertyValue.Unknown);

        Assert.True(unknown.At("a.b").IsUnknown);
        Assert.True(unknown.Entry("a").At("b").IsUnknown);
        Assert.True(new Field(PropertyValue.UnknownSecret).At("a").IsUnknown);
        Assert.True(Sample["spec.nothing.a"] is { IsMissing: true, IsUnknown: false });
        Assert.Empty(unknown.Items);
    }

    [Fact]
    public void No_check_passes_or_fails_what_is_unknown()
    {
        Field unknown = new Field(PropertyValue.Of(PropertyMap.From([new("a", PropertyValue.Unknown)]))).At("a");

        Check[] checks =
        [
            unknown.MustBe(true), unknown.MustBe(false), unknown.MustNotBeTrue(), unknown.MustBeOneOf("x"), unknown.MustNotBe("x"), unknown.MustBeSet(), unknown.MustNotBeSet("b"), unknown.MustBeThere(),
            unknown.MustBeAtLeast(1, "m"), unknown.MustBeAtMost(1, "m"), unknown.MustBeVersion(new(1, 0)), unknown.MustHave("x"),
        ];

        Assert.Equal(typeof(FieldChecks).GetMethods().Where(m => m.ReturnType == typeof(Check)).Select(m => m.Name).Distinct().Count(), checks.Length - 1);
        Assert.All(checks, c => Assert.Equal((Outcome.Unknown, "a"), (c.Outcome, c.Path)));
    }

    [Theory]
    [InlineData("spec.on", Outcome.Passed)]
    [InlineData("spec.off", Outcome.Failed)]
    [InlineData("spec.none", Outcome.Failed)]
    public void A_flag_that_is_missing_is_not_on(string path, Outcome outcome) => Assert.Equal(outcome, Sample[path].MustBe(true).Outcome);

    [Theory]
    [InlineData("spec.empty", Outcome.Failed, Outcome.Passed)]
    [InlineData("spec.nothing", Outcome.Failed, Outcome.Failed)]
    [InlineData("spec.none", Outcome.Failed, Outcome.Failed)]
    [InlineData("spec.texts", Outcome.Passed, Outcome.Passed)]
    public void What_is_empty_is_there_and_not_set(string path, Outcome set, Outcome there) =>
        Assert.Equal((set, there), (Sample[path].MustBeSet().Outcome, Sample[path].MustBeThere().Outcome));

    [Fact]
    public void A_check_that_fails_says_what_stands_there_and_what_must()
    {
        Assert.Equal("spec.count is 3; it must be at most 2 pods", Sample["spec.count"].MustBeAtMost(2, "pods").Message);
        Assert.Equal("spec.for is \"90s\"; it must be at least 100 seconds", Sample["spec.for"].MustBeAtLeast(100, "seconds").Message);
        Assert.Equal("spec.none is not set; it must be one of a, b", Sample["spec.none"].MustBeOneOf("a", "b").Message);
        Assert.Equal(Outcome.Failed, Sample["spec.on"].MustBeAtMost(5, "pods").Outcome);
    }

    [Theory]
    [InlineData("1.2.0", true)]
    [InlineData("v1.2.0", true)]
    [InlineData("1.10.0", true)]
    [InlineData("1.1.9", false)]
    [InlineData("1.2.0-rc1", false)]
    [InlineData("latest", false)]
    [InlineData("", false)]
    public void A_version_is_compared_by_its_numbers(string version, bool holds) =>
        Assert.Equal(holds, new Field(PropertyValue.Of(version)).MustBeVersion(new(1, 2, 0)).Outcome == Outcome.Passed);
}
