using FsCheck;
using FsCheck.Fluent;

namespace Infra.GitOps.Tests;

/// <summary>Templates of every kind of value, and now and then with a value of another kind than a function takes.</summary>
internal static class TemplateGrammar
{
    private static readonly string[] Texts =
    [
        "\"\"", "\"a\"", "\"ABC def\"", "\"fooBar\"", "\"foo-bar_baz.qux\"", "\"  a b  \"", "\"HTTPServer\"", "\"123\"", "\"a.b.c\"", "\"é\"", "\"Größe naïve\"", "\"你好\"", "\"x\\ny\"", "\"it's \\\"x\\\"\"", "\"a,b,,c\"", "\"true\"", "\"-\"",
        "\"<a>&\"", "\"a: b\"", "\"yes\"", "\"1e3\"", "\"# x\"", "\"\\x41\\t\\u00e9\"", "`raw \\n`", "\"a$1b$$\"", "\"x y \\n\"",
        ".name", "$.name", ".labels.env", "(index .labels \"team.example.com/name\")", "(index .regions 1)",
    ];

    private static readonly string[] Patterns =
    [
        "\"[a-z]+\"", "\"[aeiou]\"", "\"a*\"", "\"(?P<n>[a-z])([0-9])?\"", "\"^\"", "\"$\"", "\"\\\\d\"", "\"\\\\pL\"", "\"\\\\W\"", "\"(?i)A\"", "\"a|b|\"", "\"[^-]\"", "\".\"", "\"(a)(b)?\"", "\"x?\"", "\"[[:punct:]]\"", "\"\\\\bb\"", "\"\"", "\"(?s).+\"", "\"a{1,2}\"", "\"\\\\s+\"", "\"[-_.]\"",
    ];

    private static readonly Dictionary<string, string[]> Forms = new(StringComparer.Ordinal)
    {
        ["T"] =
        [
            "upper T", "lower T", "title T", "untitle T", "trim T", "trimAll T T", "trimPrefix T T", "trimSuffix T T", "trunc N T", "substr N N T", "replace \"a\" T T", "replace T T T", "quote X", "squote X", "printf \"%s-%v\" T X", "printf \"%q\" T",
            "printf \"%5s|%-5s|%03d\" T T I", "printf \"%x %d %v\" I I X", "printf \"%6.2f|%v\" F F", "snakecase T", "kebabcase T", "camelcase T", "swapcase T", "nospace T", "initials T", "repeat N T", "cat T X", "cat X X", "indent N T", "nindent N T", "join T L", "toJson X", "b64enc T", "sha256sum T",
            "regexFind R T", "regexReplaceAll R T T", "regexReplaceAllLiteral R T T", "regexQuoteMeta T", "plural \"one\" \"many\" N", "toString X", "print X X", "print X X X", "println T X", "default T T", "ternary T T B", "coalesce T T",
            "urlquery T", "kindOf X", "typeOf X", "first (splitList T T)", "last (splitList \"a\" T)", "get (dict \"a\" T) \"a\"", "get (dict \"a\" T) T", "join \"-\" (sortAlpha L)", "toRawJson X", "b64dec (b64enc T)", "toPrettyJson X", "abbrev N T", "seq 3", "seq 1 N", "seq N N N", "toYaml X", "toYaml (dict T X T X)", "toYaml (list X X X)",
        ],
        ["L"] =
        [
            "list X X", "list", "splitList T T", "until N", "untilStep 1 9 3", "untilStep N N N", "append L X", "prepend L X", "concat L L", "reverse L", "uniq L", "without L X", "rest L", "initial L", "compact L", "sortAlpha X", "regexFindAll R T N",
            "regexSplit R T N", "slice L 0 0", "slice L N", "toStrings L", "tuple X", ".regions", ".mixed", "chunk 2 L", "keys (dict T X)", "values (dict T X)", "pluck T (dict T X) (dict T X)", "push L X",
        ],
        // What Go has as int, and what sprig calculates, which is int64 and refused for an int.
        ["N"] = ["len T", "len L", "atoi T", "int X", "0", "1", "-2", "5", "40", "0x1F", "'a'", "1_0"],
        ["I"] = ["N", "add I I", "sub I I", "mul I I", "max I I", "min I I", "add1 I", "mod I 7", "div I 3", "int64 X", "int (add I I)"],
        ["F"] = ["1.5", "-0.25", ".ratio", ".count", "floor F", "ceil F", "round F N", "float64 I", "addf F I", "subf F F", "mulf F F", "divf F 4", "round F 1", ".large"],
        ["B"] = ["eq T T", "ne T T", "eq I I", "eq F F", "lt F F", "le T T", "contains T T", "hasPrefix T T", "hasSuffix T T", "has X L", "not X", "and X X", "or X X", "lt I I", "ge I I", "empty X", "regexMatch R T", "hasKey .labels T", "true", "false", ".on", "deepEqual X X", "eq X X X", "kindIs \"string\" X", "typeIs \"int\" X", "all X X", "any X X"],
        ["X"] = ["T", "I", "B", "L", "F", "dict \"k\" X", ".labels", "nil", ".nothing", "merge (dict \"a\" T) (dict \"a\" T \"b\" X)", "mergeOverwrite (dict T X) (dict T X)", "pick .labels \"env\"", "omit .labels \"env\"", "dig \"a\" \"b\" T (dict \"a\" (dict \"b\" X))", "deepCopy .labels", "fromJson (toJson (dict T X))", "fromYaml (toYaml (dict T X))", "first L", "last L", "index L N", "set (dict T X) T X", "unset (dict T X) T", "ternary X X B", "default X X"],
        ["R"] = Patterns,
    };

