using FsCheck;
using FsCheck.Fluent;

namespace Infra.GitOps.Tests;

/// <summary>What a template is filled with here, Go and sprig fill it with: compared with the real helm on generated templates.</summary>
public sealed class HelmTests(RealTools helm) : IClassFixture<RealTools>
{
    private const string Data = "{\"name\": \"payments-core\", \"on\": true, \"regions\": [\"asia-south1\", \"asia-south2\"], \"labels\": {\"env\": \"prod\", \"team.example.com/name\": \"core\"}}";

    private static readonly string[] Texts =
    [
        "\"\"", "\"a\"", "\"ABC def\"", "\"fooBar\"", "\"foo-bar_baz.qux\"", "\"  a b  \"", "\"HTTPServer\"", "\"123\"", "\"a.b.c\"", "\"é\"", "\"Größe naïve\"", "\"你好\"", "\"x\\ny\"", "\"it's \\\"x\\\"\"", "\"a,b,,c\"", "\"true\"", "\"-\"",
        ".name", "$.name", ".labels.env", "(index .labels \"team.example.com/name\")", "(index .regions 1)",
    ];

    private static readonly Dictionary<string, string[]> Forms = new(StringComparer.Ordinal)
    {
        ["T"] =
        [
            "upper T", "lower T", "title T", "untitle T", "trim T", "trimAll T T", "trimPrefix T T", "trimSuffix T T", "trunc N T", "substr N N T", "replace \"a\" T T", "quote T", "squote T", "printf \"%s-%v\" T T", "printf \"%q\" T",
            "printf \"%5s|%-5s|%03d\" T T I", "snakecase T", "kebabcase T", "camelcase T", "swapcase T", "nospace T", "initials T", "repeat N T", "cat T X", "indent N T", "nindent N T", "join \",\" L", "toJson X", "b64enc T", "sha256sum T",
            "regexFind \"[a-z]+\" T", "regexReplaceAll \"[aeiou]\" T T", "regexReplaceAllLiteral \"[aeiou]\" T T", "regexQuoteMeta T", "plural \"one\" \"many\" N", "toString X", "print X X", "println T", "default T T", "ternary T T B", "coalesce T T",
            "urlquery T", "kindOf X", "first (splitList \"-\" T)", "last (splitList \"a\" T)", "get (dict \"a\" T) \"a\"", "join \"-\" (sortAlpha L)", "toRawJson X", "b64dec (b64enc T)", "toPrettyJson L", "abbrev 6 T", "html T", "js T", "trimall T T", "substr 0 2 T", "seq 3", "seq 1 N",
        ],
        ["L"] =
        [
            "list X X", "list", "splitList \"-\" T", "until 3", "untilStep 1 9 3", "append L X", "prepend L X", "concat L L", "reverse L", "uniq L", "without L X", "rest (append L T)", "initial (append L T)", "compact L", "sortAlpha L", "regexFindAll \"[a-z]\" T N",
            "regexSplit \"[-_]\" T -1", "slice L 0 0", "toStrings L", "tuple X", ".regions", "chunk 2 L", "keys (dict T X)", "values (dict T X)", "pluck T (dict T X) (dict T X)",
        ],
        ["I"] = ["len T", "len L", "add I I", "sub I I", "mul I I", "max I I", "min I I", "atoi T", "int T", "add1 I", "mod I 7", "div I 3", "floor 1.5", "round 2.567 1", "ceil 1.2", "0", "1", "-2", "5", "40"],
        // What Go has as int; what sprig calculates is int64, which it refuses for an int.
        ["N"] = ["len T", "len L", "atoi T", "int T", "0", "1", "-2", "5", "40"],
        ["B"] = ["eq T T", "ne T T", "contains T T", "hasPrefix T T", "hasSuffix T T", "has X L", "not X", "and X X", "or X X", "lt I I", "ge I I", "empty X", "regexMatch \"^[a-z-]+$\" T", "hasKey .labels T", "true", "false", ".on"],
        ["X"] = ["T", "I", "B", "L", "dict \"k\" X", ".labels", "1.5", "merge (dict \"a\" T) (dict \"a\" T \"b\" X)", "pick .labels \"env\"", "omit .labels \"env\"", "dig \"a\" \"b\" T (dict \"a\" (dict \"b\" X))", "deepCopy .labels", "fromJson (toJson (dict T X))", "fromYaml (toYaml (dict T X))"],
    };

