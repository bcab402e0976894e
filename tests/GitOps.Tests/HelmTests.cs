using FsCheck;
using FsCheck.Fluent;
using Infra.GitOps.Templates;

namespace Infra.GitOps.Tests;

/// <summary>What a template is filled with here, Go and sprig fill it with: compared with the real helm on generated templates.</summary>
public sealed class HelmTests(RealTools helm) : IClassFixture<RealTools>
{
    private const string Data = "{\"name\": \"payments-core\", \"on\": true, \"count\": 3, \"large\": 12345678, \"ratio\": 0.25, \"nothing\": null, \"regions\": [\"asia-south1\", \"asia-south2\"], \"mixed\": [1, \"a\", null, true, 1.5], \"labels\": {\"env\": \"prod\", \"team.example.com/name\": \"core\"}}";

    [Fact]
    public void What_is_filled_here_is_what_Go_and_sprig_fill_in()
    {
        int filled = 0;
        int wild = 0;
        ulong seed = (ulong)Random.Shared.NextInt64();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(40).WithReplay(seed, 1), Prop.ForAll(Gen.NonEmptyListOf(TemplateGrammar.Templates()).Resize(800).ToArbitrary(), templates =>
        {
            (int all, string different) = Compare([.. templates.Distinct(StringComparer.Ordinal)]);
            filled += all;
            wild += templates.Count(t => t.Contains("(add", StringComparison.Ordinal) || t.Contains("toYaml", StringComparison.Ordinal) || t.Contains("regex", StringComparison.Ordinal));
            Assert.True(different.Length == 0, different);
        }));
        TestContext.Current.TestOutputHelper!.WriteLine($"{filled} templates were filled, {wild} had calculations, YAML or expressions");
        Assert.InRange(filled, 1_000, int.MaxValue);
        Assert.InRange(wild, 100, int.MaxValue);
    }

    /// <summary>Cases that one would have to wait for.</summary>
    [Fact]
    public void What_is_seldom_generated_is_filled_alike_too()
    {
        string[] templates =
        [
        "{{ 'a' }} {{ '\\n' }} {{ '\\'' }} {{ 0x1F }} {{ 0o17 }} {{ 017 }} {{ 0b101 }} {{ 1_000 }} {{ -5 }} {{ +5 }} {{ .5 }} {{ 1e3 }} {{ 1.50 }} {{ -.5 }} {{ 0x_1F }} {{ 1e6 }} {{ 1e-5 }}",
        "{{ \"\\x41\\u00e9\\U0001F600\\101\\a\\v\" }}|{{ `a\\n` }}", "{{ kindOf (add 1 2) }} {{ kindOf (len \"a\") }} {{ kindOf (atoi \"3\") }} {{ kindOf .count }} {{ kindOf (fromYaml \"a: 1\").a }} {{ kindOf (fromJson \"{\\\"a\\\":1}\").a }} {{ kindOf (until 2) }}",
        "{{ eq (add 1 2) 3 }} {{ ne 3 (int64 3) }} {{ lt 1 (add 1 1) }} {{ eq nil .nothing }} {{ eq \"a\" nil }}", "{{ range add 1 2 }}{{ kindOf . }}{{ end }} {{ range $i := 2 }}{{ $i }}{{ end }}",
        "{{ addf 0.1 0.2 }} {{ subf 0.3 0.1 }} {{ mulf 1.1 1.1 }} {{ divf 1 3 }} {{ divf 10 4 }} {{ round -1.25 1 }} {{ round -1.2 0 }} {{ round 2.5 0 }} {{ floor -1.5 }} {{ ceil -1.5 }} {{ round 1.45 1 0.4 }}",
        "{{ regexReplaceAll \"a*\" \"baaac\" \"x\" }} {{ regexFindAll \"a*\" \"baaac\" -1 }} {{ regexSplit \"a*\" \"baaac\" -1 }} {{ regexSplit \"(a)\" \"xaya\" -1 }} {{ regexSplit \"\" \"abc\" -1 }} {{ regexSplit \"a\" \"\" -1 }}",
        "{{ regexReplaceAll \"(?P<n>a+)(b)?\" \"xaab a\" \"<${n}|$2|$1x|${1}x|$$|$ |${|$zz>\" }}", "{{ regexMatch \"^\\\\pL+$\" \"Größe\" }} {{ regexMatch \"^\\\\w+$\" \"Größe\" }} {{ regexMatch \"\\\\d\" \"٣\" }} {{ regexMatch \"a$\" \"a\\n\" }} {{ regexMatch \"(?m)a$\" \"a\\nb\" }} {{ regexMatch \"a.b\" \"a\\nb\" }} {{ regexMatch \"(?s)a.b\" \"a\\nb\" }}",
        "{{ regexFind \"(?i)ABC\" \"xabcx\" }} {{ regexFind \"\\\\bb\\\\w*\" \"ab bc\" }} {{ regexFind \"[[:alpha:]]+\" \"12ab\" }} {{ regexFind \"\\\\Qa.b\\\\E+\" \"a.bb\" }} {{ regexFind \"a{2,3}?\" \"aaaa\" }} {{ regexFind \"x{,2}\" \"x{,2}\" }} {{ regexFind \"[^a]\" \"a\\n\" | quote }} {{ regexFind \"\\\\x41\\\\x{e9}\" \"Aé\" }}",
        "{{ toYaml (dict \"a10\" 1 \"a9\" 2 \"b\" list \"c\" (dict) \"d\" (list (list 1 \"x\") (dict \"k\" \"v\" \"l\" (list 1)))) }}", "{{ toYaml (list \"yes\" \"1\" \"1e3\" \"1:30\" \"2026-11-08\" \"~\" \"\" \" a\" \"a \" \"a: b\" \"a #b\" \"#a\" \"- a\" \"-a\" \"it's\" \"'x'\" \"a\\tb\" \"é\" \"😀\" \"null\" \"<<\" \"=\" \"@a\" \"a:\" \":a\" \"? a\" \"{a}\" \"a,b\" \"[\" \"---\" \"%a\" \"!a\" \"&a\" \"*a\" \"|\" \">\" \"`a\") }}",
        "{{ toYaml (dict \"a\" \"x\\ny\\n\" \"b\" \"x\\ny\" \"c\" \"x\\n\\n\" \"d\" \" x\\ny\" \"e\" \"\\n\" \"f\" \"x \\ny\" \"g\" (list \"x\\ny\" \"z\")) }}", "{{ toYaml \"x\\ny\" }}", "{{ toYaml (dict \"yes\" 1 \"1\" 2 \"a: b\" 3 \"\" 4 \"1.5\" 5 \"1e3\" 6 \"a1\" 7 \"a01\" 8 \"a-1\" 9 \"ab\" 10 \"a10b\" 11) }}", "{{ toYaml (repeat 40 \"word \" | trim) }}", "{{ toYaml (dict \"<<\" 1 \"k\" (repeat 40 \"# ord \") \"l\" (list (repeat 30 \"wo  rd\\t\")) \"m\" (dict \"x\" (list (dict \"y\" (printf \"a: %s\" (repeat 60 \"wo rd \")))) \"z\" (repeat 100 \"word\"))) }}", "{{ range $i := 20 }}{{ toYaml (list (printf \"%s x y\" (repeat (int (add 70 $i)) \"a\"))) }}{{ toYaml (dict \"k\" (printf \"%s# x # y\" (repeat (int (add 70 $i)) \"é\"))) }}{{ end }}", "{{ toYaml (dict \"n\" nil \"t\" true \"i\" 12345678 \"f\" 1.5 \"g\" 1e21 \"h\" .large) }}",
        "{{ toJson \"<a>&\\u2028\\b\\f\\u0001\" }} {{ toRawJson \"<a>&\" }} {{ toPrettyJson (dict \"a\" list \"b\" (list 1) \"c\" dict) }} {{ toJson (list 1e21 1e-7 1.5 .large 1e6 nil) }}", "{{ printf \"%v %v %d %x %q %t %05d|%-4d|%6.2f\" nil 1.5 (add 1 2) -255 \"a\\\"\" true -42 7 3.14159 }}",
        "{{ print nil 1 2 \"a\" \"b\" 3 true }} {{ println nil }} {{ toString nil }} {{ quote nil 1 \"a\" }} {{ cat nil 1 \"a\" }} {{ join \",\" (list 1 nil \"a\") }} {{ sortAlpha (list \"b\" nil 1) }} {{ list nil }} {{ dict \"a\" nil }}",
        "{{ typeOf 1 }} {{ typeOf (add 1) }} {{ typeOf .labels }} {{ typeOf nil }} {{ kindOf nil }}", "{{ default \"a\" \"\" \"c\" }} {{ default \"a\" \"b\" \"c\" }} {{ default \"a\" }}", "{{ $d := dict \"a\" (dict \"b\" 1) }}{{ $e := dict }}{{ $m := merge $e $d }}{{ $x := set $m.a \"b\" 2 }}{{ $d }} {{ $e }}",
        "{{ $d := dict \"a\" \"\" \"b\" nil \"c\" 0 \"d\" false \"e\" (dict) \"f\" (list) }}{{ merge $d (dict \"a\" 1 \"b\" 2 \"c\" 3 \"d\" 4 \"e\" (dict \"x\" 1) \"f\" (list 1) \"g\" nil) }}", "{{ mergeOverwrite (dict \"a\" 1 \"b\" (dict \"x\" 1)) (dict \"a\" nil \"b\" (dict \"y\" \"\") \"c\" \"\") }}",
        "{{ uniq (list 1 1.0 \"1\" (add 1) nil nil true) }} {{ without (list 1 1.0 (add 1)) 1 }} {{ has 1.0 (list 1) }} {{ deepEqual 1 (add 1) }} {{ deepEqual (dict \"a\" 1) (dict \"a\" 1) }}", "{{ rest list }}|{{ initial list }}|{{ toJson (rest list) }}|{{ regexFindAll \"x\" \"a\" -1 | toJson }}|{{ concat list | toJson }}",
        "{{ seq }}|{{ seq 3 }}|{{ seq -2 }}|{{ seq 2 5 }}|{{ seq 5 2 }}|{{ seq 0 3 10 }}|{{ seq 10 -3 0 }}|{{ seq 1 0 3 }}|{{ seq 1 2 3 4 }}|{{ until -3 }}|{{ untilStep 5 0 -2 }}|{{ untilStep 0 5 -1 }}", "{{ int \"12\" }} {{ int \"\" }} {{ int \"a\" }} {{ int true }} {{ int 1.9 }} {{ int -1.9 }} {{ int nil }} {{ float64 \"2\" }} {{ atoi \"007\" }} {{ atoi \"1.5\" }} {{ int64 .large }}",
        "{{ urlquery nil }} {{ urlquery nil 1 2 \"a b~&\" nil }}", "{{ plural \"a\" \"b\" 1 }} {{ ternary 1 2 false }} {{ coalesce 0 \"\" nil (list) 5 }} {{ dig \"a\" 1 (dict \"a\" nil) }} {{ dig \"x\" \"y\" 7 (dict \"x\" (dict)) }} {{ pluck \"a\" (dict \"a\" 1) (dict) (dict \"a\" 2) }}",
        "{{ with $x := .name }}{{ $x }}{{ end }}{{ with $y := .nothing }}a{{ else with .count }}{{ . }}{{ else }}b{{ end }}", "{{- /* c */ -}} a {{- 3 -}} b {{- -3 }}", "{{ .mixed }} {{ .large }} {{ .ratio }} {{ .count }} {{ .nothing }} {{ index .mixed 4 }} {{ index .mixed (add 0 1) }}", "{{ 1000000.0 }} {{ 123456.0 }} {{ 0.0001 }} {{ 0.00001 }} {{ 12345678.9 }} {{ 100000000000000000000.0 }} {{ addf 0.1 0.7 }}",
    ];
        Dictionary<string, object?> data = (Dictionary<string, object?>)Parameters.Floating(YamlValues.Read(Data))!;
        Assert.All(templates, t => GoTemplate.Parse(t).Fill(data));
        string different = Compare(templates).Different;
        Assert.True(different.Length == 0, different);
    }

    private (int Filled, string Different) Compare(IReadOnlyList<string> templates)
    {
        IReadOnlyDictionary<string, object?> data = (IReadOnlyDictionary<string, object?>)Parameters.Floating(YamlValues.Read(Data))!;
        (string Template, string Text)[] ours = [.. templates.Select(t => (t, Filled(t, data)!)).Where(t => t.Item2 is not null)];
        string?[] theirs = helm.Fill([.. ours.Select(t => t.Template)], Data);
        return (ours.Length, string.Join('\n', ours.Zip(theirs).Where(p => p.First.Text != p.Second).Select(p => $"{p.First.Template}\n  here {EncodingFunctions.ToJson(p.First.Text)}\n  helm {EncodingFunctions.ToJson(p.Second)}")));
    }

    // What is refused here answers nothing, so it cannot answer otherwise.
    private static string? Filled(string template, IReadOnlyDictionary<string, object?> data)
    {
        try
        {
            return GoTemplate.Parse(template).Fill(data);
        }
        catch (TemplateException)
        {
            return null;
        }
    }
}
