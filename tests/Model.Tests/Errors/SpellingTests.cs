using Infra.Model.Errors;

namespace Infra.Model.Tests.Errors;

/// <summary>What was probably meant is the nearest name, and always the same one.</summary>
public sealed class SpellingTests
{
    [Theory]
    [InlineData("e2-standrad-4", "e2-standard-4")]
    [InlineData("E2_STANDARD_4", "e2-standard-4")]
    [InlineData("e2-standard-3", "e2-standard-2")]
    [InlineData("something else", null)]
    [InlineData("", null)]
    public void The_nearest_name_is_found_and_the_first_of_those_that_are_equally_near(string written, string? meant) =>
        Assert.Equal((meant, meant), (Spelling.Nearest(written, ["e2-standard-4", "e2-standard-2", "n2-highmem-8"]), Spelling.Nearest(written, ["n2-highmem-8", "e2-standard-2", "e2-standard-4"])));

    [Fact]
    public void A_text_of_any_length_costs_nothing() => Assert.Null(Spelling.Nearest(new string('e', 1_000_000), ["eee"]));
}
