using FsCheck;
using FsCheck.Fluent;
using Infra.Model.Properties;

namespace Infra.Model.Tests.Values;

public sealed class PropertyPathTests
{
    // FsCheck prints the seed of a failure; `.WithReplay` repeats it.
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(2000);

    [Theory]
    [InlineData("", "name", "name")]
    [InlineData("", "spec.names.kind", "spec.names.kind")]
    [InlineData("spec", "a-b.c_d.e1", "spec.a-b.c_d.e1")]
    [InlineData("spec", "app kubernetes.io/name", "spec[\"app kubernetes\"][\"io/name\"]")]
    [InlineData("spec", "a..b", "spec.a[\"\"].b")]
    [InlineData("spec", ".a", "spec[\"\"].a")]
    [InlineData("spec", "a.", "spec.a[\"\"]")]
    [InlineData("spec", "", "spec[\"\"]")]
    public void Names_with_dots_between_them_are_a_path(string parent, string names, string path) => Assert.Equal(path, PropertyPath.Keys(parent, names));

    [Fact]
    public void Several_names_are_the_path_that_one_after_the_other_gives()
    {
        Gen<string> names = Gen.Elements('a', 'B', '7', '_', '-', '.', ' ', '"', '\\', '\u00e9').ListOf().Select(letters => string.Concat(letters));
        Gen<string> parents = Gen.Elements("", "spec", "items[3]");

        Prop.ForAll(parents.ToArbitrary(), names.ToArbitrary(), (parent, dotted) => PropertyPath.Keys(parent, dotted) == dotted.Split('.').Aggregate(parent, PropertyPath.Key)).Check(Runs);
    }
}