    [Fact]
    public void What_is_filled_here_is_what_Go_and_sprig_fill_in()
    {
        int filled = 0;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(25), Prop.ForAll(Gen.NonEmptyListOf(Templates()).Resize(400).ToArbitrary(), templates =>
        {
            IReadOnlyDictionary<string, object?> data = (IReadOnlyDictionary<string, object?>)YamlValues.Read(Data)!;
            (string Template, string Text)[] ours = [.. templates.Distinct(StringComparer.Ordinal).Select(t => (t, Filled(t, data)!)).Where(t => t.Item2 is not null)];
            string?[] theirs = helm.Fill([.. ours.Select(t => t.Template)], Data);
            filled += ours.Length;
            string different = string.Join('\n', ours.Zip(theirs).Where(p => p.First.Text != p.Second).Select(p => $"{p.First.Template}\n  here {EncodingFunctions.ToJson(p.First.Text)}\n  helm {EncodingFunctions.ToJson(p.Second)}"));
            Assert.True(different.Length == 0, different);
        }));
        Assert.InRange(filled, 1_000, int.MaxValue);
    }

    // What is refused here answers nothing, so it cannot answer otherwise; helm takes what stands for nothing out.
    private static string? Filled(string template, IReadOnlyDictionary<string, object?> data)
    {
        try
        {
            return GoTemplate.Parse(template).Fill(data) is var text && text.Contains("<no value>", StringComparison.Ordinal) ? null : text;
        }
        catch (TemplateException)
        {
            return null;
        }
    }

    private static Gen<string> Templates() => Gen.OneOf(
        Of("X", 2).Select(x => $"{{{{ {x} }}}}"),
        Of("T", 2).Select(x => $"a {{{{- {x} -}}}} b"),
        Gen.Zip(Of("X", 1), Of("T", 1)).Select(x => $"{{{{ if {x.Item1} }}}}{{{{ {x.Item2} }}}}{{{{ else }}}}no{{{{ end }}}}"),
        Gen.Zip(Of("L", 1), Of("T", 1)).Select(x => $"{{{{ range $i, $v := {x.Item1} }}}}{{{{ $i }}}}={{{{ $v }}}}{{{{ {x.Item2.Replace(" .", " $.", StringComparison.Ordinal)} }}}};{{{{ else }}}}none{{{{ end }}}}"),
        Gen.Zip(Of("X", 1), Of("T", 1)).Select(x => $"{{{{ with {x.Item1} }}}}{{{{ . | toJson }}}}{{{{ end }}}}{{{{ $x := {x.Item2} }}}}{{{{ $x | quote }}}}"));

    private static Gen<string> Of(string kind, int depth) =>
        (kind == "T" ? Gen.OneOf(Gen.Elements(Texts), depth == 0 ? Gen.Elements(Texts) : Form(kind, depth)) : Form(kind, depth)).Select(x => x.Trim());

    private static Gen<string> Form(string kind, int depth) => Gen.Elements(depth == 0 ? Leaves(kind) : Forms[kind]).SelectMany(form =>
form.Split(' ').Aggregate(Gen.Constant(""), (before, part) => before.SelectMany(b => Part(part, depth).Select(p => $"{b} {p}"))));

    // A kind, perhaps between parentheses of the form, or what stands there.
    private static Gen<string> Part(string part, int depth) => part.Trim('(', ')') is "T" or "L" or "I" or "N" or "B" or "X"
        ? Of(part.Trim('(', ')'), Math.Max(depth - 1, 0)).Select(x => part.Replace(part.Trim('(', ')'), Inside(x), StringComparison.Ordinal))
        : Gen.Constant(part);

    private static string[] Leaves(string kind) => kind switch { "T" => Texts, "L" => [".regions", "list", "until 3"], "I" or "N" => ["0", "1", "-2", "5"], "B" => ["true", "false", ".on"], _ => [.. Texts, "1", "true", ".regions", ".labels"] };

    private static string Inside(string form) => form.Contains(' ', StringComparison.Ordinal) && form[0] is not ('"' or '(') ? $"({form})" : form;
}
