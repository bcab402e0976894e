using System.Collections.Frozen;
using System.Text.Json.Serialization;

namespace Infra.Emulator.Schema;

// Setters, not init: the source generator gives init-only properties that are missing in the data null instead of their defaults.

/// <summary>What the local cloud knows of a resource type. Data in Cloud/schemas/, one file a service; facts from the provider's documentation.</summary>
internal sealed record TypeSchema
{
    private FrozenSet<string>? takes;

    /// <summary>
    /// The page with the rules. Google: website/docs/r/PAGE.html.markdown of terraform-provider-google-beta v7.45.0, which Pulumi.Gcp 9.35.0 wraps.
    /// Kubernetes: the page of the kind in its API reference, or in that of the chart that brings it.
    /// </summary>
    public required string Page { get; init; }

    /// <summary>The top-level inputs that the provider takes.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Whether the provider takes a top-level input of this name.</summary>
    public bool Takes(string input) => (takes ??= Inputs.ToFrozenSet(StringComparer.Ordinal)).Contains(input);

    /// <summary>The inputs that must be given, as paths; inside an optional block they count when the block is given.</summary>
    public IReadOnlyList<string> Required { get; set; } = [];

    /// <summary>Groups of inputs of which exactly one is given.</summary>
    public IReadOnlyList<IReadOnlyList<string>> ExactlyOneOf { get; set; } = [];

    /// <summary>Groups of inputs of which at most one is given.</summary>
    public IReadOnlyList<IReadOnlyList<string>> AtMostOneOf { get; set; } = [];

    /// <summary>
    /// Paths without indices at which a difference replaces the resource. <c>a.b</c>: a new value of it. <c>a#</c>: adding, removing or
    /// resizing the block. <c>a.**</c>: anything at or below it.
    /// </summary>
    public IReadOnlyList<string> ForceNew { get; set; } = [];

    /// <summary>Paths at or below those of <see cref="ForceNew"/> that change in place all the same.</summary>
    public IReadOnlyList<string> ForceNewExcept { get; set; } = [];

    /// <summary>Paths of switches that can be switched on in place; whatever else than on they become after that replaces.</summary>
    public IReadOnlyList<string> StaysTrue { get; set; } = [];

    /// <summary>Paths of address ranges that may grow in place; any other change replaces.</summary>
    public IReadOnlyList<string> GrowsInPlace { get; set; } = [];

    /// <summary>The rule of the name.</summary>
    public NameSchema? Name { get; set; }

    /// <summary>Rules of other texts, by path without indices.</summary>
    public IReadOnlyDictionary<string, TextSchema> Texts { get; set; } = new Dictionary<string, TextSchema>(StringComparer.Ordinal);

    /// <summary>The values that an input may have, by path without indices.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Enums { get; set; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>Lowest and highest value of a number, by path without indices.</summary>
    public IReadOnlyDictionary<string, RangeSchema> Ranges { get; set; } = new Dictionary<string, RangeSchema>(StringComparer.Ordinal);

    /// <summary>Whether it holds what cannot be made again.</summary>
    public bool Stateful { get; set; }

    /// <summary>Whether the labels of the provider's <c>defaultLabels</c> are put on it: it then has <c>effectiveLabels</c>.</summary>
    public bool DefaultLabels { get; set; }

    /// <summary>What must be set before the resource may be deleted.</summary>
    public IReadOnlyList<DeletionSchema> Deletion { get; set; } = [];

