using FsCheck;
using FsCheck.Fluent;
using Infra.GitOps.ApplicationSets;
using Infra.GitOps.Templates;

namespace Infra.GitOps.Tests;

/// <summary>Whoever may write a template can make neither a preview nor a check hang, exhaust memory, overflow the stack or end as a bug.</summary>
public sealed class HostileTemplateTests
{
    private const long Allocated = 500_000_000;

    private static readonly Dictionary<string, object?> Data = new(StringComparer.Ordinal) { ["name"] = "a" };

    public static TheoryData<string, string, string> Templates => new()
    {
        { "a range in a range in a range", "{{range until 1000}}{{range until 1000}}{{range until 1000}}{{end}}{{end}}{{end}}", "the template takes more than 2000000 steps" },
        { "a range over a great number", "{{range 1000000000}}a{{end}}", "range goes over at most 100000 values, and this is 1000000000" },
        { "a long list", "{{until 1000000000}}", "the list would have more than 100000 items" },
        { "a long sequence", "{{seq 1 1000000000}}", "the sequence would have more than 100000 numbers" },
        { "a text that doubles", "{{$x := \"aaaaaaaa\"}}{{range until 60}}{{$x = cat $x $x}}{{end}}", "the text would have more than 1000000 characters" },
        { "a list that doubles", "{{$x := list 1}}{{range until 60}}{{$x = list $x $x}}{{end}}{{$x}}", "the value has more than 100000 values" },
        { "a map that holds itself", "{{$m := dict}}{{$m = set $m \"self\" $m}}{{$m}}", "nested deeper than 100, or one holds itself" },
        { "parameters that hold themselves", "{{$m := set $ \"self\" $}}", "it would change the parameters" },
        { "a map merged with itself below", "{{$m := dict}}{{$m = set $m \"a\" $m}}{{$m = merge $m $m}}", "nested deeper than 100, or one holds itself" },
        { "groups in each other", "{{regexMatch (repeat 200 \"(\") \"a\"}}", "groups are nested deeper than 100" },
        { "a long expression", "{{regexMatch (repeat 100000 \"a\") \"a\"}}", "it has more than 5000 characters" },
        { "groups that never match", "{{regexReplaceAll \"(a?)*\" (repeat 3000 \"b\") (repeat 1000 \"${1}x\")}}", "the text would have more than 1000000 characters" },
        { "a key with a great number", "{{toYaml (dict (print \"a\" (repeat 50 \"9\")) 1 (print \"a1\" (repeat 50 \"9\")) 1)}}", "a key has a number of more than 18 digits, which go-yaml cannot order" },
        { "a great power", "{{round 1e300 2147483647}}{{fail \"x\"}}", "fail: x" },
        { "many digits", "{{mulf 1.1111111111 1.1111111111 1.1111111111 1.1111111111 1.1111111111}}", "the result has more than 26 digits after the point" },
        { "a map that grows below", "{{$top := dict}}{{$at := $top}}{{range until 50000}}{{$new := dict}}{{$x := set $at \"n\" $new}}{{$at = $new}}{{end}}{{toJson $top}}", "nested deeper than 100, or one holds itself" },
        { "a text replaced by itself", "{{$x := repeat 100000 \"a\"}}{{replace \"a\" $x $x}}", "the text would have more than 1000000 characters" },
        { "a text that shrinks and grows", "{{$x := repeat 100000 \"a\"}}{{regexReplaceAll \"a\" $x $x}}", "the text would have more than 1000000 characters" },
        { "an expression whose groups grow", "{{regexReplaceAll \"(a+)\" (repeat 5000 \"a\") (repeat 1000 \"$1\")}}", "the text would have more than 1000000 characters" },
        { "a great repetition", "{{repeat 9000000000000000000 \"a\"}}", "the text would have more than 1000000 characters" },
        { "a great indent", "{{indent 1000000 (repeat 1000 \"a\\n\")}}", "the text would have more than 1000000 characters" },
        { "a great separator", "{{join (repeat 10000 \"a\") (until 10000)}}", "the text would have more than 1000000 characters" },
        { "a great width", "{{printf \"%999999999d\" 1}}", "the width or precision 999999999 is not a number up to 1000000" },
        { "a great precision", "{{printf \"%.999999999f\" 1.5}}", "the width or precision 999999999 is not a number up to 1000000" },
        { "many great widths", "{{printf (repeat 1000 \"%900000s\") " + string.Join(' ', Enumerable.Repeat("\"1\"", 1000)) + "}}", "the text would have more than 1000000 characters" },
        { "a text that is long again and again", "{{range until 1000}}{{$x := repeat 900000 \"a\"}}{{end}}", "the template takes more than 2000000 steps" },
        { "long texts that are looked through", "{{$x := repeat 900000 \"a\"}}{{range until 1000}}{{$y := contains \"b\" $x}}{{end}}", "the template takes more than 2000000 steps" },
        { "an output without end", "{{range until 1000}}{{range until 90}}{{$.name}} and a long text that is always the same\n{{end}}{{end}}", "the output is longer than 1000000 characters" },
        { "parentheses in each other", $"{{{{{new string('(', 100_000)}1}}}}", "parentheses are nested deeper than 100" },
        { "blocks in each other", string.Concat(Enumerable.Repeat("{{if .name}}", 50_000)), "blocks are nested deeper than 100" },
        { "a chain of else if", "{{if .name}}" + string.Concat(Enumerable.Repeat("{{else if .name}}", 50_000)) + "{{end}}", "blocks are nested deeper than 100" },
        { "fields of fields", "{{" + string.Concat(Enumerable.Repeat(".name", 100_000)) + "}}", "'name' is taken from string, which has no fields" },
        { "many variables", string.Concat(Enumerable.Repeat("{{$x := 1}}", 50_000)), "more than 1000 variables are in scope" },
        { "a long template", new string('a', 1_000_001), "the template has more than 1000000 characters" },
        { "YAML that is deep", "{{fromYamlArray (repeat 100000 \"[\")}}", "maps and lists are nested at most 100 deep" },
        { "YAML that is deep by blocks", "{{fromYamlArray (repeat 100000 \"- \")}}", "maps and lists are nested at most 100 deep" },
        { "JSON that is deep", "{{fromJson (repeat 100000 \"[\")}}", "fromJson: " },
        { "an expression of many states", "{{regexMatch \"((a{0,1000}){0,1000}){0,1000}\" \"aaaa\"}}", "regexMatch: " },
        { "a slow expression", "{{regexMatch \"(a?){900}b\" (repeat 100000 \"a\")}}{{regexMatch \"(a?){900}b\" (repeat 100000 \"a\")}}{{regexMatch \"(a?){900}b\" (repeat 100000 \"a\")}}{{regexMatch \"(a?){900}b\" (repeat 100000 \"a\")}}", "regexMatch: " },
        { "a negative repetition", "{{repeat -1 \"a\"}}", "nothing is repeated -1 times" },
        { "a negative indent", "{{indent -9223372036854775808 \"a\"}}", "nothing is repeated -9223372036854775808 times" },
        { "words without end", "{{snakecase (printf \"%s!\" (repeat 100000 \"aB-1\"))}}", "sprig has rules that are not followed here" },
        { "the least of nothing", "{{min}}", "min: " },
        { "the rest of the least number", "{{mod -9223372036854775808 -1}}", "mod: " },
    };

