namespace Infra.Offline.Generator;

/// <summary>What signatures do not show, from facts.txt: which properties the package marks secret and which it sets
/// by default. <c>Pulumi.Kubernetes.Core.V1.Secret secret-outputs data stringData</c>. A type name that ends in *
/// stands for every type that begins so.</summary>
public sealed class Facts
{
    private static readonly string[] Verbs = ["secret-outputs", "secret-inputs", "default"];
    private readonly List<(string Type, string Verb, string Text)> _lines = [];

    /// <summary>Parses the file.</summary>
    public static Facts Parse(string text)
    {
        var facts = new Facts();
        foreach (var line in text.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            var parts = line.Split(' ', 3);
            if (parts.Length != 3 || !Verbs.Contains(parts[1], StringComparer.Ordinal))
            {
                throw new FormatException($"facts.txt: '{line}'; a line reads 'TYPE {string.Join('|', Verbs)} REST'");
            }

            facts._lines.Add((parts[0], parts[1], parts[2]));
        }

        return facts;
    }

    /// <summary>Wire names of the outputs that a resource marks secret.</summary>
    public IReadOnlyList<string> SecretOutputs(ListedType type)
    {
        var outputs = type.WireProperties.Select(member => member.WireName).ToHashSet(StringComparer.Ordinal);
        return [.. Rests(type, "secret-outputs").SelectMany(rest => rest.Split(' ')).Where(outputs.Contains).Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether an input is made secret when it is set. The packages mark a required secret by its nullable type.</summary>
    public bool IsSecretInput(ListedType type, ListedMember member) =>
        Rests(type, "secret-inputs").Any(rest => rest.Split(' ').Contains(member.Name, StringComparer.Ordinal))
        || (member.WireAttribute!.Contains("required=true", StringComparison.Ordinal) && member.Type.EndsWith('?'));

    /// <summary>Assignments that the constructor makes, for example <c>Description = "Managed by Pulumi"</c>.</summary>
    public IEnumerable<string> Defaults(ListedType type) =>
        Rests(type, "default").Where(rest => type.Members.Any(member => member.Name == rest.Split(' ')[0]));

    private IEnumerable<string> Rests(ListedType type, string verb) => _lines
        .Where(line => line.Verb == verb && (line.Type.EndsWith('*')
            ? type.Name.StartsWith(line.Type[..^1], StringComparison.Ordinal)
            : line.Type == type.Name))
        .Select(line => line.Text);
}
