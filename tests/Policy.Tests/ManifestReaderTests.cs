using System.Text;
using Infra.Model.Backends;
using Infra.Model.Errors;
using Infra.Model.Properties;
using Infra.Policy.Subjects;

namespace Infra.Policy.Tests;

/// <summary>Files that people and strangers wrote: each is read with its lines, or refused with one.</summary>
public sealed class ManifestReaderTests
{
    private const string File = "gitops/dev/a.yaml";
    private const string Mend = ". Fix the file, or render it again with `infra render`.";

    [Theory]
    [InlineData("kind: [Namespace\nmetadata: {", "1: this is not valid YAML; look for a bracket or a quote that is not closed")]
    [InlineData("kind: \"Namespace\nmetadata: x\n", "1: this is not valid YAML")]
    [InlineData("kind: Namespace\n\tmetadata: x\n", "1: this is not valid YAML")]
    [InlineData("kind: Namespace\nkind: Pod\n", "2: this is not valid YAML: Duplicate key kind")]
    [InlineData("a: &x [1]\nb: *x\n", "1: anchors and aliases are not allowed")]
    [InlineData("a: 1\nb:\n  <<: *x\n", "3: anchors and aliases are not allowed")]
    [InlineData("a: !!binary aGk=\n", "1: tags are not allowed")]
    [InlineData("a: 1\nb: !Secret x\n", "2: tags are not allowed")]
    [InlineData("- a\n", "1: a document is a Kubernetes object: a map with apiVersion and kind, or a workflow")]
    [InlineData("just text\n", "1: a document is a Kubernetes object: a map with apiVersion and kind, or a workflow")]
    [InlineData("? [a]\n: b\n", "1: the name of a property is a text")]
    [InlineData("kind: Pod\nspec:\n  <<: {hostNetwork: true}\n", "3: merge keys (<<) are not allowed: write the entries out")]
    [InlineData("apiVersion: v1\nspec:\n  yes: 1\n", "3: Kubernetes does not take the name yes for a text: write it in quotes")]
    [InlineData("kind: Pod\nspec: {a: .inf}\n", "2: JSON, and so Kubernetes, has no number .inf")]
    public void What_is_no_manifest_is_refused_with_its_line(string text, string problem)
    {
        string message = Assert.Throws<InfraException>(() => ManifestReader.Read(File, text)).Message;

        // What is wrong with the text, YamlDotNet says in its own words.
        Assert.StartsWith($"{File}:{problem}", message, StringComparison.Ordinal);
        Assert.EndsWith(Mend, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_of_aliases_are_refused_before_they_stand_for_gigabytes()
    {
        StringBuilder bomb = new("a0: &a0 [lol]\n");
        for (int i = 1; i < 40; i++)
        {
            bomb.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        }

        Assert.Equal($"{File}:1: anchors and aliases are not allowed{Mend}", Assert.Throws<InfraException>(() => ManifestReader.Read(File, $"{bomb}")).Message);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void What_is_nested_a_hundred_thousand_deep_is_refused_and_exhausts_no_stack(char open) =>
        Assert.StartsWith($"{File}:1: ", Assert.Throws<InfraException>(() => ManifestReader.Read(File, $"a: {new string(open, 100_000)}")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("# only a comment\n")]
    [InlineData("---\n---\n# nothing\n---\n")]
    [InlineData("~\n")]
    public void A_file_without_objects_has_none(string text) => Assert.Empty(ManifestReader.Read(File, text));

    [Theory]
    [InlineData("\n", "")]
    [InlineData("\r\n", "")]
    [InlineData("\n", "\uFEFF")]
    public void Lines_are_those_of_the_file_through_comments_empty_documents_lists_and_any_end_of_line(string end, string mark)
    {
        string text = mark + string.Join(end,
            "# a comment", "---", "# nothing", "---", "apiVersion: v1", "kind: Namespace", "metadata:", "  name: a", "---", "apiVersion: v1", "kind: List", "items:",
            "- apiVersion: v1", "  kind: Pod", "  metadata:", "    name: b", "- apiVersion: v1", "  kind: Pod", "  metadata:", "    name: c", "    labels: {x.y/z: t}", "");

        Subject[] subjects = [.. ManifestReader.Read(File, text)];

        Assert.Equal(["Namespace/a", "Pod/b", "Pod/c"], subjects.Select(s => s.Name[(s.Name.IndexOf('#', StringComparison.Ordinal) + 1)..]));
        Assert.Equal<int?>([8, 16, 20], subjects.Select(s => s.Line("metadata.name")));
        Assert.Equal(21, subjects[2].Line("metadata.labels[\"x.y/z\"]"));
        Assert.Equal(19, subjects[2].Line("metadata.annotations.missing"));
    }

    [Fact]
    public void Only_plain_scalars_are_other_than_texts()
    {
        Subject subject = Assert.Single(ManifestReader.Read(File, "kind: Pod\nmetadata: {name: a}\nspec:\n  a: true\n  b: \"true\"\n  c: 8080\n  d: '8080'\n  e: ~\n  f: |\n    null\n"));

        Assert.Equal<PropertyValue>(
            [PropertyValue.Of(true), PropertyValue.Of("true"), PropertyValue.Of(8080), PropertyValue.Of("8080"), PropertyValue.Null, PropertyValue.Of("null\n")],
            ((MapValue)subject.Content["spec"]!).Map.Select(e => e.Value));
    }

    [Fact]
    public void Plain_scalars_of_an_object_are_what_Kubernetes_takes_them_for_and_those_of_a_workflow_are_not()
    {
        const string Spec = "spec: {a: yes, b: OFF, c: 0x1f, d: 017, e: 1_000, f: Null, g: 'yes'}\n";

        PropertyMap pod = ((MapValue)Assert.Single(ManifestReader.Read(File, $"apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\n{Spec}")).Content["spec"]!).Map;
        PropertyMap workflow = ((MapValue)Assert.Single(ManifestReader.Read(".github/workflows/a.yml", $"on: push\njobs: {{}}\n{Spec}")).Content["spec"]!).Map;

        Assert.Equal<PropertyValue>(
            [PropertyValue.Of(true), PropertyValue.Of(false), PropertyValue.Of(31), PropertyValue.Of(15), PropertyValue.Of(1000), PropertyValue.Null, PropertyValue.Of("yes")], pod.Select(e => e.Value));
        Assert.Equal(PropertyValue.Of("yes"), workflow["a"]);
    }
}
