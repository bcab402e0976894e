using Infra.Cloud.Networks;
using Infra.Settings.Stacks;

namespace Infra.Cloud.Tests.Networks;

public sealed class FirewallTests
{
    [Theory]
    [InlineData("setu-dev-deny-ingress", "INGRESS", "sourceRanges")]
    [InlineData("setu-dev-deny-egress", "EGRESS", "destinationRanges")]
    public async Task Everything_that_no_rule_allows_is_denied_both_ways(string name, string direction, string ranges)
    {
        var deny = (await MakeAsync()).One("gcp:compute/firewall:Firewall", name);
        Assert.Equal((direction, "65534", "all"), (deny["direction"], $"{deny["priority"]}", deny["denies[0].protocol"]));
        Assert.Equal(["0.0.0.0/0"], deny.Texts(ranges));
        Assert.Null(deny["allows"]);
    }

    /// <summary>The whole table of each environment, line by line: an exception that is not here is not there.</summary>
    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    public async Task The_exceptions_are_these_and_no_others(string stack)
    {
        var rules = (await MakeAsync(stack)).Of("gcp:compute/firewall:Firewall").Where(f => f["allows"] is not null).Select(Line).Order(StringComparer.Ordinal);
        Repository.AssertApproved($"tests/Cloud.Tests/Networks/{stack}.exceptions.txt", string.Join('\n', rules) + "\n");
    }

    [Fact]
    public async Task Nothing_is_allowed_from_or_to_the_whole_internet() =>
        Assert.All((await MakeAsync("prod")).Of("gcp:compute/firewall:Firewall").Where(f => f["allows"] is not null), f =>
            Assert.DoesNotContain("0.0.0.0/0", f.Texts("sourceRanges").Concat(f.Texts("destinationRanges"))));

    [Fact]
    public async Task Every_rule_is_on_is_logged_and_says_why() =>
        Assert.All((await MakeAsync()).Of("gcp:compute/firewall:Firewall"), f =>
        {
            Assert.Equal((false, "INCLUDE_ALL_METADATA"), (f["disabled"], f["logConfig.metadata"]));
            Assert.NotEmpty((string)f["description"]!);
        });

    [Fact]
    public void No_two_exceptions_have_one_name() =>
        Assert.Distinct(FirewallTable.For(Repository.Prod.Network).Select(e => e.Suffix));

    [Fact]
    public void Exceptions_of_prod_cover_both_regions()
    {
        var inside = FirewallTable.For(Repository.Prod.Network).Single(e => e.Suffix == "allow-ingress-nodes-and-pods");
        Assert.Equal(["10.64.0.0/20", "10.68.0.0/14", "10.96.0.0/20", "10.100.0.0/14"], inside.Ranges);
    }

    private static string Line(Made rule)
    {
        var protocols = Enumerable.Range(0, 9).TakeWhile(i => rule[$"allows[{i}]"] is not null)
            .Select(i => $"{rule[$"allows[{i}].protocol"]}:{string.Join(',', rule.Texts($"allows[{i}].ports"))}");
        return $"{rule.Name} {rule["direction"]} {string.Join(',', rule.Texts("sourceRanges").Concat(rule.Texts("destinationRanges")))} {string.Join(' ', protocols)} {rule["priority"]}";
    }

    private static Task<Recording> MakeAsync(string stack = "dev")
    {
        var settings = stack switch { "prod" => Repository.Prod, "staging" => Repository.Staging, _ => Repository.Dev };
        return Recording.OfAsync(() => _ = new Infra.Cloud.Networks.Network("network", new() { Names = settings.Names, Settings = settings.Network }));
    }
}
