using System.Collections.Immutable;
using Infra.GitHub.Workflows;
using Infra.Model.Actions;

namespace Infra.GitHub.Generators;

/// <summary>
/// The program is built once a run, in a job without secrets, identity and environment: a build runs code of every package and project file, in any order
/// and with what they leave behind. Whoever has rights takes what was built by its digest, and neither builds nor restores anything.
/// </summary>
internal static class BuiltProgram
{
    /// <summary>The id of the job.</summary>
    public const string Job = "build";

    private const string Archive = "$RUNNER_TEMP/program.tar";

    /// <summary>The job that builds.</summary>
    /// <param name="condition">When; null for always.</param>
    public static Job Build(string? condition) => new()
    {
        Id = Job,
        Name = "Build the program",
        If = condition,
        Permissions = CommonSteps.Map(("contents", "read")),
        TimeoutMinutes = 15,
        Outputs = CommonSteps.Map(("program", "${{ steps.pack.outputs.program }}")),
        Steps =
        [
            .. CommonSteps.Sources,
            new RunStep("Build", "dotnet publish infra --configuration Release -p:Packages=official --nologo --output \"$RUNNER_TEMP/program\"", CommonSteps.None),
            new RunStep(
                "Pack it, and say what it is",
                $"tar --create --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 --file \"{Archive}\" --directory \"$RUNNER_TEMP/program\" .\n"
                + $"echo \"program=$(sha256sum \"{Archive}\" | cut -d ' ' -f 1)\" >> \"$GITHUB_OUTPUT\"\n",
                CommonSteps.None) { Id = "pack" },
            CommonSteps.Upload("program", "${{ runner.temp }}/program.tar") with { Name = "Keep the program" },
        ],
    };

    /// <summary>The sources with all commits, and the program in its place among them, where git ignores it.</summary>
    public static ImmutableArray<JobStep> WithHistory { get; } = [.. CommonSteps.SourcesWithHistory, .. Take];

    /// <summary>The sources, and the program in its place among them, where git ignores it.</summary>
    public static ImmutableArray<JobStep> WithSources { get; } = [.. CommonSteps.Sources, .. Take];

    /// <summary>The program alone, for a job that needs it; the job <see cref="Job"/> is among those that it needs.</summary>
    public static ImmutableArray<JobStep> Take =>
    [
        new UsesStep("Take the program", ActionTable.DownloadArtifact, CommonSteps.Map(("name", "program"), ("path", "${{ runner.temp }}"))),
        new RunStep(
            "Make sure that it is the one that was built",
            "[[ $PROGRAM =~ ^[0-9a-f]{64}$ ]]\n"
            + $"echo \"$PROGRAM  {Archive}\" | sha256sum --check --strict --quiet\n"
            + "rm -rf artifacts/program\nmkdir -p artifacts/program\n"
            + $"tar --extract --no-same-owner --file \"{Archive}\" --directory artifacts/program\n",
            CommonSteps.Map(("PROGRAM", $"${{{{ needs.{Job}.outputs.program }}}}"))),
    ];
}
