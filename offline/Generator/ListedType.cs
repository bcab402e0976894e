namespace Infra.Offline.Generator;

/// <summary>One type of a listing with its members.</summary>
/// <param name="Head">The whole first line, for example <c>[OutputType] sealed class Pulumi.Gcp.Dns.Outputs.X</c>.</param>
/// <param name="Attributes">The attributes in order, each with its brackets.</param>
/// <param name="Kind">Modifiers and keyword, for example <c>sealed class</c>.</param>
/// <param name="Name">The full name; nested types are joined by +.</param>
/// <param name="Bases">The base class and the interfaces that the type adds.</param>
/// <param name="Members">The members in the order of the listing.</param>
public sealed record ListedType(
    string Head,
    IReadOnlyList<string> Attributes,
    string Kind,
    string Name,
    IReadOnlyList<string> Bases,
    IReadOnlyList<ListedMember> Members)
{
    /// <summary>The namespace: everything before the last dot.</summary>
    public string Namespace => Name[..Name.LastIndexOf('.')];

    /// <summary>The name without its namespace.</summary>
    public string ShortName => Name[(Name.LastIndexOf('.') + 1)..];

    /// <summary>The type token of a resource, for example <c>gcp:dns/managedZone:ManagedZone</c>, or null.</summary>
    public string? TypeToken => Attributes
        .Where(attribute => attribute.Contains("ResourceType(\"", StringComparison.Ordinal))
        .Select(attribute => attribute.Split('"')[1])
        .FirstOrDefault();

    /// <summary>Properties that carry [Input] or [Output].</summary>
    public IEnumerable<ListedMember> WireProperties => Members.Where(member => member.Kind == "prop" && member.WireAttribute is not null);

    /// <summary>What the emitter makes of the type.</summary>
    public TypeRole Role => this switch
    {
        { TypeToken: not null } => TypeRole.Resource,
        _ when Attributes.Contains("[OutputType]", StringComparer.Ordinal) => TypeRole.Output,
        _ when Attributes.Contains("[EnumType]", StringComparer.Ordinal) => TypeRole.Enum,
        _ when Bases.Contains("Pulumi.ResourceArgs", StringComparer.Ordinal) && !Kind.Contains("abstract", StringComparison.Ordinal) => TypeRole.Args,
        _ => TypeRole.Handwritten,
    };
}
