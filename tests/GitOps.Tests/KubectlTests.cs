using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Infra.GitOps.Templates;
using Infra.Model.Manifests;

namespace Infra.GitOps.Tests;

/// <summary>YAML is to this program what it is to Kubernetes: both ways are compared with the real kubectl.</summary>
public sealed class KubectlTests(RealTools kubectl) : IClassFixture<RealTools>
{
    private static readonly string[] Spellings =
    [
        "~", "null", "Null", "NULL", "nUll", "true", "True", "TRUE", "tRue", "yes", "Yes", "YES", "yEs", "y", "Y", "on", "On", "ON", "oN", "false", "False", "FALSE", "no", "No", "NO", "n", "N", "off", "Off", "OFF",
        "0", "-0", "+0", "7", "+5", "-5", "08", "09", "017", "-017", "+017", "0o17", "0O17", "0x1f", "0X1F", "-0x1f", "+0x1f", "0b11", "-0b11", "0b2", "0x", "0o", "0b", "1_000", "_1", "1_", "1__0", "0_7", "0x1_f", "1_0.5",
        ".5", "5.", "-.5", "+.5", ".5e3", "1e3", "1E3", "1e+3", "1e-3", "e3", "1e", ".e3", "1.5", "1.5.5", "1e400", "-1e400", "1e-400", "0.1", "100000000000000000000000", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808", "-9223372036854775809", "+9223372036854775808", "18446744073709551615", "18446744073709551616", "0xffffffffffffffff", "0x8000000000000000", "1:30", "190:20:30", "2026-11-08", "2026-11-08T10:00:00Z", "12:00:00",
        "0x1p3", "Infinity", "NaN", "inf", "nan", "+", "1+1", "1.2.3", "1,000", "v1", "a", "=", "0.", "00", "000.5", "0123abc", "1d", "0xg",
    ];

    [Fact]
    public void Every_spelling_is_what_kubectl_takes_it_for() => Agree(Spellings);

    [Fact]
    public void Whatever_looks_like_a_number_is_what_kubectl_takes_it_for() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(10), Prop.ForAll(
            Gen.ListOf(Gen.NonEmptyListOf(Gen.Elements([.. "0123456789_xXobBeE+-.aFtn"])).Select(c => string.Concat(c.Take(8)))).Resize(400)
                .Select(texts => texts.Where(t => t is not "-" && !t.StartsWith("---", StringComparison.Ordinal)).Append("0").ToArray()).ToArbitrary(),
            Agree));

    [Fact]
    public void What_is_written_is_to_kubectl_what_it_was() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(20), Prop.ForAll(Gen.NonEmptyListOf(YamlTests.Maps(3)).Resize(40).ToArbitrary(), maps =>
        {
            List<object?> values = [.. maps];
            string indented = string.Concat(YamlValues.Write(values).TrimEnd('\n').Split('\n').Select(l => l.Length == 0 ? "\n" : $"    {l}\n"));
            JsonArray read = kubectl.Values(indented);
            Assert.True(JsonNode.DeepEquals(read, JsonNode.Parse(EncodingFunctions.ToJson(values))), $"kubectl read {read.ToJsonString()} from\n{indented}");
        }));

    [Fact]
    public void An_application_that_is_named_like_a_boolean_keeps_its_name()
    {
        string[] names = ["on", "off", "yes", "no", "y", "n", "true", "null", "0x1f", "1_000", "017", "1e3", "2026-11-08", "<<", "=", "~", ".inf", ".NaN"];
        List<object?> values = [.. names.Select(n => new Dictionary<string, object?>(StringComparer.Ordinal) { [n] = n })];

        JsonArray read = kubectl.Values(string.Concat(YamlValues.Write(values).TrimEnd('\n').Split('\n').Select(l => $"    {l}\n")));

        Assert.Equal(names.Select(n => $"{n}={n}"), read.Select(v => $"{v!.AsObject().Single().Key}={v.AsObject().Single().Value!.GetValue<string>()}"));
    }

    [Theory]
    [InlineData(".inf")]
    [InlineData("-.Inf")]
    [InlineData(".nan")]
    public void A_number_that_JSON_does_not_have_is_refused(string text) =>
        Assert.Equal($"JSON, and so Kubernetes, has no number {text}", Assert.Throws<FunctionException>(() => YamlValues.Read($"a: {text}\n")).Message);

    [Theory]
    [InlineData("yes: 1\ntrue: 2\n", "the name true stands twice in one map")]
    [InlineData("1: 1\n0x1: 2\n", "the name 1 stands twice in one map")]
    [InlineData("a: !!str 5\n", "tags are not allowed")]
    [InlineData("a: &x 5\n", "anchors and aliases are not allowed")]
    public void What_could_be_read_in_two_ways_is_refused(string yaml, string reason) =>
        Assert.Equal(reason, Assert.Throws<FunctionException>(() => YamlValues.Read(yaml)).Message);

    [Fact]
    public void A_merge_key_is_refused_because_a_reader_would_pass_it_over() =>
        Assert.Equal("merge keys (<<) are not allowed: write the entries out", Assert.Throws<FunctionException>(() => YamlValues.Read("a:\n  <<: {b: 1}\n")).Message);

    private void Agree(string[] plain)
    {
        JsonArray theirs = kubectl.Values(plain.Aggregate(new StringBuilder(), (text, p) => text.Append("    - ").Append(p).Append('\n')).ToString());
        Assert.Equal(plain.Length, theirs.Count);
        Assert.All(plain.Zip(theirs), pair => Assert.Equal($"{pair.First} is {Printed(pair.Second)}", $"{pair.First} is {Printed(JsonNode.Parse(EncodingFunctions.ToJson(KubernetesScalar.Read(pair.First))))}"));
    }

    // 1e3 and 1000 are one number.
    private static string Printed(JsonNode? value) => value is JsonValue number && number.GetValueKind() == System.Text.Json.JsonValueKind.Number
        ? number.GetValue<double>().ToString("R", System.Globalization.CultureInfo.InvariantCulture)
        : value?.ToJsonString() ?? "null";
}