    public static Gen<string> Templates() => Gen.OneOf(
        Of("X", 2).Select(x => $"{{{{ {Command(x)} }}}}"),
        Of("X", 3).Select(x => $"{{{{ {Command(x)} }}}}"),
        Of("T", 2).Select(x => $"a {{{{- {x} -}}}} b"),
        Gen.Zip(Of("X", 1), Of("T", 1)).Select(x => $"{{{{ if {Command(x.Item1)} }}}}{{{{ {x.Item2} }}}}{{{{ else }}}}no{{{{ end }}}}"),
        Gen.Zip(Of("L", 1), Of("T", 1)).Select(x => $"{{{{ range $i, $v := {x.Item1} }}}}{{{{ $i }}}}={{{{ $v }}}}{{{{ {x.Item2.Replace(" .", " $.", StringComparison.Ordinal)} }}}};{{{{ else }}}}none{{{{ end }}}}"),
        Of("N", 1).Select(x => $"{{{{ range $i := (max 0 (min 9 {Inside(x)})) }}}}{{{{ $i }}}}{{{{ end }}}}"),
        Gen.Zip(Of("X", 1), Of("T", 1)).Select(x => $"{{{{ with {Command(x.Item1)} }}}}{{{{ . | toJson }}}}{{{{ end }}}}{{{{ $x := {x.Item2} }}}}{{{{ $x | quote }}}}"));

    private static Gen<string> Of(string kind, int depth) =>
        (kind is "T" or "R" ? Gen.OneOf(Gen.Elements(kind == "R" ? Patterns : Texts), depth == 0 || kind == "R" ? Gen.Elements(kind == "R" ? Patterns : Texts) : Form(kind, depth)) : Form(kind, depth)).Select(x => x.Trim());

    private static Gen<string> Form(string kind, int depth) => Gen.Elements(depth == 0 ? Leaves(kind) : Forms[kind]).SelectMany(form =>
        form.Split(' ').Aggregate(Gen.Constant(""), (before, part) => before.SelectMany(b => Part(part, depth).Select(p => $"{b} {p}"))));

    // A kind, perhaps between parentheses of the form, or what stands there. One in thirty is of any kind.
    private static Gen<string> Part(string part, int depth)
    {
        string kind = part.Trim('(', ')');
        return kind is "T" or "L" or "I" or "N" or "B" or "X" or "F" or "R"
            ? Gen.Choose(0, 29).SelectMany(wild => Of(wild == 0 ? "X" : kind, Math.Max(depth - 1, 0))).Select(x => part.Replace(kind, Inside(x), StringComparison.Ordinal))
            : Gen.Constant(part);
    }

    private static string[] Leaves(string kind) => kind switch
    {
        "T" => Texts,
        "L" => [".regions", "list", "until 3", ".mixed"],
        "I" or "N" => ["0", "1", "-2", "5"],
        "F" => ["1.5", "-0.25", ".ratio", ".count"],
        "B" => ["true", "false", ".on"],
        "R" => Patterns,
        _ => [.. Texts, "1", "true", ".regions", ".labels", "1.5", "nil", ".nothing", ".count", "(add 1 2)", ".mixed"],
    };

    private static string Command(string form) => form == "nil" ? "list nil" : form;

    private static string Inside(string form) => form.Contains(' ', StringComparison.Ordinal) && form[0] is not ('"' or '(' or '`' or '\'') ? $"({form})" : form;
}
