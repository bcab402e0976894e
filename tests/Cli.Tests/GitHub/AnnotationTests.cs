using Infra.Model.Masking;
using Infra.Presenters;

namespace Infra.Cli.Tests.GitHub;

public sealed class AnnotationTests
{
    private static readonly string[] Pieces = ["%", "%0A", "%25", "::", ":", ",", "\n", "\r\n", "\r", "\u2028", "\u0085", "\u001b[31m", "\u202e", "::set-output name=x::y", "##[error]", "file=/etc/passwd", "a", " ", "é", "<b>"];

    [Fact]
    public void An_annotation_names_file_line_and_rule() => Assert.Equal(
        "::error file=gitops/prod/a.yaml,line=7,title=K8S001%3A Pods run as no root::gitops/prod/a.yaml:7 spec: it is 100%25 root%0AWrite runAsNonRoot.\n",
        Annotations.Line("gitops/prod/a.yaml", 7, "K8S001: Pods run as no root", "gitops/prod/a.yaml:7 spec: it is 100% root\nWrite runAsNonRoot."));

    [Fact]
    public void No_text_becomes_a_second_line_a_field_or_a_command()
    {
        int seed = Random.Shared.Next();
        Random random = new(seed);
        for (int i = 0; i < 10_000; i++)
        {
            string Text() => string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            (string file, string title, string message) = (Text(), Text(), Text());

            string line = Annotations.Line(file, 3, title, message);

            Assert.True(line.EndsWith('\n') && !line[..^1].Any(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u202e'), $"seed {seed}, case {i}: {line}");
            string[] parts = line[..^1].Split("::", 3);
            string[] fields = parts[1]["error ".Length..].Split(',');
            Assert.True(parts.Length == 3 && parts[0].Length == 0 && fields.Length == 3 && fields[1] == "line=3", $"seed {seed}, case {i}: {line}");
            Assert.Equal(Safe(file), Read(fields[0]["file=".Length..]));
            Assert.Equal(Safe(title), Read(fields[2]["title=".Length..]));
            Assert.Equal(Safe(message), Read(parts[2]));
        }
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("", false)]
    public async Task Violations_are_annotations_where_a_runner_reads_and_nowhere_else(string actions, bool isAnnotated)
    {
        using Workspace workspace = new();
        workspace.Variables["GITHUB_ACTIONS"] = actions;
        workspace.Write("broken.yaml", "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  namespace: b\nspec:\n  containers:\n    - name: c\n      image: d:latest\n");

        (string output, int exitCode) = await workspace.RunAsync(["policy", "check", "broken.yaml", "--as", "prod"]);

        Assert.True(exitCode == 5, output);
        Assert.Equal(isAnnotated, output.Contains("::error file=broken.yaml,line=", StringComparison.Ordinal));
        Assert.InRange(output.Split("::error ").Length - 1, isAnnotated ? 1 : 0, 10);
    }

    private static string Safe(string text) => Printable.Lines(text.ReplaceLineEndings("\n"));

    // As the runner reads it: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts, the other way round.
    private static string Read(string text) =>
        text.Replace("%3A", ":", StringComparison.Ordinal).Replace("%2C", ",", StringComparison.Ordinal).Replace("%0A", "\n", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);
}
