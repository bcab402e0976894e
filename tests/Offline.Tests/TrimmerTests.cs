using Infra.Offline.Generator;

namespace Infra.Offline.Tests;

public sealed class TrimmerTests
{
    private const string Official = """
        static class Pulumi.Gcp.Dns.GetZone
          method static Pulumi.Output<string> Invoke()

        [GcpResourceType("gcp:dns/zone:Zone")] class Pulumi.Gcp.Dns.Zone : Pulumi.CustomResource
          ctor   (string name, Pulumi.Gcp.Dns.ZoneArgs args, Pulumi.CustomResourceOptions? options = null)
          method Pulumi.Output<string> Describe()
          method static Pulumi.Gcp.Dns.Zone Get(string name, Pulumi.Input<string> id, Pulumi.Gcp.Dns.ZoneState? state = null, Pulumi.CustomResourceOptions? options = null)
          prop   [Output("rule")] Pulumi.Output<Pulumi.Gcp.Dns.Outputs.ZoneRule> Rule { get; }

        sealed class Pulumi.Gcp.Dns.ZoneArgs : Pulumi.ResourceArgs
          ctor   ()
          prop   [Input("far")] Pulumi.Input<Pulumi.Gcp.Absent.FarArgs>? Far { get; set; }
          prop   [Input("name")] Pulumi.Input<string>? Name { get; set; }
          prop   [Input("rule")] Pulumi.Input<Pulumi.Gcp.Dns.Inputs.ZoneRuleArgs>? Rule { get; set; }

        sealed class Pulumi.Gcp.Dns.ZoneState : Pulumi.ResourceArgs
          ctor   ()

        sealed class Pulumi.Gcp.Dns.Inputs.ZoneRuleArgs : Pulumi.ResourceArgs
          ctor   ()

        [OutputType] sealed class Pulumi.Gcp.Dns.Outputs.ZoneRule
          field  readonly string Kind

        """;

    [Fact]
    public void A_resource_brings_its_arguments_and_outputs_but_no_functions_state_or_unlisted_types()
    {
        var types = Trim("Pulumi.Gcp.Dns.Zone");

        Assert.Equal(["Pulumi.Gcp.Dns.Inputs.ZoneRuleArgs", "Pulumi.Gcp.Dns.Outputs.ZoneRule", "Pulumi.Gcp.Dns.Zone", "Pulumi.Gcp.Dns.ZoneArgs"], types.Keys);
        Assert.Equal(["ctor", "prop"], types["Pulumi.Gcp.Dns.Zone"].Members.Select(member => member.Kind));
        Assert.Equal(["", "Name", "Rule"], types["Pulumi.Gcp.Dns.ZoneArgs"].Members.Select(member => member.Name));
    }

    [Fact]
    public void Get_stays_where_its_state_is_in_use() =>
        Assert.Contains(Trim("Pulumi.Gcp.Dns.Zone\nPulumi.Gcp.Dns.ZoneState")["Pulumi.Gcp.Dns.Zone"].Members, member => member.Text.Contains(" Get(", StringComparison.Ordinal));

    [Theory]
    [InlineData("Pulumi.Gcp.Dns.ZoneArgs: Name")]
    [InlineData("Pulumi.Gcp.Dns.ZoneArgs: -Rule")]
    public void Named_properties_are_kept_or_left_out_with_what_they_need(string line)
    {
        var types = Trim(line);

        Assert.Equal(["Pulumi.Gcp.Dns.ZoneArgs"], types.Keys);
        Assert.Equal(["", "Name"], types["Pulumi.Gcp.Dns.ZoneArgs"].Members.Select(member => member.Name));
    }

    [Theory]
    [InlineData("Rule", "Pulumi.Gcp.Dns.Inputs.ZoneRuleArgs", "Pulumi.Gcp.Dns.Outputs.ZoneRule", "Pulumi.Gcp.Dns.Zone", "Pulumi.Gcp.Dns.ZoneArgs")]
    [InlineData("rule", "Pulumi.Gcp.Dns.Inputs.ZoneRuleArgs", "Pulumi.Gcp.Dns.Zone", "Pulumi.Gcp.Dns.ZoneArgs")]
    [InlineData("Ruler", "Pulumi.Gcp.Dns.Zone", "Pulumi.Gcp.Dns.ZoneArgs")]
    public void A_block_stays_where_something_names_it(string word, params string[] names) => Assert.Equal(names, Trim("Pulumi.Gcp.Dns.Zone", word).Keys);

    [Fact]
    public void Names_that_the_packages_lack_are_refused_together()
    {
        var problem = Assert.Throws<FormatException>(() => Trim("Pulumi.Gcp.Dns.Zoen\nPulumi.Gcp.Dns.Zone: Rules"));

        Assert.Equal("types.txt names what the official packages lack:\n  Pulumi.Gcp.Dns.Zoen\n  Pulumi.Gcp.Dns.Zone: Rules", problem.Message);
    }

    private static SortedDictionary<string, ListedType> Trim(string typesInUse, string word = "Rule") =>
        new(new Trimmer(ListingParser.Parse(Official), TypesInUse.Parse(typesInUse), new HashSet<string>([word], StringComparer.Ordinal)).Trim("Pulumi.Gcp").ToDictionary(type => type.Name, StringComparer.Ordinal), StringComparer.Ordinal);
}
