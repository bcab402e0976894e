namespace Infra.Offline.Generator;

/// <summary>Emits a resource or provider: its outputs, its constructor and, where listed, Get.</summary>
internal static class ResourceEmitter
{
    public static void Emit(CodeWriter code, ListedType type, Facts facts, IReadOnlyDictionary<string, ListedType> listing)
    {
        var constructor = Constructor.Of(type);
        // A provider passes the name of its package; the token of the type is made by the base class.
        var token = CSharp.Literal(type.TypeToken!.StartsWith("pulumi:providers:", StringComparison.Ordinal) ? type.TypeToken.Split(':')[2] : type.TypeToken);
        foreach (var attribute in type.Attributes)
        {
            code.Line(attribute.StartsWith("[Obsolete", StringComparison.Ordinal) ? CSharp.Obsolete(attribute) : attribute);
        }

        code.Line($"public {type.Kind} {type.ShortName} : {CSharp.Type(type.Bases[0])}");
        code.Open();
        foreach (var member in type.WireProperties)
        {
            code.Line(CSharp.WireAttribute(member));
            if (member.Obsolete is { } obsolete)
            {
                code.Line(CSharp.Obsolete(obsolete));
            }

            code.Line($"public {CSharp.Type(member.Type)} {member.Name} {{ get; private set; }} = null!;");
            code.Line();
        }

        var secrets = string.Concat(facts.SecretOutputs(type).Select(name => ", " + CSharp.Literal(name)));
        var fixedArgs = FixedArgs(type, listing.GetValueOrDefault(constructor.ArgsType));
        var args = fixedArgs.Count == 0 ? $"args ?? new {CSharp.Type(constructor.ArgsType)}()" : "MakeArgs(args)";
        code.Line($"public {type.ShortName}({CSharp.Type(constructor.Parameters)})");
        code.Line($"    : base({token}, name, {args}, Utilities.MakeResourceOptions(options, \"\"{secrets}))");
        code.Open();
        code.Close();
        if (fixedArgs.Count > 0)
        {
            MakeArgs(code, CSharp.Type(constructor.ArgsType), fixedArgs);
        }

        if (type.Members.FirstOrDefault(member => member.Kind == "method") is { } get)
        {
            Get(code, type, get, token, secrets);
        }

        code.Close();
    }

    /// <summary>Kubernetes resources send their own apiVersion and kind, whatever the arguments say.</summary>
    private static List<string> FixedArgs(ListedType type, ListedType? args)
    {
        var lines = new List<string>();
        var names = args?.WireProperties.Select(member => member.Name).ToHashSet(StringComparer.Ordinal) ?? [];
        var parts = type.TypeToken!.Split(':');
        if (parts[0] == "kubernetes" && names.Contains("ApiVersion") && names.Contains("Kind"))
        {
            const string CoreGroup = "core/";
            lines.Add($"args.ApiVersion = {CSharp.Literal(parts[1].StartsWith(CoreGroup, StringComparison.Ordinal) ? parts[1][CoreGroup.Length..] : parts[1])};");
            lines.Add($"args.Kind = {CSharp.Literal(parts[2])};");
        }

        if (parts[0] == "kubernetes" && names.Contains("Compat"))
        {
            lines.Add("args.Compat = \"true\";");
        }

        return lines;
    }

    private static void MakeArgs(CodeWriter code, string argsType, List<string> fixedArgs)
    {
        code.Line();
        code.Line($"private static {argsType} MakeArgs({argsType}? args)");
        code.Open();
        code.Line("args ??= new();");
        foreach (var line in fixedArgs)
        {
            code.Line(line);
        }

        code.Line("return args;");
        code.Close();
    }

    private static void Get(CodeWriter code, ListedType type, ListedMember get, string token, string secrets)
    {
        var parameters = get.Text[(get.Text.IndexOf('(', StringComparison.Ordinal) + 1)..^1];
        var hasState = parameters.Contains(" state ", StringComparison.Ordinal);
        code.Line();
        code.Line($"private {type.ShortName}({CSharp.Type(parameters)})");
        code.Line($"    : base({token}, name, {(hasState ? "state" : "null")}, Utilities.MakeResourceOptions(options, id{secrets}))");
        code.Open();
        code.Close();
        code.Line();
        code.Line($"public static {type.ShortName} Get({CSharp.Type(parameters)}) => new {type.ShortName}(name, id, {(hasState ? "state, " : "")}options);");
    }

    private sealed record Constructor(string Parameters, string ArgsType)
    {
        /// <summary>Reads <c>(string name, Pulumi.Gcp.X.YArgs? args = null, Pulumi.CustomResourceOptions? options = null)</c>.</summary>
        public static Constructor Of(ListedType type)
        {
            var parameters = type.Members.Single(member => member.Kind == "ctor").Text[1..^1];
            var args = parameters.Split(", ")[1].Split(' ')[0].TrimEnd('?');
            return new Constructor(parameters, args);
        }
    }
}
