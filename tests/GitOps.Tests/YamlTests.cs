using FsCheck;
using FsCheck.Fluent;
using Infra.GitOps.Generators;
using Infra.GitOps.Templates;
using YamlDotNet.Serialization;

namespace Infra.GitOps.Tests;

/// <summary>What is written reads back as what it was, for this program and for YamlDotNet's own reader.</summary>
public sealed class YamlTests
{
    // FsCheck prints the seed of a failure; `.WithReplay` repeats it.
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(1_000);

    private static readonly string[] Awkward =
    [
        "", " ", "a", "null", "~", "true", "no", "0", "007", "1e3", "0x1f", "-", "- a", "a: b", "a #b", "#a", "'", "\"", "\\", "|", ">", "&a", "*a", "!a", "%a", "@a", "`a", "{a}", "[a]", "a,b", "?",
        "a\nb", "a\nb\n", "\na\n", " a\nb\n", "a\n\n", "a\n b\n\tc\n", "a\r\nb", "\t", "tab\there", "2026-11-08", "{{ .a }}", "{{- if .a }}\nb: 'c'\n{{- end }}\n", "é", "你好", "\u00a0", "\u2028", "---", "---\n", "...", "a: |\n  b\n", "yes", "On", "y", "N", "off", "0o17", "0b11", "1_000", "017", "-017", ".5", "5.", "<<", "=", "1:30", ".inf", "NULL",
        new string('x', 300), "long words " + new string('y', 200) + " and more " + new string('z', 200),
    ];

    private static readonly IDeserializer Theirs = new DeserializerBuilder().Build();

    [Fact]
    public void Every_manifest_reads_back_as_what_was_written() =>
        Check.One(Runs, Prop.ForAll(Maps(3).ToArbitrary(), map => EncodingFunctions.ToJson(YamlValues.Read(YamlValues.Write(map))) == EncodingFunctions.ToJson(map)));

    [Fact]
    public void YamlDotNets_own_reader_reads_the_same() =>
        Check.One(Runs, Prop.ForAll(Maps(3).ToArbitrary(), map => Printed(Theirs.Deserialize<object?>(YamlValues.Write(map))) == Printed(map)));

    [Fact]
    public void YamlDotNets_own_reader_reads_every_committed_file_the_same() =>
        Assert.All(
            Committed.Environments.SelectMany(e => Renderer.Render(Committed.Options(e))).SelectMany(f => f.Text.Split("---\n")),
            document => Assert.Equal(Printed(Theirs.Deserialize<object?>(document)), Printed(YamlValues.Read(document))));

    [Fact]
    public void The_same_bytes_come_whatever_the_order_of_keys() =>
        Check.One(Runs, Prop.ForAll(Maps(3).ToArbitrary(), map => YamlValues.Write(Reversed(map)) == YamlValues.Write(map)));

    private static object? Reversed(object? value) => value switch
    {
        Dictionary<string, object?> map => map.Reverse().ToDictionary(e => e.Key, e => Reversed(e.Value), StringComparer.Ordinal),
        List<object?> list => list.Select(Reversed).ToList(),
        _ => value,
    };

    internal static Gen<Dictionary<string, object?>> Maps(int depth) =>
        Gen.ListOf(Gen.Zip(Gen.Elements(Awkward.Where(t => t.Length is > 0 and < 100).ToArray()), Values(depth))).Resize(4)
            .Select(entries => entries.DistinctBy(e => e.Item1, StringComparer.Ordinal).ToDictionary(e => e.Item1, e => e.Item2, StringComparer.Ordinal));

    private static Gen<object?> Values(int depth)
    {
        Gen<object?> scalar = Gen.OneOf(
            Gen.Elements(Awkward).Select(t => (object?)t),
            ArbMap.Default.GeneratorFor<NonNull<string>>().Select(t => (object?)Readable(t.Get)),
            ArbMap.Default.GeneratorFor<int>().Select(n => (object?)(long)n),
            ArbMap.Default.GeneratorFor<bool>().Select(b => (object?)b));
        return depth == 0
            ? scalar
            : Gen.OneOf(scalar, Maps(depth - 1).Select(m => (object?)m), Gen.ListOf(Values(depth - 1)).Resize(3).Select(l => (object?)l.ToList()));
    }

    // Settings refuse what no YAML can hold, so manifests never have it.
    private static string Readable(string text) => new([.. text.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && c is not ('\uFFFE' or '\uFFFF' or '\uFEFF'))]);

    // Their reader gives every scalar as a text, null as null.
    private static string Printed(object? value) => value switch
    {
        null => "null",
        IDictionary<object, object?> map => $"{{{string.Join(',', map.OrderBy(e => (string)e.Key, StringComparer.Ordinal).Select(e => $"{Printed(e.Key)}={Printed(e.Value)}"))}}}",
        Dictionary<string, object?> map => $"{{{string.Join(',', map.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => $"{Printed(e.Key)}={Printed(e.Value)}"))}}}",
        List<object?> list => $"[{string.Join(',', list.Select(Printed))}]",
        string text => EncodingFunctions.ToJson(text),
        _ => EncodingFunctions.ToJson(GoValue.Print(value)),
    };
}