    [Theory]
    [MemberData(nameof(Templates))]
    public void A_hostile_template_is_refused_with_its_reason(string name, string template, string reason)
    {
        Assert.NotEmpty(name);
        long before = GC.GetAllocatedBytesForCurrentThread();

        TemplateException refused = Assert.Throws<TemplateException>(() => GoTemplate.Parse(template).Fill(new Dictionary<string, object?>(Data, StringComparer.Ordinal)));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Allocated);
    }

    [Fact]
    public void Much_that_is_different_is_told_apart_within_the_bounds()
    {
        const string Template = "{{len (uniq (until 90000))}} {{len (without (until 90000) 1 2 3.0 \"x\")}} {{uniq (list 1 1.0 \"1\" (list 1) (list 1.0) (dict \"a\" 1) (dict \"a\" 1) nil nil)}}";

        Assert.Equal("90000 89998 [1 1 1 [1] [1] map[a:1] <nil>]", GoTemplate.Parse(Template).Fill(Data));
    }

    [Fact]
    public void Functions_refuse_whatever_they_are_given_or_take_it_and_never_end_as_a_bug()
    {
        string[] arguments = ["nil", "\"\"", "\"a\"", "\"[\"", "\"a: [\"", "\"9e999\"", "\"😀\"", "\"%\"", "\"$1\"", "true", "0", "1", "-1", "9223372036854775807", "-9223372036854775808", "1.5", "(divf 0 0)", "(divf 1 0)", "list", "(list 1 \"b\" nil)", "dict", "(dict \"a\" (dict))", "(until 5)", "$"];
        string[] functions = [.. TemplateFunctions.Names];

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20_000), Prop.ForAll(Gen.Zip(Gen.Elements(functions), Gen.ListOf(Gen.Elements(arguments)).Resize(4)).ToArbitrary(), call =>
        {
            try
            {
                GoTemplate.Parse($"{{{{ {call.Item1} {string.Join(' ', call.Item2)} }}}}").Fill(new Dictionary<string, object?>(Data, StringComparer.Ordinal));
            }
            catch (TemplateException refused)
            {
                Assert.NotEmpty(refused.Reason);
            }
        }));
    }

    [Theory]
    [InlineData("a long pattern", "a", 1_001, "the pattern has more than 1000 characters")]
    [InlineData("alternatives that multiply", "{a,b}", 100, "has more than 100 alternatives")]
    [InlineData("alternatives in each other", "{a,", 300, "has a { that is not closed")]
    [InlineData("many stars", "*a", 400, "")]
    [InlineData("many folders", "**/", 300, "")]
    [InlineData("many classes", "[!a]", 200, "")]
    public void A_hostile_pattern_matches_or_is_refused_at_once(string name, string part, int count, string reason)
    {
        Assert.NotEmpty(name);
        string pattern = string.Concat(Enumerable.Repeat(part, count));
        string path = string.Concat(Enumerable.Repeat("aab/", 1_000)) + "c";
        long before = GC.GetAllocatedBytesForCurrentThread();
        string? refused = null;
        foreach (Func<string, Predicate<string>> matcher in (Func<string, Predicate<string>>[])[Wildcards.Folders, Wildcards.Pathspec, Wildcards.DoubleStar])
        {
            try
            {
                Assert.False(matcher(pattern)(path));
            }
            catch (FunctionException error)
            {
                refused = error.Message;
            }
        }

        Assert.Contains(reason, refused ?? "", StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Allocated);
    }

    [Fact]
    public void A_matrix_of_matrices_has_an_end()
    {
        string elements = $"[{string.Join(", ", Enumerable.Range(0, 1_000).Select(i => $"{{a: \"{i}\"}}"))}]";
        string set = $$$"""
            apiVersion: argoproj.io/v1alpha1
            kind: ApplicationSet
            metadata: {name: s}
            spec:
              goTemplate: true
              goTemplateOptions: [missingkey=error]
              generators:
                - matrix: {generators: [{list: {elements: {{{elements}}}}}, {matrix: {generators: [{list: {elements: {{{elements}}}}}, {list: {elements: {{{elements}}}}}]}}]}
                  selector: {matchLabels: {a: none}}
              template: {metadata: {name: 'a'}, spec: {project: p, destination: { } } }
            """;

        Assert.Contains("the matrix has more than 200000 parameter sets", Assert.Throws<ApplicationSetException>(() => new ApplicationSetEvaluator([], new NoRepositories()).Expand(set)).Message, StringComparison.Ordinal);
    }
}
