using System.Collections.Immutable;
using System.Text.Json;

namespace Pulumi.Behaviour.Tests;

/// <summary>A resource with an output of every shape, in the form of generated classes.</summary>
internal sealed class Thing : CustomResource
{
    public Thing(string name, ThingArgs? args = null, CustomResourceOptions? options = null)
        : base("test:index:Thing", name, args ?? new ThingArgs(), Options(options, ""))
    {
    }

    private Thing(string name, Input<string> id, CustomResourceOptions? options)
        : base("test:index:Thing", name, args: null, Options(options, id))
    {
    }

    [Output("name")]
    public Output<string> Name { get; private set; } = null!;

    [Output("size")]
    public Output<int> Size { get; private set; } = null!;

    [Output("ratio")]
    public Output<double> Ratio { get; private set; } = null!;

    [Output("on")]
    public Output<bool> On { get; private set; } = null!;

    [Output("limit")]
    public Output<int?> Limit { get; private set; } = null!;

    [Output("tags")]
    public Output<ImmutableDictionary<string, string>> Tags { get; private set; } = null!;

    [Output("zones")]
    public Output<ImmutableArray<string>> Zones { get; private set; } = null!;

    [Output("rule")]
    public Output<Rule> Rule { get; private set; } = null!;

    [Output("rules")]
    public Output<ImmutableArray<Rule>> Rules { get; private set; } = null!;

    [Output("kind")]
    public Output<Kind> Kind { get; private set; } = null!;

    [Output("level")]
    public Output<Level> Level { get; private set; } = null!;

    [Output("either")]
    public Output<Union<string, int>> Either { get; private set; } = null!;

    [Output("free")]
    public Output<JsonElement> Free { get; private set; } = null!;

    [Output("any")]
    public Output<object> Any { get; private set; } = null!;

    [Output("computed")]
    public Output<string?> Computed { get; private set; } = null!;

    [Output("source")]
    public Output<AssetOrArchive> Source { get; private set; } = null!;

    public static Thing Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);

    private static CustomResourceOptions Options(CustomResourceOptions? options, Input<string>? id)
    {
        var merged = CustomResourceOptions.Merge(new CustomResourceOptions { Version = "1.2.3" }, options);
        merged.Id = id ?? merged.Id;
        return merged;
    }
}
