using System.Reflection;
using System.Text;
using Infra.Emulator.Schema;
using Infra.Model.Properties;

namespace Infra.Emulator.Tests.Types;

/// <summary>What the pretended cloud knows of a type is what the provider says of it.</summary>
public sealed class TypesPageTests
{
    private const string Begin = "<!-- generated from modules/Emulator/schemas; a test compares -->\n";
    private const string End = "<!-- end of generated part -->\n";
    private const string Provider = "https://github.com/hashicorp/terraform-provider-google-beta/blob/v7.45.0/website/docs/r/";
    private static readonly string Root = typeof(TypesPageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepoRoot").Value!;
    private static readonly Lazy<Listing> Official = new(() => new Listing(
        File.ReadAllText(Path.Combine(Root, "offline", "listing", "Pulumi.Gcp.txt")), File.ReadAllText(Path.Combine(Root, "offline", "listing", "types.txt"))));

    /// <summary>The twelve types that carry the platform: their mistakes cost the most.</summary>
    public static TheoryData<string> Main =>
    [
        "gcp:artifactregistry/repository:Repository", "gcp:compute/firewall:Firewall", "gcp:compute/network:Network", "gcp:compute/routerNat:RouterNat",
        "gcp:compute/subnetwork:Subnetwork", "gcp:container/cluster:Cluster", "gcp:container/nodePool:NodePool",
        "gcp:iam/workloadIdentityPoolProvider:WorkloadIdentityPoolProvider", "gcp:kms/cryptoKey:CryptoKey", "gcp:organizations/project:Project",
        "gcp:secretmanager/secret:Secret", "gcp:storage/bucket:Bucket",
    ];

    /// <summary>All types that have a schema and are in the listing.</summary>
    public static TheoryData<string> Listed => [.. SchemaCatalog.Shared.Types.Intersect(Official.Value.Tokens, StringComparer.Ordinal)];

    [Fact]
    public void The_page_has_the_required_and_the_immutable_inputs_of_the_main_types()
    {
        string path = Path.Combine(Root, "docs", "types.md");
        string page = File.ReadAllText(path);
        string wanted = page[..(page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)] + Tables() + page[page.IndexOf(End, StringComparison.Ordinal)..];
        if (Environment.GetEnvironmentVariable("INFRA_APPROVE") == "1")
        {
            File.WriteAllText(path, wanted);
        }

        Assert.Equal(wanted, page);
    }

    [Theory]
    [MemberData(nameof(Listed))]
    public void What_a_schema_says_of_an_input_it_says_of_one_that_the_official_package_has(string type)
    {
        TypeSchema schema = SchemaCatalog.Shared.Find(type)!;
        IEnumerable<string> named = [.. schema.Required, .. schema.ForceNew.Select(Plain), .. schema.ForceNewExcept, .. schema.StaysTrue, .. schema.GrowsInPlace];

        Assert.All(named.Concat(schema.Inputs), path => Assert.True(Official.Value.Has(type, path), path));
    }

    [Theory]
    [MemberData(nameof(Listed))]
    public void What_the_official_package_requires_the_schema_requires(string type) =>
        Assert.Empty(Official.Value.Required(type).Except(SchemaCatalog.Shared.Find(type)!.Required, StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Main))]
    public void A_main_type_is_in_the_listing_and_has_a_schema(string type)
    {
        Assert.Contains(type, Official.Value.Tokens);
        Assert.NotEmpty(SchemaCatalog.Shared.Find(type)!.ForceNew);
    }

    [Theory]
    [InlineData("gcp:storage/bucket:Bucket", "retentionPolicy.isLocked", true, false, true)]
    [InlineData("gcp:storage/bucket:Bucket", "retentionPolicy.isLocked", false, true, false)]
    [InlineData("gcp:artifactregistry/repository:Repository", "remoteRepositoryConfig.disableUpstreamValidation", false, true, false)]
    [InlineData("gcp:artifactregistry/repository:Repository", "remoteRepositoryConfig.description", false, true, true)]
    public void A_change_replaces_where_the_provider_says_so(string type, string path, bool before, bool after, bool replaces) =>
        Assert.Equal(replaces, Replacement.IsForced(SchemaCatalog.Shared.Find(type)!, path, PropertyValue.Of(before), PropertyValue.Of(after)));

    [Fact]
    public void A_locked_retention_that_is_taken_out_replaces()
    {
        PropertyValue locked = PropertyValue.Of(PropertyMap.From([KeyValuePair.Create("isLocked", PropertyValue.Of(true))]));

        Assert.True(Replacement.IsForced(SchemaCatalog.Shared.Find("gcp:storage/bucket:Bucket")!, "retentionPolicy", locked, null));
    }

    private static string Plain(string rule) => rule.TrimEnd('#', '*', '.');

    private static string Tables()
    {
        StringBuilder text = new("| type | required | immutable: a change replaces |\n|---|---|---|\n");
        foreach (string type in Main.Select(r => r.Data))
        {
            TypeSchema schema = SchemaCatalog.Shared.Find(type)!;
            IEnumerable<string> required = schema.Name is { Automatic: false } name ? schema.Required.Append(name.Property) : schema.Required;
            string groups = string.Concat(schema.ExactlyOneOf.Select(g => $"; exactly one of {Code(g)}")) + string.Concat(schema.AtMostOneOf.Select(g => $"; at most one of {Code(g)}"));
            string except = (schema.ForceNewExcept.Count == 0 ? "" : $"; but not {Code(schema.ForceNewExcept)}")
                + (schema.GrowsInPlace.Count == 0 ? "" : $"; {Code(schema.GrowsInPlace)} unless it grows")
                + (schema.StaysTrue.Count == 0 ? "" : $"; {Code(schema.StaysTrue)} once it is true");
            text.Append($"| [`{type}`]({Provider}{schema.Page}.html.markdown) | {Code(required)}{groups} | {Code(schema.ForceNew)}{except} |\n");
        }

        return text.ToString();
    }

    private static string Code(IEnumerable<string> paths) =>
        paths.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } all ? string.Join(", ", all.Select(p => $"`{p}`")) : "nothing";
}
