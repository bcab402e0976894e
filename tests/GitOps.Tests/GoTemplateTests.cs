using Infra.GitOps.Templates;

namespace Infra.GitOps.Tests;

/// <summary>Cases from the documentation of text/template, sprig and Argo CD, written anew.</summary>
public sealed class GoTemplateTests
{
    private static readonly Dictionary<string, object?> Data = new(StringComparer.Ordinal)
    {
        ["name"] = "payments-core",
        ["server"] = "https://10.0.0.1",
        ["count"] = 3L,
        ["ratio"] = 0.5,
        ["enabled"] = true,
        ["nothing"] = null,
        ["regions"] = new List<object?> { "asia-south1", "asia-south2" },
        ["metadata"] = Map(("labels", Map(("environment", "prod"), ("team.example.com/name", "core"))), ("annotations", Map())),
        ["path"] = Map(("path", "regions/asia-south1/api"), ("basename", "api"), ("segments", new List<object?> { "regions", "asia-south1", "api" })),
    };

    public static TheoryData<string, string> Good => new()
    {
        { "plain", "plain" },
        { "{{.name}}", "payments-core" },
        { "{{ .name }}-{{ .count }}", "payments-core-3" },
        { "a {{- .name -}} b", "apayments-coreb" },
        { "a{{/* remark */}}b", "ab" },
        { "a {{- /* remark */ -}} b", "ab" },
        { "{{ .metadata.labels.environment }}", "prod" },
        { "{{ index .metadata.labels \"team.example.com/name\" }}", "core" },
        { "{{ index .path.segments 1 }}", "asia-south1" },
        { "{{ (index .path.segments 0) | upper }}", "REGIONS" },
        { "{{ printf \"%s-%02d-%v\" .name .count .enabled }}", "payments-core-03-true" },
        { "{{ printf \"%q %5.2f %x %%\" .name .ratio .count }}", "\"payments-core\"  0.50 3 %" },
        { "{{ printf \"%-4s|%4s\" \"a\" \"b\" }}", "a   |   b" },
        { "{{ if .enabled }}on{{ else }}off{{ end }}", "on" },
        { "{{ if eq .count 1 }}a{{ else if eq .count 3 }}b{{ else }}c{{ end }}", "b" },
        { "{{ if and .enabled (gt .count 2) }}yes{{ end }}", "yes" },
        { "{{ or .nothing \"second\" }}", "second" },
        { "{{ and .nothing .missing.field }}", "<no value>" },
        { "{{ not .enabled }}", "false" },
        { "{{ eq .name \"a\" \"payments-core\" }}", "true" },
        { "{{ ne .count 3 }}{{ lt 1 2 }}{{ le 2 2 }}{{ ge 1 2 }}", "falsetruetruefalse" },
        { "{{ with .metadata.labels }}{{ .environment }}{{ end }}", "prod" },
        { "{{ with .nothing }}a{{ else }}b{{ end }}", "b" },
        { "{{ range .regions }}[{{ . }}]{{ end }}", "[asia-south1][asia-south2]" },
        { "{{ range $i, $r := .regions }}{{ $i }}={{ $r }};{{ end }}", "0=asia-south1;1=asia-south2;" },
        { "{{ range $k, $v := .metadata.labels }}{{ $k }}={{ $v }};{{ end }}", "environment=prod;team.example.com/name=core;" },
        { "{{ range list }}a{{ else }}none{{ end }}", "none" },
        { "{{ range until 3 }}{{ . }}{{ $.count }} {{ end }}", "03 13 23 " },
        { "{{ $x := .name }}{{ $x }}", "payments-core" },
        { "{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}", "2" },
        { "{{ .metadata.labels }}", "map[environment:prod team.example.com/name:core]" },
        { "{{ .regions }}", "[asia-south1 asia-south2]" },
        { "{{ .ratio }}", "0.5" },
        { "{{ .nothing }}", "<no value>" },
        { "{{ `raw \"text\"` }}", "raw \"text\"" },
        { "{{ \"a\\tb\\u0041\" }}", "a\tbA" },
        { "{{ .nothing | default \"d\" }}{{ .name | default \"d\" }}", "dpayments-core" },
        { "{{ coalesce .nothing \"\" \"x\" }}", "x" },
        { "{{ ternary \"a\" \"b\" .enabled }}", "a" },
        { "{{ empty \"\" }}{{ empty 1 }}", "truefalse" },
        { "{{ trim \"  a \" }}{{ trimAll \"$\" \"$5$\" }}{{ trimPrefix \"a-\" \"a-b\" }}{{ trimSuffix \"-b\" \"a-b\" }}", "a5ba" },
        { "{{ upper \"a\" }}{{ lower \"B\" }}{{ title \"hello world\" }}{{ untitle \"Hello\" }}", "AbHello Worldhello" },
        { "{{ replace \"-\" \"_\" .name }}", "payments_core" },
        { "{{ trunc 4 .name }}{{ trunc -4 .name }}{{ substr 0 3 .name }}", "paymcorepay" },
        { "{{ abbrev 8 .name }}", "payme..." },
        { "{{ contains \"core\" .name }}{{ hasPrefix \"pay\" .name }}{{ hasSuffix \"x\" .name }}", "truetruefalse" },
        { "{{ quote .name }}{{ squote .count }}", "\"payments-core\"'3'" },
        { "{{ indent 2 \"a\\nb\" }}{{ nindent 1 \"c\" }}", "  a\n  b\n c" },
        { "{{ snakecase \"FirstName\" }} {{ kebabcase \"FirstName\" }} {{ camelcase \"http_server\" }}", "first_name first-name HttpServer" },
        { "{{ regexMatch \"^pay\" .name }}{{ regexFind \"[a-z]+$\" .name }}{{ regexReplaceAll \"a(x*)b\" \"-ab-axxb-\" \"${1}W\" }}", "truecore-W-xxW-" },
        { "{{ splitList \"-\" .name | join \"+\" }}{{ (split \"-\" .name)._1 }}", "payments+corecore" },
        { "{{ list 1 2 3 | first }}{{ list 1 2 3 | last }}{{ list 1 2 | rest }}{{ list 1 2 | initial }}", "13[2][1]" },
        { "{{ append (list 1) 2 }}{{ prepend (list 1) 0 }}{{ concat (list 1) (list 2) }}{{ reverse (list 1 2) }}", "[1 2][0 1][1 2][2 1]" },
        { "{{ list 1 1 2 | uniq }}{{ without (list 1 2) 1 }}{{ has 2 (list 1 2) }}{{ compact (list 0 1 \"\") }}", "[1 2][2]true[1]" },
        { "{{ len .regions }}{{ len .name }}{{ slice (list 1 2 3) 1 }}{{ sortAlpha (list \"b\" \"a\") }}", "213[2 3][a b]" },
        { "{{ $d := dict \"a\" 1 \"b\" 2 }}{{ get $d \"a\" }}{{ hasKey $d \"c\" }}{{ keys $d | sortAlpha }}{{ len (values $d) }}{{ pick $d \"a\" }}{{ omit $d \"a\" }}", "1false[a b]2map[a:1]map[b:2]" },
        { "{{ merge (dict \"a\" 1) (dict \"a\" 2 \"b\" 3) }}{{ mergeOverwrite (dict \"a\" 1) (dict \"a\" 2) }}", "map[a:1 b:3]map[a:2]" },
        { "{{ dig \"labels\" \"environment\" \"x\" .metadata }}{{ dig \"no\" \"x\" .metadata }}", "prodx" },
        { "{{ add 1 2 3 }}{{ sub 5 2 }}{{ mul 2 3 }}{{ div 7 2 }}{{ mod 7 2 }}{{ max 1 5 3 }}{{ min 4 2 }}{{ add1 9 }}", "636315210" },
        { "{{ round 1.2345 2 }} {{ ceil 1.1 }} {{ floor 1.9 }} {{ int \"7\" }} {{ atoi \"8\" }}", "1.23 2 1 7 8" },
        { "{{ toJson .metadata.labels }}", "{\"environment\":\"prod\",\"team.example.com/name\":\"core\"}" },
        { "{{ (fromJson \"{\\\"a\\\":[1,true]}\").a }}", "[1 true]" },
        { "{{ toYaml .path }}", "basename: api\npath: regions/asia-south1/api\nsegments:\n- regions\n- asia-south1\n- api" },
        { "{{ (fromYaml \"a: [x, 2]\").a }}{{ fromYamlArray \"[1, b]\" }}", "[x 2][1 b]" },
        { "{{ b64enc \"a\" }}{{ b64dec \"YQ==\" }}{{ sha256sum \"\" | trunc 8 }}", "YQ==ae3b0c442" },
        { "{{ kindOf .regions }} {{ kindOf .metadata }} {{ kindOf .count }} {{ kindIs \"string\" .name }}", "slice map int true" },
        { "{{ normalize \"My_App.Name!\" }}", "my-app.name" },
        { "{{ slugify \"feature/A very long branch name indeed\" }}", "feature-a-very-long-branch-name-indeed" },
        { "{{ slugify 23 true \"feat/areally+long_pull_request_name_to_test_argo\" }}", "feat-areally-long-pull" },
        { "{{ slugify 23 \"feat/areally+long_pull_request_name_to_test_argo\" }}", "feat-areally-long-pull" },
    };

