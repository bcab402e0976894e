using Infra.Settings.Reading;

namespace Infra.Settings.Tests;

public sealed class DataPlaceTests
{
    [Theory]
    [InlineData("stacks/gates.yaml", "stacks/delivery/gates.yaml")]
    [InlineData("stacks/operations/calendar.yaml", "stacks/delivery/calendar.yaml")]
    [InlineData("stacks/rules/waivers.yml", "stacks/rules/waivers.yaml")]
    [InlineData("stacks/prod/apps.yaml", "stacks/catalog/apps.yaml")]
    [InlineData("stacks/tools.sha256", "stacks/delivery/tools.sha256")]
    [InlineData("stacks/addons/kyverno/values.yaml", "stacks/catalog/addons/kyverno/values.yaml")]
    [InlineData("stacks/delivery/gates.yaml", null)]
    [InlineData("stacks/delivery/Gates.yaml", null)]
    [InlineData("stacks/catalog/addons/apps.yaml", null)]
    [InlineData("stacks/prod/release.yaml", null)]
    public void A_data_file_that_stands_elsewhere_is_told_its_place(string path, string? place) => Assert.Equal(place, DataPlaces.MeantAt(path));

    [Fact]
    public void Every_place_is_one_of_a_file_that_is_there() => Assert.All(DataPlaces.Files, f => Assert.True(File.Exists(Fixture.Find(f)), f));
}
