using System.Collections.Immutable;
using Infra.Model.Backends;
using Infra.Model.Plans;
using Infra.Presenters;

namespace Infra.Cli.Tests;

/// <summary>What is said of drift is what an update then does, in the emulator and on the real cloud.</summary>
public sealed class DriftOutputTests
{
    private static readonly ImmutableArray<ResourceDrift> Gone = [new(new Urn("urn:pulumi:prod::infra::gcp:storage/bucket:Bucket::b"), "b", IsGone: true, [])];

    [Theory]
    [InlineData("Tree", "`infra up prod` puts back what the program decides.")]
    [InlineData("Markdown", "An update puts back what the program decides.")]
    public void In_the_emulator_an_update_puts_it_back(string format, string way) =>
        Assert.Contains(way, DriftOutput.Of("prod", Gone, Enum.Parse<OutputFormat>(format), isReal: false), StringComparison.Ordinal);

    [Theory]
    [InlineData("Tree")]
    [InlineData("Markdown")]
    public void On_the_real_cloud_it_says_that_an_update_does_not_see_it_and_what_to_do(string format) => Assert.Contains(
        "An update does not see this: it compares with what is recorded. Change it back at Google, or record it with `pulumi refresh --stack prod`",
        DriftOutput.Of("prod", Gone, Enum.Parse<OutputFormat>(format), isReal: true),
        StringComparison.Ordinal);
}
