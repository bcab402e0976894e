using Infra.Offline.Reference;

namespace Infra.Offline.Tests.OfficialSignatures;

public sealed class TrimmerTests
{
    private const string Official = """
        class Pulumi.CustomResource
          ctor   (string type)
          ctor   (string type, Pulumi.Far? far = null)
          method void Unnamed()

        class Pulumi.Far
          ctor   ()

        class Pulumi.Experimental.Other
          ctor   ()

        [GcpResourceType("gcp:dns/alpha:Alpha")] class Pulumi.Gcp.Dns.Alpha : Pulumi.CustomResource
          ctor   (string name, Pulumi.Gcp.Dns.AlphaArgs args)
          prop   [Output("rule")] Pulumi.Gcp.Dns.Outputs.AlphaRule Rule { get; }

        sealed class Pulumi.Gcp.Dns.AlphaArgs
          ctor   ()
          prop   string Rule { get; set; }

        class Pulumi.Gcp.Dns.Zone : Pulumi.CustomResource
          ctor   (string name, Pulumi.Gcp.Dns.ZoneArgs args)
          method static Pulumi.Gcp.Dns.Zone Get(string name)
          prop   Pulumi.Gcp.Absent.Thing Rule { get; }
          prop   Pulumi.Gcp.Dns.Outputs.ZoneRule Kinds { get; }
          prop   string Never { get; }

        sealed class Pulumi.Gcp.Dns.ZoneArgs
          ctor   ()
          prop   string Rule { get; set; }

        sealed class Pulumi.Gcp.Dns.Outputs.AlphaRule

        sealed class Pulumi.Gcp.Dns.Outputs.ZoneRule
          field  readonly string Kind
          field  readonly string Never

        class Pulumi.Gcp.Kms.Key
          ctor   (string name)
          method static void Make()
          method static void Make(int times)
          method void Never()

        """;

    [Fact]
    public void An_imported_namespace_keeps_all_names_and_a_type_in_use_its_members_in_use() => Assert.Equal(
        """
        # Pulumi.Gcp 9.35.0: official signatures, made from the full listing by `dotnet run --project offline/Reference -- trim --api FOLDER`.
        whole Pulumi.Gcp.Dns

        class Pulumi.Gcp.Dns.Alpha : Pulumi.CustomResource
          ctor   (string name, Pulumi.Gcp.Dns.AlphaArgs args)

        sealed class Pulumi.Gcp.Dns.AlphaArgs
          ctor   ()

        sealed class Pulumi.Gcp.Dns.Outputs.ZoneRule
          field  readonly string Kind

        class Pulumi.Gcp.Dns.Zone : Pulumi.CustomResource
          ctor   (string name, Pulumi.Gcp.Dns.ZoneArgs args)
          prop   Pulumi.Gcp.Dns.Outputs.ZoneRule Kinds { get; }

        sealed class Pulumi.Gcp.Dns.ZoneArgs
          ctor   ()
          prop   string Rule { get; set; }

        class Pulumi.Gcp.Kms.Key
          ctor   (string name)
          method static void Make()
          method static void Make(int times)

        """,
        Trim(
            """
            using Pulumi.Gcp.Dns;
            using Gcp = Pulumi.Gcp;
            class C { void M(Zone zone) { zone.Kinds.Apply(x => x.Kind); Gcp.Kms.Key.Make(); Other.Get(new() { Rule = 1 }); } }
            """)[1].ToString());

    [Fact]
    public void Pulumis_own_types_keep_all_their_members() => Assert.Equal(
        ["Pulumi.CustomResource: 3", "Pulumi.Far: 1"],
        Trim("using Pulumi; class C { }")[0].Types.Select(type => $"{type.Name}: {type.Members.Count}"));

    [Fact]
    public void A_namespace_that_no_package_has_is_refused() => Assert.Equal(
        "modules/A.cs imports Pulumi.Gcp.Dsn, which the packages do not have",
        Assert.Throws<FormatException>(() => Trim("using Pulumi.Gcp.Dsn;")).Message);

    [Fact]
    public void Types_of_one_form_share_an_entry_and_come_apart_again()
    {
        const string Text =
            """
            # Pulumi.Gcp 9.35.0: official signatures, made from the full listing by `dotnet run --project offline/Reference -- trim --api FOLDER`.

            class Pulumi.Gcp.Dns.* : Pulumi.CustomResource
              ctor   (string name, *Args args)
              names  Alpha Zone

            sealed class Pulumi.Gcp.Dns.Inputs.*
              ctor   ()
              names  ZoneKey(Get)Args ZoneRuleArgs

            """;

        var listing = Listing.Parse(Text);

        Assert.Equal(
            ["ctor   (string name, Pulumi.Gcp.Dns.AlphaArgs args)", "ctor   (string name, Pulumi.Gcp.Dns.ZoneArgs args)"],
            listing.Types.Where(type => type.Namespace == "Pulumi.Gcp.Dns").SelectMany(type => type.Members));
        Assert.Equal(["ZoneKeyArgs", "ZoneKeyGetArgs", "ZoneRuleArgs"], listing.Types.Where(type => type.Namespace == "Pulumi.Gcp.Dns.Inputs").Select(type => type.ShortName));
        Assert.Equal(Text, listing.ToString());
    }

    private static IReadOnlyList<Listing> Trim(string code) => new Trimmer(
        [.. Listing.Blocks(Official.Split('\n')).Select(block => ListedType.Parse(block.Head) with { Members = [.. block.Members.Select(member => member.Trim())] })],
        SourcesInUse.Parse("modules/A.cs", code)).Trim();
}
