namespace Infra.Offline.Generator;

/// <summary>Emits a class of outputs. The parameters of its constructor are named as on the wire; the listing shows only
/// the fields, so the wire name is the one that the input class of the same name uses, or the field's in camel case.</summary>
internal static class OutputEmitter
{
    public static void Emit(CodeWriter code, ListedType type, IReadOnlyDictionary<string, ListedType> listing)
    {
        var wireNames = listing.GetValueOrDefault(type.Name.Replace(".Outputs.", ".Inputs.", StringComparison.Ordinal) + "Args")?
            .WireProperties.ToDictionary(member => member.Name, member => member.WireName!, StringComparer.Ordinal) ?? [];
        var fields = type.Members.Where(member => member.Kind == "field").ToList();
        code.Line("[global::Pulumi.OutputType]");
        code.Line($"public {type.Kind} {type.ShortName}");
        code.Open();
        foreach (var field in fields)
        {
            if (field.Obsolete is { } obsolete)
            {
                code.Line(CSharp.Obsolete(obsolete));
            }

            code.Line($"public readonly {CSharp.Type(field.Type)} {field.Name};");
        }

        code.Line();
        code.Line("[global::Pulumi.OutputConstructor]");
        var parameters = fields.ConvertAll(field => Parameter(field, wireNames.GetValueOrDefault(field.Name) ?? CSharp.Camel(field.Name)));
        code.Line($"private {type.ShortName}({string.Join(", ", parameters.Select(parameter => parameter.Declaration))})");
        code.Open();
        for (var i = 0; i < fields.Count; i++)
        {
            code.Line($"{fields[i].Name} = {parameters[i].Name};");
        }

        code.Close();
        code.Close();
    }

    private static (string Name, string Declaration) Parameter(ListedMember field, string wireName)
    {
        var type = CSharp.Type(field.Type);
        if (CSharp.Identifier(wireName) is { } same)
        {
            return (same, $"{type} {same}");
        }

        var name = CSharp.Identifier(CSharp.Camel(field.Name))!;
        return (name, $"[global::Pulumi.OutputConstructorParameter({CSharp.Literal(wireName)})] {type} {name}");
    }
}
