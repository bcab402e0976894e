using Infra.Pipeline.Workspace;

namespace Infra.Cli.Tests;

/// <summary>Data files have one place each: what stands elsewhere, and what names a file where it stood once, is refused with the place.</summary>
public sealed class MovedFileTests
{
    [Theory]
    [InlineData("stacks/calendar.yaml", "stacks/delivery/calendar.yaml")]
    [InlineData("stacks/operations/gates.yaml", "stacks/delivery/gates.yaml")]
    [InlineData("stacks/addons/kyverno/values.yaml", "stacks/catalog/addons/kyverno/values.yaml")]
    public async Task A_data_file_that_nobody_reads_is_refused_before_anything_is_planned(string stray, string place)
    {
        using Workspace workspace = new();
        workspace.Write(stray, "a: 1\n");

        Assert.Equal(
            ($"error: {stray} is not read there. Move it: `git mv {stray} {place}`, or delete it where that is there already.\n", 2), await workspace.RunAsync(["preview", "dev"]));
    }

    [Theory]
    [InlineData("stacks/delivery/github.yaml", "  /stacks/delivery/approvals.yaml:", "  /stacks/approvals.yaml:", "codeOwners has /stacks/approvals.yaml, and that file stands elsewhere. Write /stacks/delivery/approvals.yaml.")]
    [InlineData("stacks/delivery/approvals.yaml", "      - stacks/delivery/gates.yaml", "      - stacks/gates.yaml", "tags.regulatory has stacks/gates.yaml, and that file stands elsewhere. Write stacks/delivery/gates.yaml.")]
    public async Task A_pattern_of_a_file_that_moved_is_refused_because_it_asks_nobody(string file, string now, string former, string said)
    {
        using Workspace workspace = new();
        workspace.Replace(file, now, former);

        Assert.Equal(($"error: {file}: {said}\n", 2), await workspace.RunAsync(["workflows", "--check"]));
    }

    [Theory]
    [InlineData("Directory.Build.rsp")]
    [InlineData("MSBuild.rsp")]
    [InlineData("NuGet.Config")]
    [InlineData("nuget.config")]
    public void What_changes_a_build_from_the_root_is_part_of_the_program(string file) => Assert.True(SealedFiles.IsProgram(file));
}