    /// <summary>The id, a template over inputs: <c>projects/{project}/global/networks/{name}</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Outputs that the cloud decides, templates over inputs, <c>{id}</c> and functions such as <c>{number:project}</c>.</summary>
    public IReadOnlyDictionary<string, string> Outputs { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The short name of the API that must be enabled in the project: <c>compute</c> is compute.googleapis.com.</summary>
    public string? Api { get; set; }

    /// <summary>Inputs that name another resource, by path without indices, with the type that must exist.</summary>
    public IReadOnlyDictionary<string, string> References { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Inputs by which a resource is a part of another, by path without indices, with the type of that: it does not keep the other from being deleted, and goes with it.</summary>
    public IReadOnlyDictionary<string, string> PartOf { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What others call the resource by beside its id, self link and name, templates over inputs.</summary>
    public IReadOnlyList<string> AlsoCalled { get; set; } = [];

    /// <summary>Paths without indices at which a change in place makes the cloud recreate the machines behind the resource.</summary>
    public IReadOnlyList<string> RecreatesNodes { get; set; } = [];

    /// <summary>Inputs that name a part of a resource that another input refers to, by path without indices: a cluster's range in its subnetwork.</summary>
    public IReadOnlyDictionary<string, PartSchema> Parts { get; set; } = new Dictionary<string, PartSchema>(StringComparer.Ordinal);

    /// <summary>What must exist beside the resource although no input refers to it as Google's do: the namespace of a Kubernetes object, the chart that brings its kind.</summary>
    public IReadOnlyList<NeedSchema> Needs { get; set; } = [];

    /// <summary>Inputs that name a place, by path without indices, with its kind: <c>region</c>, <c>zone</c>, <c>regionOrZone</c> or <c>location</c>, which is a region or a group of them.</summary>
    public IReadOnlyDictionary<string, string> Places { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Blocks that describe machines, as paths without indices: a machine type and what it boots from.</summary>
    public IReadOnlyList<string> Machines { get; set; } = [];

    /// <summary>Inputs that name a KMS key, by path without indices, with the service whose agent must be allowed to use it.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; set; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>The rule of a name.</summary>
internal sealed record NameSchema
{
    /// <summary>The input that is the name.</summary>
    public required string Property { get; init; }

    /// <summary>The form, a regular expression.</summary>
    public required string Pattern { get; init; }

    /// <summary>The shortest length.</summary>
    public int MinLength { get; set; } = 1;

    /// <summary>The greatest length.</summary>
    public required int MaxLength { get; init; }

    /// <summary>Whether Pulumi makes a name of the resource's own name where none is given.</summary>
    public bool Automatic { get; set; }
}

/// <summary>The rule of a text.</summary>
internal sealed record TextSchema
{
    /// <summary>The form, a regular expression.</summary>
    public required string Pattern { get; init; }

    /// <summary>The rule in words, such as <c>ends with a dot</c>.</summary>
    public required string Rule { get; init; }
}

/// <summary>Where a named part must stand.</summary>
internal sealed record PartSchema
{
    /// <summary>The input that refers to the resource, one of the references.</summary>
    public required string Of { get; init; }

    /// <summary>The path of the parts' names in that resource.</summary>
    public required string At { get; init; }
}

/// <summary>A resource that must exist.</summary>
internal sealed record NeedSchema
{
    /// <summary>Its type.</summary>
    public required string Type { get; init; }

    /// <summary>What it must be like: each path of its inputs with a template over the inputs of the resource that needs it.</summary>
    public required IReadOnlyDictionary<string, string> Where { get; init; }

    /// <summary>What the API server answers where there is none, a template.</summary>
    public required string Refusal { get; init; }

    /// <summary>The template whose value is looked up in <see cref="BuiltIn"/>.</summary>
    public string? Given { get; set; }

    /// <summary>Values that need nothing, because every cluster has them.</summary>
    public IReadOnlyList<string> BuiltIn { get; set; } = [];
}

/// <summary>Bounds of a number, both allowed.</summary>
internal sealed record RangeSchema
{
    /// <summary>The lowest.</summary>
    public required double Min { get; init; }

    /// <summary>The highest.</summary>
    public required double Max { get; init; }
}

/// <summary>What forbids a deletion.</summary>
internal sealed record DeletionSchema
{
    /// <summary>The input.</summary>
    public required string Property { get; init; }

    /// <summary>The value that forbids, as JSON text without quotes: <c>true</c> or <c>PREVENT</c>.</summary>
    public required string ForbiddenBy { get; init; }

    /// <summary>Whether an input that is not given forbids as well.</summary>
    public bool ForbiddenByDefault { get; set; }
}

/// <summary>Reading of schemas without reflection, because it is on the way of every preview.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = System.Text.Json.JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Dictionary<string, TypeSchema>))]
internal sealed partial class TypeSchemaJson : JsonSerializerContext;