    public static TheoryData<string, string> Bad => new()
    {
        { "{{ .nme }}", "1:4: there is no 'nme'; there are: count, enabled, metadata, name, nothing, path, ratio, regions, server" },
        { "a\n  {{ .metadata.labels.team }}", "2:6: there is no 'team'; there are: environment, team.example.com/name" },
        { "{{ .name.first }}", "1:4: 'first' is taken from string, which has no fields" },
        { "{{ .nothing.first }}", "1:4: 'first' is taken from nothing" },
        { "{{ $y }}", "1:4: there is no variable $y" },
        { "{{ env \"HOME\" }}", "1:4: the function 'env' cannot be used: Argo CD does not offer it: it would read the controller's environment" },
        { "{{ now }}", "1:4: the function 'now' cannot be used: it is not offered here: the same commit must render to the same bytes" },
        { "{{ .name", "1:1: an action is not closed; close it with }}" },
        { "{{ if .name }}", "1:1: a block is not closed; close it with {{ end }}" },
        { "{{ end }}", "1:10: 'end' closes nothing" },
        { "{{ }}", "1:1: an action is empty" },
        { "{{ \"a }}", "1:4: a text is not closed; close it with \"" },
        { "{{ .name | .count }}", "1:12: only a function can take the value before '|'" },
        { "{{ .name .count }}", "1:10: only a function takes arguments, and what stands before is none" },
        { "{{ index .regions 5 }}", "1:4: index: there is no item 5; there are 2" },
        { "{{ .name | printf \"%s-%d\" }}", "1:12: printf: there is no argument for %d" },
        { "{{ div 1 0 }}", "1:4: div: division by zero" },
        { "{{ upper 3 }}", "1:4: upper: argument 1 is int and must be a text" },
        { "{{ upper }}", "1:4: upper: it takes 1 argument and has 0" },
        { "{{ fail \"no region\" }}", "1:4: fail: no region" },
        { "{{ fromYaml \"a: &x 1\\nb: *x\" }}", "1:4: fromYaml: anchors and aliases are not allowed" },
        { "{{ range .count2 }}{{ end }}", "1:10: there is no 'count2'; there are: count, enabled, metadata, name, nothing, path, ratio, regions, server" },
        { "{{ template \"x\" }}", "1:4: 'template' is not supported in a field of an ApplicationSet here; write it with if, with and range" },
        { "{{ trunc (add 1 2) .name }}", "1:4: trunc: argument 1 is int64 and must be an int; make it one with int" },
        { "{{ trunc .ratio .name }}", "1:4: trunc: argument 1 is float64 and must be an int" },
        { "{{ trim .name .name }}", "1:4: trim: it takes 1 argument and has 2" },
        { "{{ eq .ratio 1 }}", "1:4: eq: float64 and int cannot be compared; numbers of parameters are float64, which int makes whole" },
        { "{{ lt .name 1 }}", "1:4: lt: string and int cannot be compared; numbers of parameters are float64, which int makes whole" },
        { "{{ eq .regions .regions }}", "1:4: eq: slice and slice cannot be compared; numbers of parameters are float64, which int makes whole" },
        { "{{ if false }}{{ $y }}{{ end }}", "1:18: there is no variable $y" },
        { "{{ if $z := 1 }}{{ end }}{{ $z }}", "1:29: there is no variable $z" },
        { "{{ nil }}", "1:4: nil is no command; give it to a function" },
        { "{{ 08 }}", "1:4: '08' is not a number, or beyond 64 bits" },
        { "{{ 1__0 }}", "1:4: '1__0' is not a number, or beyond 64 bits" },
        { "{{ 9223372036854775808 }}", "1:4: '9223372036854775808' is not a number, or beyond 64 bits" },
        { "{{ 'ab' }}", "1:4: single quotes hold one character, which is a number; a text stands in double quotes" },
        { "{{ \"\\'\" }}", "1:4: a text has an escape that Go does not know, or is no UTF-8; there are \\n, \\t, \\r, \\\\, \\\", \\xHH, \\uXXXX and the like" },
        { "{{ \"\\xff\" }}", "1:4: a text has an escape that Go does not know, or is no UTF-8; there are \\n, \\t, \\r, \\\\, \\\", \\xHH, \\uXXXX and the like" },
        { "{{/* a */ }}", "1:1: an action is not closed; close it with }}" },
        { "{{ range $i, $v := 3 }}{{ end }}", "1:1: range over a number has one variable" },
        { "{{ keys .metadata | join \",\" }}", "1:21: join: keys and values come in another order each time; sort them with sortAlpha" },
        { "{{ range keys .metadata }}{{ end }}", "1:1: keys and values come in another order each time; sort them with sortAlpha" },
        { "{{ dig \"name\" \"x\" \"y\" $ }}", "1:4: dig: it looks for 'x' in string and takes maps of anything only; labels, annotations and values are read with index" },
        { "{{ regexMatch \"(?=a)\" .name }}", "1:4: regexMatch: the expression is malformed or not supported: a group begins with what is not supported here; there are (?:, (?P<name>, (?i), (?m) and (?s)" },
        { "{{ regexMatch \"a**\" .name }}", "1:4: regexMatch: the expression is malformed or not supported: a repetition has nothing before it, or another repetition" },
        { "{{ regexMatch \"\\\\1\" .name }}", "1:4: regexMatch: the expression is malformed or not supported: '\\1' is no escape" },
        { "{{ printf \"%s\" 1 }}", "1:4: printf: %s cannot print int" },
        { "{{ printf \"%+d\" 1 }}", "1:4: printf: %+d is not supported here; there are a width, '-', '0', and a precision of %f" },
        { "{{ int \"0x1f\" }}", "1:4: int: argument 1 is the text '0x1f', which is no plain whole number" },
        { "{{ typeOf .regions }}", "1:4: typeOf: the type of a list is not known here; use kindOf" },
        { "{{ deepEqual .regions .regions }}", "1:4: deepEqual: lists with the same in them are equal to Go only if one function made both; compare what join makes of them" },
        { "{{ toYaml \"2026-11-08T10:00:00Z\" }}", "1:4: toYaml: whether '2026-11-08T10:00:00Z' is a moment of time, which go-yaml writes in quotes, is not known here" },
        { "{{ divf 1 0 }}", "1:4: divf: division by zero" },
        { "{{ ! }}", "1:4: '!' has no meaning inside an action" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public void A_template_is_filled_as_go_fills_it(string template, string expected) =>
        Assert.Equal(expected, GoTemplate.Parse(template).Fill(Data));

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_template_that_cannot_be_filled_says_where_and_why(string template, string message) =>
        Assert.Equal(message, Assert.Throws<TemplateException>(() => GoTemplate.Parse(template).Fill(Data)).Message);

    [Fact]
    public void An_unknown_function_is_found_before_anything_is_filled()
    {
        TemplateException unknown = Assert.Throws<TemplateException>(() => GoTemplate.Parse("{{ if false }}{{ frobnicate 1 }}{{ end }}"));

        Assert.StartsWith("1:18: there is no function 'frobnicate'; Argo CD offers sprig's functions", unknown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ set . \"name\" \"x\" }}", "1:4: set: ")]
    [InlineData("{{ unset .metadata.labels \"environment\" }}", "1:4: unset: ")]
    [InlineData("{{ merge .metadata (dict \"a\" 1) }}", "1:4: merge: ")]
    [InlineData("{{ $m := merge (dict) .metadata }}{{ set $m.labels \"environment\" \"dev\" }}", "1:38: set: ")]
    [InlineData("{{ mergeOverwrite (dict) .metadata (dict \"labels\" (dict \"environment\" \"dev\")) }}", "1:4: mergeOverwrite: ")]
    public void No_function_changes_the_parameters(string template, string place) =>
        Assert.Equal($"{place}it would change the parameters, which other fields of the Application are filled with too; take a copy with deepCopy", Assert.Throws<TemplateException>(() => GoTemplate.Parse(template).Fill(Data)).Message);

    [Fact]
    public void A_copy_of_the_parameters_may_be_changed() =>
        Assert.Equal("devprod", GoTemplate.Parse("{{ $m := deepCopy .metadata }}{{ $l := set $m.labels \"environment\" \"dev\" }}{{ $l.environment }}{{ .metadata.labels.environment }}").Fill(Data));

    [Theory]
    [InlineData("{{ range until 100000 }}{{ repeat 1000 \"x\" }}{{ end }}")]
    [InlineData("{{ range untilStep 0 10000000 1 }}x{{ end }}")]
    public void A_template_that_grows_without_bound_is_stopped(string template) =>
        Assert.Throws<TemplateException>(() => GoTemplate.Parse(template).Fill(Data));

    private static Dictionary<string, object?> Map(params (string Key, object? Value)[] entries) => entries.ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
}
